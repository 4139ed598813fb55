using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.TaskApi;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>What others published is read by our client as it was meant.</summary>
public sealed class SampleDecodingTests
{
    private const string TaskId = "3b1f0c5d7a9e2846b0d1c2f3a4e5d6c7";

    [Theory]
    [InlineData("submit.generate.json", "generate", TaskId)]
    [InlineData("submit.generate-pro.json", "generate-pro", "5c2a7e90d3b14f6888e1a0b2c4d6f8e0")]
    public async Task Submit_IsDecoded(string sample, string endpoint, string taskId)
    {
        using SampleSender sender = new(sample, HttpStatusCode.OK);
        NanoBananaImageRequest request = new() { Prompt = "a mill by the sea", Model = endpoint };

        Assert.Equal(taskId, await sender.Client.SubmitAsync(request, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("record.running.json", NanoBananaTaskState.Generating, null)]
    [InlineData("record.schema.json", NanoBananaTaskState.Generating, null)]
    [InlineData("record.success.json", NanoBananaTaskState.Success, "https://tempfile.aiquickdraw.com/gemini-preview/mill41.jpeg")]
    public async Task Record_IsDecoded(string sample, NanoBananaTaskState state, string? picture)
    {
        using SampleSender sender = new(sample, HttpStatusCode.OK);

        var task = await sender.Client.GetTaskAsync(TaskId, TestContext.Current.CancellationToken);

        Assert.Equal((TaskId, state, picture), (task.TaskId, task.State, task.ImageUrl?.OriginalString));
    }

    [Fact]
    public async Task Credit_IsDecoded()
    {
        using SampleSender sender = new("credit.json", HttpStatusCode.OK);

        Assert.Equal(730, await sender.Client.GetCreditsAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("callback.success.json", NanoBananaTaskState.Success, null)]
    [InlineData("callback.policy.json", NanoBananaTaskState.GenerateFailed, 400)]
    [InlineData("callback.failed.json", NanoBananaTaskState.GenerateFailed, 501)]
    [InlineData("callback.internal.json", NanoBananaTaskState.GenerateFailed, 500)]
    [InlineData("callback.second.json", NanoBananaTaskState.Success, null)]
    public async Task Callback_IsDecoded(string sample, NanoBananaTaskState state, int? code)
    {
        var task = await new NanoBananaCallbacks().ReceiveAsync(
            Encoding.UTF8.GetBytes(SampleTests.Read(sample)), TestContext.Current.CancellationToken);

        Assert.Equal((TaskId, state, code), (task!.TaskId, task.State, task.ErrorCode));
        Assert.Equal(state is NanoBananaTaskState.Success, task.ImageUrl is not null);
    }

    [Theory]
    [InlineData("error.401.json", 401, ProviderErrorKind.Authentication)]
    [InlineData("error.401.json", 200, ProviderErrorKind.Authentication)]
    [InlineData("error.404.json", 404, ProviderErrorKind.NotFound)]
    [InlineData("error.404.json", 200, ProviderErrorKind.NotFound)]
    [InlineData("error.500.json", 500, ProviderErrorKind.ServerError)]
    [InlineData("error.500.json", 200, ProviderErrorKind.ServerError)]
    public async Task Refusal_IsDecodedWhereverItsCodeStands(string sample, int status, ProviderErrorKind kind)
    {
        using SampleSender sender = new(sample, (HttpStatusCode)status);

        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => sender.Client.GetTaskAsync(TaskId, TestContext.Current.CancellationToken));

        Assert.Equal(kind, thrown.Kind);
    }

    /// <summary>A client to which a sample is sent, whatever it asks.</summary>
    private sealed class SampleSender : HttpMessageHandler
    {
        private readonly string _sample;
        private readonly HttpStatusCode _status;
        private readonly ServiceProvider _services;

        public SampleSender(string sample, HttpStatusCode status)
        {
            _sample = sample;
            _status = status;
            _services = new ServiceCollection()
                .AddSingleton<TimeProvider>(new VirtualClock())
                .AddProviderClientServices()
                .ConfigureAll<HttpClientFactoryOptions>(options =>
                    options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = this))
                .BuildServiceProvider();
            Client = new NanoBananaTaskApiClient(
                new NanoBananaTaskApiOptions { ApiKey = "0123456789abcdef0123456789abcdef", BaseUrl = new Uri("https://task.test"), RetryLimit = 0 },
                _services.GetRequiredService<ProviderClientServices>());
        }

        public NanoBananaTaskApiClient Client { get; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(_status)
            {
                Content = new StringContent(SampleTests.Read(_sample), Encoding.UTF8, "application/json"),
            });

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _services.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
