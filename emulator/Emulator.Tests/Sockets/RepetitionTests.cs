using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Emulator.Journal;

namespace Emulator.Tests.Sockets;

/// <summary>
/// The set of (call, attempt) with fault, delay and content is the same at any concurrency, over real sockets, for clients
/// that name their calls and for those that do not.
/// </summary>
public sealed class RepetitionTests
{
    private const int Calls = 96;

    private const string Mixed =
        """
        DeepSeek/Chat:
          limits: []
          timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}
          delay: {from: 0ms, to: 5ms}
          failureRate: 0.1
          faults:
            - {fault: refuse, status: 429, retryAfter: 1s, attempts: "0", probability: 0.3}
            - {fault: reset, afterBytes: 20, probability: 0.1}
            - {fault: garble, probability: 0.1}
            - {fault: delay, delay: {from: 1ms, to: 10ms}, probability: 0.3}
            - {fault: editJson, set: {model: other}, promptMatches: "number 1\\d"}
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_AtConcurrency1And8And64_EachCallMeetsTheSame(bool declaresCalls)
    {
        var alone = await FlyAsync(1, declaresCalls);

        var eight = await FlyAsync(8, declaresCalls);
        var many = await FlyAsync(64, declaresCalls);

        Assert.Equal(4 * Calls, alone.Length);
        Assert.Equal(alone, eight);
        Assert.Equal(alone, many);
        Assert.All(
            ["refuse", "reset", "garble", "delay", "editJson"],
            fault => Assert.Contains(alone, line => line.Contains($" {fault} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Replay_TokenOfAFaultyReply_RepeatsThatDecisionAlone()
    {
        var (token, reason) = await FirstFaultAsync();

        var settings = TestEmulator.Settings(Mixed) with { Port = 0, Replay = Emulator.Scenarios.ReplayToken.Parse(token) };
        await using var app = EmulatorApp.Build(settings, SocketClock.Real);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        for (var number = 0; number < 5; number++)
        {
            using var reply = await client.SendAsync(Request(500 + number, 0, declaresCalls: true), TestContext.Current.CancellationToken);

            Assert.Equal(reason, Assert.Single(reply.Headers.GetValues("X-Emulator-Reason")));
            Assert.Equal(token, Assert.Single(reply.Headers.GetValues("X-Emulator-Plan")));
        }
    }

    private static async Task<(string Token, string Reason)> FirstFaultAsync()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        for (var number = 0; ; number++)
        {
            using var reply = await client.SendAsync(
                Request(number, 0, declaresCalls: true), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if ((int)reply.StatusCode == 429)
            {
                return (reply.Headers.GetValues("X-Emulator-Plan").Single(), reply.Headers.GetValues("X-Emulator-Reason").Single());
            }
        }
    }

    /// <summary>Two attempts of every call; what each met, in an order that does not depend on when.</summary>
    private static async Task<string[]> FlyAsync(int concurrency, bool declaresCalls)
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var places = new SemaphoreSlim(concurrency);
        var contents = await Task.WhenAll(Enumerable.Range(0, Calls).Select(number => SendTwiceAsync(client, places, number, declaresCalls)));

        var journal = app.Services.GetRequiredService<ExchangeJournal>();
        await app.StopAsync(TestContext.Current.CancellationToken);
        var met = journal.Lines.Select(line => JsonNode.Parse(line)!).Select(line =>
            $"{line["call"]} {line["attempt"]} {line["fault"]} {line["delayNs"]} {line["status"]} {line["plan"]} {line["reason"]}");
        return
        [
            .. met.Order(StringComparer.Ordinal),
            .. contents.SelectMany(each => each).Order(StringComparer.Ordinal),
        ];
    }

    private static async Task<string[]> SendTwiceAsync(HttpClient client, SemaphoreSlim places, int number, bool declaresCalls)
    {
        await places.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return
            [
                await SeenAsync(client, number, 0, declaresCalls),
                await SeenAsync(client, number, 1, declaresCalls),
            ];
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>What the client got, ids and stamps aside, which are never the same twice.</summary>
    private static async Task<string> SeenAsync(HttpClient client, int number, int attempt, bool declaresCalls)
    {
        try
        {
            using var reply = await client.SendAsync(Request(number, attempt, declaresCalls), TestContext.Current.CancellationToken);
            var body = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var content = body.Contains("\"content\":", StringComparison.Ordinal)
                ? body[body.IndexOf("\"content\":", StringComparison.Ordinal)..body.IndexOf("\"usage\"", StringComparison.Ordinal)]
                : $"{(int)reply.StatusCode}";
            return $"{number} {attempt} {content}";
        }
        catch (HttpRequestException)
        {
            return $"{number} {attempt} broken";
        }
    }

    private static HttpRequestMessage Request(int number, int attempt, bool declaresCalls)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/chat/completions")
        {
            Content = new StringContent(
                $$"""{"model":"deepseek-flash","thinking":{"type":"disabled"},"messages":[{"role":"user","content":"number {{number}}"}]}""",
                Encoding.UTF8,
                "application/json"),
            Version = HttpVersion.Version11,
        };
        request.Headers.Add("Authorization", "Bearer sk-x");
        if (declaresCalls)
        {
            request.Headers.Add("X-Request-Id", $"call-{number}");
            request.Headers.Add("X-Retry-Count", $"{attempt}");
        }

        return request;
    }

    private static async Task<WebApplication> StartAsync()
    {
        var app = EmulatorApp.Build(TestEmulator.Settings(Mixed) with { Port = 0 }, SocketClock.Real);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
