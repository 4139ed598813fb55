using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.DeepSeek.Chat;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>What others published is read by our client as it was meant.</summary>
public sealed class SampleDecodingTests
{
    private static readonly DeepSeekChatRequest Hello = new() { Messages = [new DeepSeekChatMessage("user", "Hello")] };

    [Theory]
    [InlineData("chat.thinking.json", "Good day.", "They greet; greet back.", "stop", 35, 12, 8)]
    [InlineData("chat.plain.json", "Good day.", null, "stop", 5, 3, 0)]
    [InlineData("chat.tools.json", "", "The weather tool knows.", "tool_calls", 310, 60, 9)]
    public async Task WholeAnswer_IsDecoded(string sample, string text, string? reasoning, string reason, int prompt, int answer, int thought)
    {
        using var sender = new SampleSender(sample, HttpStatusCode.OK);

        var completion = await sender.Client.CompleteAsync(Hello, TestContext.Current.CancellationToken);

        Assert.Equal((text, reasoning, reason, "deepseek-flash"), (completion.Content, completion.Reasoning, completion.FinishReason, completion.Model));
        var usage = completion.Usage;
        Assert.Equal((prompt, answer, thought, 0), (usage.PromptTokens, usage.CompletionTokens, usage.ReasoningTokens, usage.CachedTokens));
    }

    [Theory]
    [InlineData("stream.plain.sse", "Good day.", "", "stop", 2)]
    [InlineData("stream.usage.sse", "Good day.", "", "stop", 2)]
    [InlineData("stream.thinking.sse", "Good day.", "They greet.", "stop", 4)]
    [InlineData("stream.cut-thinking.sse", "", "They greet.", "length", 2)]
    [InlineData("stream.tools.sse", "", "They greet.", "tool_calls", 30)]
    public async Task Stream_IsDecoded(string sample, string text, string reasoning, string reason, int answer)
    {
        using var sender = new SampleSender(sample, HttpStatusCode.OK);
        List<DeepSeekChatUpdate> updates = [];

        await foreach (var update in sender.Client.StreamAsync(Hello, TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        Assert.Equal((text, reasoning), (string.Concat(updates.Select(one => one.Content)), string.Concat(updates.Select(one => one.Reasoning))));
        Assert.Equal((reason, answer), (updates[^1].FinishReason, updates[^1].Usage?.CompletionTokens));
    }

    [Fact]
    public async Task Models_AreDecoded()
    {
        using var sender = new SampleSender("models.json", HttpStatusCode.OK);

        Assert.Equal(["deepseek-flash", "deepseek-v4-pro"], await sender.Client.ListModelsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Balance_IsDecoded()
    {
        using var sender = new SampleSender("balance.json", HttpStatusCode.OK);

        var balance = await sender.Client.GetBalanceAsync(TestContext.Current.CancellationToken);

        Assert.Equal((true, "USD", 7.50m), (balance.IsAvailable, balance.Currency, balance.Total));
    }

    [Theory]
    [InlineData("error.400.json", 400, ProviderErrorKind.NotFound)]
    [InlineData("error.401.json", 401, ProviderErrorKind.Authentication)]
    [InlineData("error.402.json", 402, ProviderErrorKind.InsufficientBalance)]
    [InlineData("error.429.json", 429, ProviderErrorKind.RateLimited)]
    [InlineData("error.503.json", 503, ProviderErrorKind.Overloaded)]
    public async Task Refusal_IsDecoded(string sample, int status, ProviderErrorKind kind)
    {
        using var sender = new SampleSender(sample, (HttpStatusCode)status);

        var thrown = await Assert.ThrowsAsync<ProviderException>(
            () => sender.Client.CompleteAsync(Hello, TestContext.Current.CancellationToken));

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
            Client = new DeepSeekChatClient(
                new DeepSeekChatOptions { ApiKey = "sk-sample", BaseUrl = new Uri("https://deepseek.test"), RetryLimit = 0 },
                _services.GetRequiredService<ProviderClientServices>());
        }

        public DeepSeekChatClient Client { get; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(_status)
            {
                Content = new StringContent(
                    SampleTests.Read(_sample),
                    Encoding.UTF8,
                    _sample.EndsWith(".sse", StringComparison.Ordinal) ? "text/event-stream" : "application/json"),
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
