using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>An answer as a test of a fact looks at it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The content type without parameters.</param>
/// <param name="Headers">The names of all headers but the emulator's own.</param>
/// <param name="Body">The body.</param>
internal sealed record TaskApiReply(int Status, string? ContentType, IReadOnlyList<string> Headers, byte[] Body)
{
    private JsonNode? _json;

    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public JsonNode Json => _json ??= JsonNode.Parse(Text)!;

    public int Code => (int)Json["code"]!;

    public string Msg => (string)Json["msg"]!;

    public JsonNode Data => Json["data"]!;

    public string ResultUrl => (string)Data["response"]!["resultImageUrl"]!;

    public static async Task<TaskApiReply> OfAsync(HttpResponseMessage reply) => new(
        (int)reply.StatusCode,
        reply.Content.Headers.ContentType?.MediaType,
        [.. reply.Headers.Concat(reply.Content.Headers).Select(header => header.Key)
            .Where(name => !name.StartsWith("X-Emulator-", StringComparison.OrdinalIgnoreCase))],
        await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    /// <summary>Whether a text is the one that a fact gives; <c>&lt;words&gt;</c> in it stand for anything.</summary>
    public static void AssertLike(string expected, string? actual)
    {
        var pattern = Regex.Replace(Regex.Escape(expected), "<[^<>]+>", ".+?");
        Assert.Matches($@"\A(?s:{pattern})\z", actual);
    }

    /// <summary>The names of an object's members, in their order.</summary>
    public static IEnumerable<string> KeysOf(JsonNode? node) => node!.AsObject().Select(member => member.Key);
}
