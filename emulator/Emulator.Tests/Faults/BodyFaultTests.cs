using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.Tests.Faults;

/// <summary>Faults of a whole answer: each does what its name says to the provider's own answer, and says so.</summary>
public sealed class BodyFaultTests
{
    [Fact]
    public async Task Garble_Json_CannotBeParsed()
    {
        var seen = await FaultFlight.ChatAsync("fault: garble");

        Assert.Equal(200, seen.Status);
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(seen.Text));
        Assert.Equal("faults[0] garble", seen.Reason);
        Assert.Equal("garble", (string?)seen.Journal["fault"]);
    }

    [Theory]
    [InlineData("fault: emptyBody", "")]
    [InlineData("fault: emptyBody, lines: 4", "\n\n\n\n")]
    [InlineData("fault: wrongBody", "{}")]
    [InlineData("fault: wrongBody, body: '<p>hello</p>', contentType: text/html", "<p>hello</p>")]
    public async Task Body_Replaced_IsExactlyThat(string rule, string body)
    {
        var seen = await FaultFlight.ChatAsync(rule);

        Assert.Equal(200, seen.Status);
        Assert.Equal(body, seen.Text);
        Assert.True(seen.IsWhole);
    }

    [Fact]
    public async Task BlankLines_BeforeJson_LeaveItParseable()
    {
        var seen = await FaultFlight.ChatAsync("fault: blankLines, lines: 3");

        Assert.StartsWith("\n\n\n{", seen.Text, StringComparison.Ordinal);
        Assert.Equal("chat.completion", (string?)JsonNode.Parse(seen.Text)!["object"]);
    }

    [Fact]
    public async Task EditJson_SetAndRemove_ChangeOnlyThose()
    {
        var seen = await FaultFlight.ChatAsync(
            "fault: editJson, set: {choices.0.finish_reason: odd, usage.total_tokens: null, extra.deep: [1]}, remove: [id, choices.0.message]");

        var json = JsonNode.Parse(seen.Text)!;
        Assert.Null(json["id"]);
        Assert.Equal("odd", (string?)json["choices"]![0]!["finish_reason"]);
        Assert.Null(json["choices"]![0]!["message"]);
        Assert.True(json["usage"]!.AsObject().ContainsKey("total_tokens"));
        Assert.Null(json["usage"]!["total_tokens"]);
        Assert.Equal(1, (int?)json["extra"]!["deep"]![0]);
        Assert.Equal("chat.completion", (string?)json["object"]);
    }

    [Theory]
    [InlineData("fault: truncate, afterBytes: 40", 40)]
    [InlineData("fault: truncate, afterBytes: 0", 0)]
    public async Task Truncate_InGoodOrder_EndsThere(string rule, int length)
    {
        var seen = await FaultFlight.ChatAsync(rule);

        Assert.Equal(length, seen.Body.Length);
        Assert.True(seen.IsWhole);
        Assert.Equal("readToEnd", (string?)seen.Journal["ending"]);
    }

    [Fact]
    public async Task ContentType_Claimed_IsSentAndTheBodyStays()
    {
        var seen = await FaultFlight.ChatAsync("fault: contentType, contentType: text/plain");

        Assert.Equal("text/plain", seen.Headers["Content-Type"]);
        Assert.NotNull(JsonNode.Parse(seen.Text));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(-100, true)]
    public async Task ContentLength_Wrong_IsClaimed(int byBytes, bool isWhole)
    {
        var healthy = await FaultFlight.ChatAsync("fault: contentType, contentType: text/plain");

        var seen = await FaultFlight.ChatAsync($"fault: contentLength, byBytes: {byBytes}");

        Assert.Equal($"{healthy.Body.Length + byBytes}", seen.Headers["Content-Length"]);
        Assert.Equal(isWhole, seen.IsWhole);
        Assert.Equal(Math.Min(healthy.Body.Length, healthy.Body.Length + byBytes), seen.Body.Length);
    }

    [Fact]
    public async Task Headers_SetAndRemoved_AreSo()
    {
        var seen = await FaultFlight.ChatAsync("fault: headers, headers: {Server: other, Vary: '', X-Extra: 'a b'}");

        Assert.Equal("other", seen.Headers["Server"]);
        Assert.Equal("a b", seen.Headers["X-Extra"]);
        Assert.DoesNotContain("Vary", seen.Headers.Keys);
    }

    [Fact]
    public async Task RateHeaders_Contradict_EachOther()
    {
        var seen = await FaultFlight.ChatAsync("fault: rateHeaders, retryAfter: 3s");

        Assert.Equal("50", seen.Headers["X-RateLimit-Remaining"]);
        Assert.Equal("0", seen.Headers["RateLimit-Remaining"]);
        Assert.Equal("3", seen.Headers["Retry-After"]);
        Assert.Equal(3_000_000_000, (long)seen.Journal["retryAfterNs"]!);
    }

    [Fact]
    public async Task SlowBody_OfManyBytes_TakesAsLongAsThoseTake()
    {
        var seen = await FaultFlight.ChatAsync("fault: slowBody, bytesPerSecond: 100");

        Assert.True(seen.IsWhole);
        Assert.InRange(seen.Took.TotalSeconds - (seen.Body.Length / 100.0), -0.1, 0.1);
    }

    [Fact]
    public async Task GatewayPage_Asked_IsAPageForPeople()
    {
        var seen = await FaultFlight.ChatAsync("fault: gatewayPage, status: 502");

        Assert.Equal(502, seen.Status);
        Assert.Equal("text/html", seen.Headers["Content-Type"]);
        Assert.Contains("502 Bad Gateway", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuse_WithEditedJson_IsBoth()
    {
        var seen = await FaultFlight.SendAsync(
            "DeepSeek/Chat: {faults: [{fault: refuse, status: 429}, {fault: editJson, set: {error.message: mine}}]}",
            TestEmulator.Chat(FaultFlight.ChatBody));

        Assert.Equal(429, seen.Status);
        Assert.Equal("mine", (string?)JsonNode.Parse(seen.Text)!["error"]!["message"]);
        Assert.Equal("faults[0] refuse; faults[1] editJson", seen.Reason);
        Assert.Equal("refuse", (string?)seen.Journal["fault"]);
    }

    [Theory]
    [InlineData("fault: brokenFrame")]
    [InlineData("fault: errorEvent")]
    [InlineData("fault: missingEnd")]
    [InlineData("fault: stuckJob")]
    [InlineData("fault: truncateImage")]
    [InlineData("fault: expiredUrl")]
    public async Task Fault_OfSomethingElse_LeavesTheAnswerAndSaysSo(string rule)
    {
        var seen = await FaultFlight.ChatAsync(rule);

        Assert.Equal(200, seen.Status);
        Assert.NotNull(JsonNode.Parse(seen.Text)!["choices"]);
        Assert.EndsWith("which found nothing to act on", seen.Reason, StringComparison.Ordinal);
        Assert.Null((string?)seen.Journal["fault"]);
    }
}
