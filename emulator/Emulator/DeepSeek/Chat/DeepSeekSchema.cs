using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>Words complaints about a body that does not fit the schema as the provider's parser words them, with line and column.</summary>
internal sealed class DeepSeekSchema(ReadOnlyMemory<byte> bytes)
{
    public RefusedRequestException Mismatch(object[] path, JsonElement value, string expected) =>
        Complaint(path, path, $"invalid type: {Unexpected(value)}, expected {expected}");

    public RefusedRequestException NoVariant(object[] path) =>
        Complaint(path, path, "data did not match any variant of untagged enum ChatCompletionRequestContent");

    public RefusedRequestException Missing(object[] path, string name) => Complaint(path, path, $"missing field `{name}`");

    public RefusedRequestException Complaint(object[] shown, object[] place, string what)
    {
        var prefix = shown.Length == 0 ? "" : $"{Dotted(shown)}: ";
        var (line, column) = JsonPlace.EndOf(bytes.Span, place);
        return new RefusedRequestException(string.Create(
            CultureInfo.InvariantCulture,
            $"Failed to deserialize the JSON body into the target type: {prefix}{what} at line {line} column {column}"), mayBeUnprocessable: true);
    }

    private static string Dotted(object[] path)
    {
        var text = new StringBuilder();
        foreach (var step in path)
        {
            text.Append(step is int index
                ? string.Create(CultureInfo.InvariantCulture, $"[{index}]")
                : text.Length == 0 ? $"{step}" : $".{step}");
        }

        return text.ToString();
    }

    /// <summary>What stands where something else was expected, in the parser's words.</summary>
    public static string Unexpected(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "sequence",
        JsonValueKind.Object => "map",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"string \"{value.GetString()}\"",
        JsonValueKind.True or JsonValueKind.False => $"boolean `{value.GetRawText()}`",
        _ => value.TryGetInt64(out _) ? $"integer `{value.GetRawText()}`" : $"floating point `{value.GetRawText()}`",
    };

    public static string Plain(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
