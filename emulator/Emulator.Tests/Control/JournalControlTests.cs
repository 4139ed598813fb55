using System.Net;
using System.Text.Json.Nodes;
using static Emulator.Tests.Control.ControlTests;

namespace Emulator.Tests.Control;

/// <summary>The journal as it is asked for: filtered, page by page, followed, and verified against.</summary>
public sealed class JournalControlTests
{
    private const string TwoAnHour =
        "DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}, limits: [{name: hourly, requests: 2, window: 1h}]}";

    [Theory]
    [InlineData("", 5)]
    [InlineData("?status=200", 2)]
    [InlineData("?status=4xx", 3)]
    [InlineData("?status=400..499&limiter.decision=refused", 3)]
    [InlineData("?status=!429", 2)]
    [InlineData("?status=%3E%3D429", 3)]
    [InlineData("?reason=*hourly*", 3)]
    [InlineData("?fault=null", 5)]
    [InlineData("?operation=chat.*&limit=4", 4)]
    [InlineData("?from=4", 1)]
    public async Task Read_Filtered_GivesThoseLines(string query, int lines)
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 5);

        Assert.Equal(lines, (await LinesAsync(emulator, query)).Count);
    }

    [Fact]
    public async Task Read_PageByPage_GivesEveryLineOnce()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 5);
        List<long> seqs = [];
        var from = "0";

        while (true)
        {
            using var response = await emulator.Client.GetAsync(new Uri($"/__emulator/journal?limit=2&from={from}", UriKind.Relative));
            var lines = Parse(await response.Content.ReadAsStringAsync());
            if (lines.Count == 0)
            {
                break;
            }

            seqs.AddRange(lines.Select(line => (long)line["seq"]!));
            from = response.Headers.GetValues("X-Emulator-Next").Single();
        }

        Assert.Equal([1, 2, 3, 4, 5], seqs);
    }

    [Fact]
    public async Task Read_Newest_GivesTheLastOnesInOrder()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 5);

        var lines = await LinesAsync(emulator, "?newest=true&limit=2");

        Assert.Equal([4, 5], lines.Select(line => (long)line["seq"]!));
    }

    [Theory]
    [InlineData("?stauts=200", "stauts")]
    [InlineData("?limit=some", "limit some is no whole number")]
    [InlineData("?newest=maybe", "newest is true or false")]
    public async Task Read_Wrong_IsRefused(string query, string words)
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);

        var refusal = await AskAsync(emulator, HttpMethod.Get, $"/__emulator/journal{query}", null, HttpStatusCode.BadRequest);

        Assert.Contains(words, (string)refusal["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_SeesLinesAsTheyAreWritten()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 1);
        using var response = await emulator.Client.GetAsync(
            new Uri("/__emulator/journal/follow?from=0&status=!200", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync());
        await ChatsAsync(emulator, 2);

        var events = await ReadEventsAsync(reader, 1);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((2, 3, 429), (events[0].Id, (int)events[0].Line["seq"]!, (int)events[0].Line["status"]!));
    }

    [Fact]
    public async Task Verify_AsItWas_Is200()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 3);

        var answer = await AskAsync(
            emulator, HttpMethod.Post, "/__emulator/verify", """{"match": {"dialect": "DeepSeek/Chat", "status": 429, "units": {"images": 0}}, "times": 1}""");

        Assert.True((bool)answer["verified"]!);
        Assert.Equal("[3]", answer["seqs"]!.ToJsonString());
    }

    [Fact]
    public async Task Verify_NotAsItWas_TellsTheNearestMiss()
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 3);

        var answer = await AskAsync(
            emulator, HttpMethod.Post, "/__emulator/verify", """{"match": {"operation": "chat.completions", "model": "deepseek-v4-pro", "status": 200}}""", HttpStatusCode.NotAcceptable);

        Assert.False((bool)answer["verified"]!);
        Assert.Equal(1, (int)answer["nearest"]!["seq"]!);
        Assert.Equal("""["model is \"deepseek-flash\", wanted deepseek-v4-pro"]""", answer["nearest"]!["differences"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Theory]
    [InlineData("""{"inOrder": [{"status": 200}, {"status": 429}]}""", HttpStatusCode.OK)]
    [InlineData("""{"inOrder": [{"status": 429}, {"status": 200}]}""", HttpStatusCode.NotAcceptable)]
    [InlineData("""{"match": {"status": 200}, "times": "<= 1"}""", HttpStatusCode.NotAcceptable)]
    [InlineData("""{"match": {"status": 200}, "times": "1..2"}""", HttpStatusCode.OK)]
    [InlineData("""{"match": {"dialect": "Flux/Bfl"}, "times": 0}""", HttpStatusCode.OK)]
    [InlineData("""{"match": {"staus": 200}}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task Verify_CountsAndOrders(string body, HttpStatusCode status)
    {
        await using var emulator = await TestEmulator.StartAsync(TwoAnHour);
        await ChatsAsync(emulator, 3);

        await AskAsync(emulator, HttpMethod.Post, "/__emulator/verify", body, status);
    }

    private static async Task<IReadOnlyList<(long Id, JsonNode Line)>> ReadEventsAsync(StreamReader reader, int count)
    {
        List<(long Id, JsonNode Line)> events = [];
        var id = -1L;
        while (events.Count < count && await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                events.Add((id, JsonNode.Parse(line[6..])!));
            }
        }

        return events;
    }

    private static async Task<IReadOnlyList<JsonNode>> LinesAsync(TestEmulator emulator, string query)
    {
        using var response = await emulator.Client.GetAsync(new Uri($"/__emulator/journal{query}", UriKind.Relative));
        return Parse(await response.Content.ReadAsStringAsync());
    }

    private static List<JsonNode> Parse(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
