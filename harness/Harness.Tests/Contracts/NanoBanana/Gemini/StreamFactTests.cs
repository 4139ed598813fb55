namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B4: answers that come in events.</summary>
public sealed class StreamFactTests
{
    private const string Words = "provider: {layout: textImage}";

    [Theory, ProviderFact("g-b4-sse")]
    public async Task Event_BeginsWith(string prefix)
    {
        var events = (await StreamAsync()).Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.All(events, one => Assert.StartsWith(prefix, one, StringComparison.Ordinal));
    }

    [Theory, ProviderFact("g-b4-crlf")]
    public async Task Event_EndsWith(int characters)
    {
        var text = (await StreamAsync()).Text;

        Assert.Equal(characters, text.Length - text.TrimEnd('\r', '\n').Length);
        Assert.EndsWith("\r\n\r\n", text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b4-lf")]
    public async Task Event_MayEndWithNewlinesAlone(int newlines)
    {
        var text = (await GeminiAsk.StreamAsync(behaviour: "provider: {layout: image, lineFeedsOnly: true}")).Text;

        Assert.Equal(newlines, text.Length - text.TrimEnd('\n').Length);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b4-no-done")]
    public async Task Event_IsJson(string kind) =>
        Assert.All((await StreamAsync()).Chunks, chunk => Assert.Equal(kind, $"{chunk.GetValueKind()}"));

    [Theory, ProviderFact("g-b4-chunks")]
    public async Task Chunk_HasTheseMembers(params string[] members)
    {
        var chunks = (await StreamAsync()).Chunks;

        Assert.True(chunks.Count > 2);
        Assert.All(chunks, chunk => Assert.All(members, member => Assert.NotNull(chunk[member])));
        Assert.Single(chunks.Select(chunk => (string?)chunk["responseId"]).Distinct());
    }

    [Theory, ProviderFact("g-b4-last")]
    public async Task Chunk_ThatIsLast_HasTheReason(string member, string reason)
    {
        var reasons = (await StreamAsync()).Chunks.Select(chunk => (string?)chunk["candidates"]![0]![member]).ToList();

        Assert.Equal(reason, reasons[^1]);
        Assert.All(reasons[..^1], Assert.Null);
    }

    [Theory, ProviderFact("g-b4-whole-picture")]
    public async Task Picture_ComesWhole(int events)
    {
        var pictures = (await StreamAsync()).Chunks
            .SelectMany(chunk => chunk["candidates"]![0]!["content"]?["parts"]?.AsArray() ?? [])
            .Where(part => part!["inlineData"] is not null)
            .ToList();

        Assert.Equal(events, pictures.Count);
        Assert.Equal("image/jpeg 1024×1024", GeminiReply.PictureOf((string)pictures[0]!["inlineData"]!["data"]!));
    }

    [Theory, ProviderFact("g-b4-late-error")]
    public async Task Error_AfterTheFirstByte_IsAnEvent(string member, int code, string status)
    {
        var chunks = (await GeminiAsk.StreamAsync(behaviour: $"{Words}, faults: [{{fault: errorEvent, status: 503}}]")).Chunks;

        Assert.NotNull(chunks[0]["candidates"]);
        Assert.Equal((code, status), ((int)chunks[^1][member]!["code"]!, (string?)chunks[^1][member]!["status"]));
    }

    private static Task<GeminiReply> StreamAsync() => GeminiAsk.StreamAsync(behaviour: Words);
}
