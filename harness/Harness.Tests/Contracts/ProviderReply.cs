using System.Text.Json.Nodes;
using Emulator.Images;

namespace Harness.Tests.Contracts;

/// <summary>A provider's answer as a test of a fact looks at it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">All headers but the emulator's own, their names in lower case.</param>
/// <param name="Bytes">The body.</param>
internal sealed record ProviderReply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    private JsonNode? _json;

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => _json ??= JsonNode.Parse(Text)!;

    /// <summary>The names of the body's members, in their order.</summary>
    public IEnumerable<string> Members => KeysOf(Json);

    /// <summary>What the body says of itself as a picture.</summary>
    public ImageHeader Picture => ImageHeader.Read(Bytes) ?? throw new InvalidOperationException("The body is no picture.");

    public static async Task<ProviderReply> OfAsync(HttpResponseMessage reply) => new(
        (int)reply.StatusCode,
        reply.Headers.Concat(reply.Content.Headers)
            .Where(header => !header.Key.StartsWith("X-Emulator-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value)),
        await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    /// <summary>The names of an object's members, in their order.</summary>
    public static IEnumerable<string> KeysOf(JsonNode? node) => node!.AsObject().Select(member => member.Key);

    /// <summary>A header by its name as documents write it; <see langword="null"/> when it is not there.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant());
}
