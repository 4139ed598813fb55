using System.Text.Json;

namespace Emulator.Pydantic;

/// <summary>
/// One complaint about a request, in the form in which a FastAPI service lists it under <c>detail</c>.
/// </summary>
/// <param name="Type">The complaint's machine name: <c>less_than_equal</c>.</param>
/// <param name="Loc">Where: <c>body</c> or <c>query</c>, then a field's name or an offset in the text.</param>
/// <param name="Message">What was expected, for a person.</param>
/// <param name="Input">What came; <see langword="null"/> is written as null.</param>
/// <param name="Context">The bounds that were broken, as JSON; absent where there are none.</param>
internal sealed record Violation(string Type, (string Part, object? At) Loc, string Message, JsonElement? Input, string? Context = null)
{
    /// <summary>Where, for a person: <c>body.width</c>.</summary>
    public string Path => Loc.At is null ? Loc.Part : $"{Loc.Part}.{Loc.At}";

    /// <summary>The whole answer's body.</summary>
    public static byte[] ToDetail(IEnumerable<Violation> violations) => PydanticJson.Object(json =>
    {
        json.WriteStartArray("detail");
        foreach (var violation in violations)
        {
            violation.WriteTo(json);
        }

        json.WriteEndArray();
    });

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        json.WriteStartArray("loc");
        json.WriteStringValue(Loc.Part);
        if (Loc.At is int offset)
        {
            json.WriteNumberValue(offset);
        }
        else if (Loc.At is string field)
        {
            json.WriteStringValue(field);
        }

        json.WriteEndArray();
        json.WriteString("msg", Message);
        json.WritePropertyName("input");
        if (Input is { } input)
        {
            input.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }

        if (Context is not null)
        {
            json.WritePropertyName("ctx");
            json.WriteRawValue(Context);
        }

        json.WriteEndObject();
    }
}
