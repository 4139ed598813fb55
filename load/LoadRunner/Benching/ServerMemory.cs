using System.Text.Json;

namespace LoadRunner.Benching;

/// <summary>The memory of a server at one instant.</summary>
internal sealed record ServerMemory
{
    /// <summary>Where a server tells of itself.</summary>
    public const string Path = "/health";

    /// <summary>What the system holds in memory for it.</summary>
    public long WorkingSetBytes { get; init; }

    /// <summary>What the last collection left in its heap.</summary>
    public long HeapBytes { get; init; }

    /// <summary>All that it has ever asked for.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Reads the answer of <see cref="Path"/>; nothing when it says nothing of memory.</summary>
    public static ServerMemory? Read(string health)
    {
        try
        {
            using var json = JsonDocument.Parse(health);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("memory", out var memory)
                && memory.ValueKind is JsonValueKind.Object
                && memory.TryGetProperty("allocatedBytes", out var allocated)
                ? new ServerMemory
                {
                    AllocatedBytes = allocated.GetInt64(),
                    HeapBytes = memory.TryGetProperty("heapBytes", out var heap) ? heap.GetInt64() : 0,
                }
                : null;
        }
        catch (JsonException)
        {
            // A server that keeps no account answers with a word.
            return null;
        }
    }
}
