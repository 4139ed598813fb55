using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.Flux.ImagePig;
using VirtualTime;

namespace Harness.Tests.Contracts.Flux.ImagePig;

/// <summary>What the provider's clients were written for is read by ours as it was meant.</summary>
public sealed class SampleDecodingTests
{
    private static readonly FluxImagePigRequest Pig = new() { Prompt = "a pig", StorageDays = 1 };

    private static byte[] Picture { get; } =
        Convert.FromBase64String((string)JsonNode.Parse(SampleTests.Read("flux.inline.json"))!["image_data"]!);

    [Fact]
    public async Task Picture_InTheAnswer_IsDecoded()
    {
        using var sender = new SampleSender("flux.inline.json", HttpStatusCode.OK);

        var image = await sender.Client.GenerateAsync(Pig, TestContext.Current.CancellationToken);

        Assert.Equal(Picture, image.Bytes.ToArray());
    }

    [Fact]
    public async Task Picture_BehindAUrl_IsFetchedFromIt()
    {
        using var sender = new SampleSender("flux.stored.json", HttpStatusCode.OK);

        var image = await sender.Client.GenerateAsync(Pig, TestContext.Current.CancellationToken);

        Assert.Equal(Picture, image.Bytes.ToArray());
        Assert.Equal("https://files.imagepig.test/0123456789abcdef.jpeg", sender.Asked[^1]);
    }

    [Theory]
    [InlineData("error.text.json", 429, ProviderErrorKind.RateLimited, "Rate limit exceeded")]
    [InlineData("error.fields.json", 422, ProviderErrorKind.InvalidRequest, "Input should be 'landscape', 'portrait', 'square' or 'wide'")]
    public async Task Refusal_IsDecoded(string sample, int status, ProviderErrorKind kind, string words)
    {
        using var sender = new SampleSender(sample, (HttpStatusCode)status);

        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => sender.Client.GenerateAsync(Pig, TestContext.Current.CancellationToken));

        Assert.Equal(kind, thrown.Kind);
        Assert.Contains(words, thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>A client to which a sample is sent when it asks the API, and a picture when it asks anybody else.</summary>
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
            Client = new FluxImagePigClient(
                new FluxImagePigOptions { ApiKey = "a-sample", BaseUrl = new Uri("https://imagepig.test"), RetryLimit = 0 },
                _services.GetRequiredService<ProviderClientServices>());
        }

        public FluxImagePigClient Client { get; }

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(request.RequestUri.Host == "imagepig.test"
                ? new HttpResponseMessage(_status) { Content = new StringContent(SampleTests.Read(_sample), Encoding.UTF8, "application/json") }
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Picture) { Headers = { ContentType = new("image/png") } } });
        }

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
