using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>An answer as a test of a fact looks at it.</summary>
/// <param name="Status">The status.</param>
/// <param name="ReasonPhrase">The reason phrase.</param>
/// <param name="Headers">All headers but the emulator's own, their names in lower case.</param>
/// <param name="Text">The body.</param>
internal sealed record DeepSeekReply(int Status, string? ReasonPhrase, IReadOnlyDictionary<string, string> Headers, string Text)
{
    private JsonNode? _json;

    public JsonNode Json => _json ??= JsonNode.Parse(Text)!;

    public JsonNode Error => Json["error"]!;

    public JsonNode Message => Json["choices"]![0]!["message"]!;

    /// <summary>The data of a stream's events that are JSON, in their order.</summary>
    public IReadOnlyList<JsonNode> Chunks =>
    [
        .. Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(frame => frame.StartsWith("data: {", StringComparison.Ordinal))
            .Select(frame => JsonNode.Parse(frame[6..])!),
    ];

    public static async Task<DeepSeekReply> OfAsync(HttpResponseMessage reply) => new(
        (int)reply.StatusCode,
        reply.ReasonPhrase,
        reply.Headers.Concat(reply.Content.Headers)
            .Where(header => !header.Key.StartsWith("X-Emulator-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value)),
        await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>The names of an object's members, in their order.</summary>
    public static IEnumerable<string> KeysOf(JsonNode? node) => node!.AsObject().Select(member => member.Key);

    /// <summary>Whether a text is the one that a fact gives; <c>&lt;words&gt;</c> in it stand for anything.</summary>
    public static void AssertLike(string expected, string? actual)
    {
        var pattern = Regex.Replace(Regex.Escape(expected), "<[^<>]+>", ".+");
        Assert.Matches($@"\A(?s:{pattern})\z", actual);
    }
}
