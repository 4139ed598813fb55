using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.Flux.Bfl;
using VirtualTime;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>What others published is read by our client as it was meant.</summary>
public sealed class SampleDecodingTests
{
    private const string Id = "6aeb9987-de91-4079-b518-8ada7a3f47b2";

    private static readonly FluxBflRequest Lighthouse = new() { Prompt = "a lighthouse" };

    [Fact]
    public async Task Submission_IsDecoded()
    {
        using var sender = new SampleSender("submit.json", HttpStatusCode.OK);

        var submission = await sender.Client.SubmitAsync(Lighthouse, TestContext.Current.CancellationToken);

        Assert.Equal((Id, 3.0m), (submission.Id, submission.CostCredits));
        Assert.Equal($"https://api.us6.bfl.ai/v1/get_result?id={Id}", submission.PollingUrl.ToString());
    }

    [Fact]
    public async Task Submission_Of2025_IsDecodedWithoutAPrice()
    {
        using var sender = new SampleSender("submit.2025.json", HttpStatusCode.OK);

        var submission = await sender.Client.SubmitAsync(Lighthouse, TestContext.Current.CancellationToken);

        Assert.Equal((Id, null), (submission.Id, submission.CostCredits));
    }

    [Theory]
    [InlineData("pending.json", "Pending", null)]
    [InlineData("ready.json", "Ready", "/results/2c/8383718ff6fca1/8ff6fca14ee54092a05264e168d6d113/sample.jpeg")]
    [InlineData("ready.2025.json", "Ready", "/results/8ff6fca14ee54092a05264e168d6d113/sample.jpeg")]
    [InlineData("moderated.json", "Request Moderated", null)]
    public async Task Result_IsDecoded(string sample, string status, string? path)
    {
        using var sender = new SampleSender(sample, HttpStatusCode.OK);
        var submission = new FluxBflSubmission(Id, new Uri($"https://api.bfl.ai/v1/get_result?id={Id}"), 3.0m);

        var result = await sender.Client.GetResultAsync(submission, TestContext.Current.CancellationToken);

        Assert.Equal((Id, status, path), (result.Id, result.Status, result.Sample?.AbsolutePath));
    }

    [Theory]
    [InlineData("error.422.json", 422, ProviderErrorKind.InvalidRequest)]
    [InlineData("error.422.key.json", 422, ProviderErrorKind.Authentication)]
    [InlineData("error.403.json", 403, ProviderErrorKind.Authentication)]
    public async Task Refusal_IsDecoded(string sample, int status, ProviderErrorKind kind)
    {
        using var sender = new SampleSender(sample, (HttpStatusCode)status);

        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => sender.Client.SubmitAsync(Lighthouse, TestContext.Current.CancellationToken));

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
            Client = new FluxBflClient(
                new FluxBflOptions { ApiKey = "bfl_sample", BaseUrl = new Uri("https://api.bfl.ai"), RetryLimit = 0 },
                _services.GetRequiredService<ProviderClientServices>());
        }

        public FluxBflClient Client { get; }

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
