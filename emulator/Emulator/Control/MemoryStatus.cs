using System.Text.Json;

namespace Emulator.Control;

/// <summary>Tells how much memory the server has and has ever asked for, so that a bench can hold it to its figures.</summary>
internal static class MemoryStatus
{
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("memory"u8);
        json.WriteNumber("workingSetBytes"u8, Environment.WorkingSet);

        // What the last collection left, because everything since depends on when the next one comes.
        json.WriteNumber("heapBytes"u8, GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes);
        json.WriteNumber("allocatedBytes"u8, GC.GetTotalAllocatedBytes());
        json.WriteEndObject();
    }
}
