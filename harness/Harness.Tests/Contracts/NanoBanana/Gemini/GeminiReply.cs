using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emulator.Images;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>An answer as a test of a fact looks at it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">All headers but the emulator's own, their names in lower case.</param>
/// <param name="Bytes">The body.</param>
internal sealed record GeminiReply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    private JsonNode? _json;
    private string? _text;

    public string Text => _text ??= System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => _json ??= JsonNode.Parse(Text)!;

    public JsonNode Error => Json["error"]!;

    public string Message => (string)Error["message"]!;

    public string RpcStatus => (string)Error["status"]!;

    public JsonNode Candidate => Json["candidates"]![0]!;

    public JsonNode Usage => Json["usageMetadata"]!;

    public JsonArray Parts => Candidate["content"]!["parts"]!.AsArray();

    /// <summary>The pictures that are no thoughts, in their order.</summary>
    public IReadOnlyList<JsonNode> Images => [.. Parts.Where(part => part!["inlineData"] is not null && part["thought"] is null).Select(part => part!)];

    /// <summary>What the last picture says of itself in its own bytes: <c>image/jpeg 1024×1024</c>.</summary>
    public string Picture => PictureOf((string)Images[^1]["inlineData"]!["data"]!);

    /// <summary>The data of a stream's events, in their order.</summary>
    public IReadOnlyList<JsonNode> Chunks =>
    [
        .. Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(frame => JsonNode.Parse(frame["data: ".Length..])!),
    ];

    public static async Task<GeminiReply> OfAsync(HttpResponseMessage reply) => new(
        (int)reply.StatusCode,
        reply.Headers.NonValidated.Concat(reply.Content.Headers.NonValidated)
            .Where(header => !header.Key.StartsWith("X-Emulator-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
        await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    public static string PictureOf(string base64)
    {
        var header = ImageHeader.Read(Convert.FromBase64String(base64))!;
        return $"{header.MediaType} {header.WidthPixels}×{header.HeightPixels}";
    }

    /// <summary>The detail of an error whose type has this name: <c>RetryInfo</c>.</summary>
    public JsonNode? Detail(string name) =>
        Error["details"]?.AsArray().FirstOrDefault(one => (string?)one!["@type"] == $"type.googleapis.com/google.rpc.{name}");

    /// <summary>The names of an object's members, in their order.</summary>
    public static IEnumerable<string> KeysOf(JsonNode? node) => node!.AsObject().Select(member => member.Key);

    /// <summary>Whether a text is the one that a fact gives; <c>&lt;words&gt;</c> in it stand for anything.</summary>
    public static void AssertLike(string expected, string? actual)
    {
        var pattern = Regex.Replace(Regex.Escape(expected), "<[^<>]+>", ".+").Replace(@"\\n", @"\n", StringComparison.Ordinal);
        Assert.Matches($@"\A(?s:{pattern})\z", actual);
    }
}
