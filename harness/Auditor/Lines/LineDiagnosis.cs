using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Auditor.Lines;

/// <summary>Says in words why a line could not be read, and what to do.</summary>
internal static class LineDiagnosis
{
    public const int KnownVersion = 1;

    public const string Remedy = "correct what writes the log; its form is given by the schema in scenarios/";

    public static (string What, string Remedy) Explain(RawLine raw, JsonTypeInfo format, JsonException error)
    {
        if (raw.Bytes.Length == 0)
        {
            return ("the line is empty", "remove it");
        }

        try
        {
            using var document = JsonDocument.Parse(raw.Bytes);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? ExplainObject(document.RootElement, format, error)
                : ("the line is not a JSON object", Remedy);
        }
        catch (JsonException) when (!raw.IsEnded)
        {
            return (
                "the file ends in the middle of this line",
                "let the writer end in order, or remove the line if what it would have said does not matter");
        }
        catch (JsonException)
        {
            return ("the line is not JSON", "remove what is not part of the log, or make the log again");
        }
    }

    private static (string What, string Remedy) ExplainObject(JsonElement line, JsonTypeInfo format, JsonException error)
    {
        if (line.TryGetProperty("v", out var v)
            && v.ValueKind is JsonValueKind.Number && v.TryGetInt32(out var version) && version != KnownVersion)
        {
            return (UnknownVersion(version), "judge it with the auditor that came with what wrote it");
        }

        var names = format.Properties.Select(property => property.Name).ToArray();
        var missing = names.Where(name => !line.TryGetProperty(name, out _)).ToArray();
        var unknown = line.EnumerateObject().Select(property => property.Name).Except(names).ToArray();
        var doubled = line.EnumerateObject().CountBy(property => property.Name).Where(count => count.Value > 1).ToArray();
        return (missing, unknown, doubled) switch
        {
            ([var first, ..], _, _) => ($"the key {first} is missing", Remedy),
            (_, [var first, ..], _) => ($"the key {first} is not known", Remedy),
            (_, _, [var first, ..]) => ($"the key {first.Key} stands there twice", Remedy),
            _ => ($"the value of {error.Path ?? "$"} is not what the format allows", Remedy),
        };
    }

    public static string UnknownVersion(int version) =>
        $"the line has version {version}, and this auditor reads version {KnownVersion}";
}
