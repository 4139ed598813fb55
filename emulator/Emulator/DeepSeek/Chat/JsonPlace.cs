using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>Finds line and column of a value in a JSON text, counted as the provider's parser counts them.</summary>
internal static class JsonPlace
{
    /// <summary>Where the value at a path ends; the nearest value above it when there is none.</summary>
    public static (long Line, long Column) EndOf(ReadOnlySpan<byte> json, ReadOnlySpan<object> path)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        foreach (var step in path)
        {
            if (!(step is int index ? TryEnterItem(ref reader, index) : TryEnterProperty(ref reader, (string)step)))
            {
                break;
            }
        }

        reader.Skip();
        var read = json[..(int)reader.BytesConsumed];
        var lastBreak = read.LastIndexOf((byte)'\n');
        return (read.Count((byte)'\n') + 1, read.Length - lastBreak - 1);
    }

    private static bool TryEnterProperty(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        var probe = reader;
        while (probe.Read() && probe.TokenType is JsonTokenType.PropertyName)
        {
            var isIt = probe.ValueTextEquals(name);
            probe.Read();
            if (isIt)
            {
                reader = probe;
                return true;
            }

            probe.Skip();
        }

        return false;
    }

    private static bool TryEnterItem(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            return false;
        }

        var probe = reader;
        for (var position = 0; probe.Read() && probe.TokenType is not JsonTokenType.EndArray; position++)
        {
            if (position == index)
            {
                reader = probe;
                return true;
            }

            probe.Skip();
        }

        return false;
    }
}
