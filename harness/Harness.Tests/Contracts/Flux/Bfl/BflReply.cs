using System.Text;
using System.Text.Json.Nodes;
using Emulator.Images;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>An answer as a test of a fact looks at it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">All headers but the emulator's own, their names in lower case.</param>
/// <param name="Bytes">The body.</param>
internal sealed record BflReply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    private JsonNode? _json;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => _json ??= JsonNode.Parse(Text)!;

    /// <summary>The sentence of an error.</summary>
    public string? Detail => (string?)Json["detail"];

    /// <summary>The first violation of a request that is not valid.</summary>
    public JsonNode Violation => Json["detail"]![0]!;

    /// <summary>The task's status.</summary>
    public string? Task => (string?)Json["status"];

    /// <summary>Width and height of a picture, by its own first bytes.</summary>
    public string Size => ImageHeader.Read(Bytes) is { } header ? $"{header.WidthPixels}×{header.HeightPixels}" : "no picture";

    public static async Task<BflReply> OfAsync(HttpResponseMessage reply) => new(
        (int)reply.StatusCode,
        reply.Headers.Concat(reply.Content.Headers)
            .Where(header => !header.Key.StartsWith("X-Emulator-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value)),
        await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    /// <summary>The names of an object's members, in their order.</summary>
    public static IEnumerable<string> KeysOf(JsonNode? node) => node!.AsObject().Select(member => member.Key);
}
