using System.Net;
using VirtualTime;

namespace Emulator.Tests.Exchanges;

/// <summary>The order of things around a request, seen from outside.</summary>
public sealed class ExchangePipelineTests
{
    private const string Body = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";
    private const string Quick = "timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}";

    [Fact]
    public async Task Send_Healthy_LooksReal()
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var reply = await emulator.SendAsync(TestEmulator.Chat(Body));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.DoesNotContain(reply.Headers, header => header.Key.StartsWith("X-Emulator", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("healthy", (string?)emulator.Journal[0]["reason"]);
    }

    [Fact]
    public async Task Send_FirstTwoAttemptsRefused_SaysWhyAndThenSucceeds()
    {
        await using var emulator = await TestEmulator.StartAsync(
            $"DeepSeek/Chat: {{{Quick}, faults: [{{fault: refuse, status: 429, retryAfter: 2s, attempts: 0..1}}]}}");

        using var first = await emulator.SendAsync(TestEmulator.Chat(Body, call: "a", attempt: 0));
        using var second = await emulator.SendAsync(TestEmulator.Chat(Body, call: "a", attempt: 1));
        using var third = await emulator.SendAsync(TestEmulator.Chat(Body, call: "a", attempt: 2));

        Assert.Equal([429, 429, 200], [(int)first.StatusCode, (int)second.StatusCode, (int)third.StatusCode]);
        Assert.Equal("2", Assert.Single(first.Headers.GetValues("Retry-After")));
        Assert.Equal("faults[0] refuse, attempt 0 is in 0..1", Assert.Single(first.Headers.GetValues("X-Emulator-Reason")));
        Assert.Equal((string?)emulator.Journal[0]["plan"], Assert.Single(first.Headers.GetValues("X-Emulator-Plan")));
        Assert.Equal(2_000_000_000, (long)emulator.Journal[0]["retryAfterNs"]!);
        Assert.Equal("refuse", (string?)emulator.Journal[1]["fault"]);
    }

    [Fact]
    public async Task Send_BeyondTheHourlyLimit_IsRefusedUntilTheWindowHasPassed()
    {
        await using var emulator = await TestEmulator.StartAsync(
            $"DeepSeek/Chat: {{{Quick}, limits: [{{name: hourly, requests: 2, window: 1h, retryAfter: true}}]}}");
        await emulator.SendAsync(TestEmulator.Chat(Body));
        await emulator.SendAsync(TestEmulator.Chat(Body));

        using var refused = await emulator.SendAsync(TestEmulator.Chat(Body));
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        using var granted = await emulator.SendAsync(TestEmulator.Chat(Body));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("3600", Assert.Single(refused.Headers.GetValues("Retry-After")));
        Assert.Equal("refused", (string?)emulator.Journal[2]["limiter"]!["decision"]);
        Assert.Equal(0, (int)emulator.Journal[2]["units"]!["requests"]!);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    [Fact]
    public async Task Send_MoreThanTheLimitAtOnce_RefusesTheRestAndFreesThePlacesAgain()
    {
        var clock = new VirtualClock();
        var statuses = await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                "DeepSeek/Chat: {delay: 5s, limits: [{name: concurrency, inFlight: 2}]}", clock);
            var together = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => emulator.SendAsync(TestEmulator.Chat(Body))));
            var after = await emulator.SendAsync(TestEmulator.Chat(Body));
            return together.Append(after).Select(reply => (int)reply.StatusCode).ToArray();
        });

        Assert.Equal([200, 200, 200, 429], statuses.Order());
        Assert.Equal(200, statuses[^1]);
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Send_CancelledWhileWaiting_IsJournalledAndFreesItsPlace()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                "DeepSeek/Chat: {delay: 30s, limits: [{name: concurrency, inFlight: 1}]}", clock);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3), clock);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => emulator.Client.SendAsync(TestEmulator.Chat(Body), patience.Token));
            using var next = await emulator.SendAsync(TestEmulator.Chat(Body));

            var line = emulator.Journal[0];
            Assert.Equal(HttpStatusCode.OK, next.StatusCode);
            Assert.Equal("cancelledByClient", (string?)line["ending"]);
            Assert.Null(line["status"]);
            Assert.Equal(3_000_000_000, (long)line["endedNs"]! - (long)line["arrivedNs"]!);
        });
    }

    [Fact]
    public async Task Send_KeyList_IsExact()
    {
        await using var emulator = await TestEmulator.StartAsync($"DeepSeek/Chat: {{{Quick}, keys: [sk-invalid-but-listed]}}");

        using var listed = await emulator.SendAsync(TestEmulator.Chat(Body, key: "sk-invalid-but-listed"));
        using var unlisted = await emulator.SendAsync(TestEmulator.Chat(Body, key: "sk-test"));

        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unlisted.StatusCode);
    }

    [Fact]
    public async Task Send_UnknownPath_ListsTheDialects()
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var reply = await emulator.Client.GetAsync(new Uri("/nowhere", UriKind.Relative), TestContext.Current.CancellationToken);

        var body = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains("\"DeepSeek/Chat\":\"http://localhost/deepseek\"", body, StringComparison.Ordinal);
        Assert.Empty(emulator.Journal);
    }

    [Fact]
    public async Task Send_ClosedAfterSomeBytes_BreaksTheBody()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                $"DeepSeek/Chat: {{{Quick}, faults: [{{fault: close, afterBytes: 30, attempts: \"0\"}}]}}", clock);

            await Assert.ThrowsAsync<HttpRequestException>(() => emulator.SendAsync(TestEmulator.Chat(Body, call: "a")));
            using var whole = await emulator.SendAsync(TestEmulator.Chat(Body, call: "a", attempt: 1));

            Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
            Assert.Equal("cutByEmulator", (string?)emulator.Journal[0]["ending"]);
            Assert.Equal("close", (string?)emulator.Journal[0]["fault"]);
        });
    }
}
