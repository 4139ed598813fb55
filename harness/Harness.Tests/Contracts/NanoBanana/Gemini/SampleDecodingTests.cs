using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Gemini;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>What others published is read by our client as it was meant.</summary>
public sealed class SampleDecodingTests
{
    [Fact]
    public async Task Answer_IsDecoded()
    {
        using SampleSender sender = new("generate.json", HttpStatusCode.OK);

        var answer = await sender.Client.AnswerAsync(new NanoBananaImageRequest { Prompt = "a fox" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(("image/jpeg", "STOP"), (answer.Image.ContentType, answer.FinishReason));
        Assert.Equal(("gemini-nano-banana-2.1", "SDZ4aeafJLTWsbwP5ui6uA4"), (answer.ModelVersion, answer.ResponseId));
    }

    [Theory]
    [InlineData("refused.other.json", 200, ProviderErrorKind.NoImage)]
    [InlineData("refused.no-image.json", 200, ProviderErrorKind.NoImage)]
    [InlineData("refused.prompt.json", 200, ProviderErrorKind.Moderated)]
    [InlineData("error.key.json", 400, ProviderErrorKind.Authentication)]
    [InlineData("error.no-key.json", 403, ProviderErrorKind.Authentication)]
    [InlineData("error.unknown.json", 400, ProviderErrorKind.InvalidRequest)]
    [InlineData("error.model.json", 404, ProviderErrorKind.NotFound)]
    [InlineData("error.demand.json", 503, ProviderErrorKind.Overloaded)]
    [InlineData("error.free.json", 429, ProviderErrorKind.RateLimited)]
    public async Task Refusal_IsDecoded(string sample, int status, ProviderErrorKind kind) =>
        Assert.Equal(kind, (await RefusedAsync(sample, status)).Kind);

    [Fact]
    public async Task Quota_OfZero_IsPermanent()
    {
        var details = Assert.IsType<NanoBananaGeminiErrorDetails>((await RefusedAsync("error.free.json", 429)).Details);

        Assert.True(details.IsPermanent);
        Assert.Equal(3, details.Quotas.Count);
        Assert.All(details.Quotas, quota => Assert.Equal((0, "gemini-2.5-flash-preview-image"), (quota.Limit, quota.Dimensions["model"])));
    }

    private static async Task<ProviderException> RefusedAsync(string sample, int status)
    {
        using SampleSender sender = new(sample, (HttpStatusCode)status);
        return await Assert.ThrowsAsync<ProviderException>(
            () => sender.Client.GenerateAsync(new NanoBananaImageRequest { Prompt = "a fox" }, TestContext.Current.CancellationToken));
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
            Client = new NanoBananaGeminiClient(
                new NanoBananaGeminiOptions { ApiKey = "AIza-one", BaseUrl = new Uri("https://gemini.test"), RetryLimit = 0 },
                _services.GetRequiredService<ProviderClientServices>());
        }

        public NanoBananaGeminiClient Client { get; }

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
