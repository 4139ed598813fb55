using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Emulator.Tests.Limits;

/// <summary>What clients see of limits, through the whole server.</summary>
public sealed class LimitAnswersTests
{
    private const string Hello = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}],"thinking":{"type":"disabled"}}""";

    /// <summary>A DeepSeek that answers in no time, and more of its section.</summary>
    private const string AtOnce = "DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}, ";

    [Theory]
    [InlineData("window: 1h, counting: firstUse", 3600)]
    [InlineData("window: 1h, counting: slidingCounter", 5400)]
    [InlineData("window: 1h, counting: tokenBucket", 1800)]
    [InlineData("daily: America/Los_Angeles", 28800)]
    public async Task NanoBanana_AnyCounting_TellsWhatIsLeftAndWhenTheNextComesBack(string counting, int freeAfterSeconds)
    {
        await using var emulator = await TestEmulator.StartAsync($"NanoBanana/Native: {{limits: [{{name: few, requests: 2, {counting}}}]}}");

        using var first = await SubmitAsync(emulator);
        using var second = await SubmitAsync(emulator);
        using var refused = await SubmitAsync(emulator);

        var start = emulator.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(("2", "1"), (Header(first, "X-RateLimit-Limit"), Header(first, "X-RateLimit-Remaining")));
        Assert.Equal("0", Header(second, "X-RateLimit-Remaining"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal($"{start + freeAfterSeconds}", Header(refused, "X-RateLimit-Reset"));
        Assert.Equal($"{freeAfterSeconds}", Header(refused, "Retry-After"));

        emulator.Clock.Advance(TimeSpan.FromSeconds(freeAfterSeconds) - TimeSpan.FromTicks(1));
        using var early = await SubmitAsync(emulator);
        emulator.Clock.Advance(TimeSpan.FromTicks(1));
        using var inTime = await SubmitAsync(emulator);
        Assert.Equal(HttpStatusCode.TooManyRequests, early.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, inTime.StatusCode);
    }

    [Fact]
    public async Task NanoBanana_HiddenLimitIsTheFullest_HeadersStillTellOfTheOther()
    {
        await using var emulator = await TestEmulator.StartAsync(
            "NanoBanana/Native: {limits: [{name: secret, requests: 1, window: 1h, hidden: true}, {name: known, requests: 50, window: 1h}]}");

        using var granted = await SubmitAsync(emulator);
        using var refused = await SubmitAsync(emulator);

        Assert.Equal(("50", "49"), (Header(granted, "X-RateLimit-Limit"), Header(granted, "X-RateLimit-Remaining")));
        Assert.Null(Header(refused, "X-RateLimit-Limit"));
        Assert.Null(Header(refused, "Retry-After"));
        Assert.Contains("limit secret (1 request in 1h, sliding log, hidden): 1 of 1 used", Header(refused, "X-Emulator-Reason"), StringComparison.Ordinal);
        Assert.Equal("Too many requests.", (string?)(await JsonAsync(refused))["error"]!["message"]);
        Assert.Equal("secret", (string?)emulator.Journal[^1]["limiter"]!["limit"]);
    }

    [Fact]
    public async Task NanoBanana_RepeatedOrInvalidSubmit_CostsNoPicture()
    {
        await using var emulator = await TestEmulator.StartAsync("NanoBanana/Native: {limits: [{name: pictures, images: 2, window: 1h}]}");

        using var first = await SubmitAsync(emulator, idempotencyKey: "once");
        using var again = await SubmitAsync(emulator, idempotencyKey: "once");
        using var invalid = await SubmitAsync(emulator, "{}");
        using var second = await SubmitAsync(emulator);
        using var third = await SubmitAsync(emulator);

        Assert.Equal((await JsonAsync(first))["jobId"]!.ToJsonString(), (await JsonAsync(again))["jobId"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, invalid.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    [Fact]
    public async Task DeepSeek_InputTokens_AreDecidedOnArrivalAndAreThoseOfTheBill()
    {
        var tokens = await InputTokensOfHelloAsync();
        await using var emulator = await TestEmulator.StartAsync(
            AtOnce + $"limits: [{{name: prompts, inputTokens: {(tokens * 2) + 1}, window: 1h}}]}}");

        using var first = await ChatAsync(emulator);
        using var second = await ChatAsync(emulator);
        using var refused = await ChatAsync(emulator);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("Rate limit reached for TPM", (string?)(await JsonAsync(refused))["error"]!["message"]);
        Assert.Contains(
            $"{tokens * 2} of {(tokens * 2) + 1} used by key {emulator.Journal[0]["key"]}, the request needs {tokens}, next free at 2026-01-05T01:00:00.000Z",
            Header(refused, "X-Emulator-Reason"),
            StringComparison.Ordinal);
        Assert.Equal([tokens, tokens * 2, tokens * 2], emulator.Journal.Select(line => (long)line["limiter"]!["used"]!));
    }

    [Fact]
    public async Task DeepSeek_Tokens_OfAnswersAreChargedWhenTheyAreMade()
    {
        await using var emulator = await TestEmulator.StartAsync(
            AtOnce + "limits: [{name: tokens, tokens: 40, window: 1h}]}");

        using var first = await ChatAsync(emulator);
        using var refused = await ChatAsync(emulator);

        var units = emulator.Journal[0]["units"]!;
        var billed = (long)units["inputTokens"]! + (long)units["outputTokens"]!;
        Assert.InRange(billed, 40, 10_000);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(billed, (long)emulator.Journal[1]["limiter"]!["used"]!);
        Assert.Equal(40, (long)emulator.Journal[1]["limiter"]!["permitLimit"]!);
    }

    [Fact]
    public async Task DeepSeek_Money_IsWhatTheBillsSayInMicroDollars()
    {
        await using var emulator = await TestEmulator.StartAsync(
            AtOnce + "limits: [{name: budget, money: 0.0003, daily: UTC, per: []}]}");

        var chats = 0;
        while (await ChatAsync(emulator) is { IsSuccessStatusCode: true })
        {
            chats++;
        }

        var spent = emulator.Journal.Sum(line => (long)line["units"]!["microUsd"]!);
        var limiter = emulator.Journal[^1]["limiter"]!;
        Assert.InRange(chats, 2, 300);
        Assert.Equal((spent, 300), ((long)limiter["used"]!, (long)limiter["permitLimit"]!));
        Assert.Equal(EmulatorClock.Nanoseconds(emulator.Clock.GetUtcNow().Date.AddDays(1)), (long)limiter["freeAtNs"]!);
    }

    [Fact]
    public async Task DeepSeek_RefusedByAFault_GivesItsTokensBack()
    {
        await using var emulator = await TestEmulator.StartAsync(
            AtOnce + "limits: [{name: tokens, tokens: 40, window: 1h}], faults: [{fault: refuse, status: 503, attempts: 0..9}]}");

        for (var attempt = 0; attempt < 10; attempt++)
        {
            using var failed = await ChatAsync(emulator);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        }

        using var answered = await ChatAsync(emulator);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task DeepSeek_HiddenLimit_TellsNoNumber()
    {
        await using var emulator = await TestEmulator.StartAsync(
            AtOnce + "limits: [{name: secret, requests: 1, window: 1h, hidden: true}]}");

        using var granted = await ChatAsync(emulator);
        using var refused = await ChatAsync(emulator);

        Assert.Equal("Too many requests. Please try again later.", (string?)(await JsonAsync(refused))["error"]!["message"]);
        Assert.Null(Header(refused, "Retry-After"));
        Assert.Contains("1 of 1 used", Header(refused, "X-Emulator-Reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_AdvancedByAnHour_EmptiesTheHoursWindow()
    {
        await using var emulator = await TestEmulator.StartAsync(AtOnce + "limits: [{name: hourly, requests: 1, window: 1h}]}");
        using var first = await ChatAsync(emulator);
        using var refused = await ChatAsync(emulator);

        emulator.Clock.Advance(TimeSpan.FromHours(1));

        using var later = await ChatAsync(emulator);
        Assert.Equal((429, 200), ((int)refused.StatusCode, (int)later.StatusCode));
    }

    private static async Task<long> InputTokensOfHelloAsync()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var response = await ChatAsync(emulator);
        return (long)emulator.Journal[0]["units"]!["inputTokens"]!;
    }

    private static Task<HttpResponseMessage> ChatAsync(TestEmulator emulator) => emulator.SendAsync(TestEmulator.Chat(Hello));

    private static Task<HttpResponseMessage> SubmitAsync(
        TestEmulator emulator, string body = """{"prompt":"a fox"}""", string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/nanobanana/v1/images/generations")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Authorization", "Bearer nb-test");
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return emulator.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
}
