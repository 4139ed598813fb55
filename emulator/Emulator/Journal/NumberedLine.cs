using System.Text.Json;

namespace Emulator.Journal;

/// <summary>A line of the journal with its place in it, counted from 0 since the journal began.</summary>
internal readonly record struct NumberedLine(long Number, byte[] Line)
{
    /// <summary>The line's fields; to be disposed of.</summary>
    public JsonDocument Parse() => JsonDocument.Parse(Line);
}
