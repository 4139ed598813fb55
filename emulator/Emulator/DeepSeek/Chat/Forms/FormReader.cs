using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Forms;

/// <summary>Reads the parts of a request of another form, with the provider's complaints about what does not fit.</summary>
internal sealed class FormReader(ReadOnlyMemory<byte> bytes)
{
    private readonly DeepSeekSchema _schema = new(bytes);

    /// <summary>What a block, part or item says it is; <see langword="null"/> when it says nothing.</summary>
    public static string? TypeOf(JsonElement item) => TextAt(item, "type");

    /// <summary>A text of an object; <see langword="null"/> when there is none.</summary>
    public static string? TextAt(JsonElement item, string name) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A value of an object that is there and not null.</summary>
    public static JsonElement? ValueAt(JsonElement item, string name) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var value)
            && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    /// <summary>Copies what is called the same, or almost, in a chat; the chat's reader checks it.</summary>
    public static void Copy(Utf8JsonWriter json, JsonElement body, string name, string? chatName = null)
    {
        if (body.TryGetProperty(name, out var value))
        {
            json.WritePropertyName(chatName ?? name);
            value.WriteTo(json);
        }
    }

    public void MustBeObject(JsonElement value, object[] path, string expected)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            throw _schema.Mismatch(path, value, expected);
        }
    }

    public JsonElement Required(JsonElement holder, string name, object[] path) =>
        holder.TryGetProperty(name, out var value) ? value : throw _schema.Missing(path, name);

    public string RequiredText(JsonElement holder, string name, object[] path)
    {
        var value = Required(holder, name, path);
        return value.ValueKind is JsonValueKind.String
            ? value.GetString()!
            : throw _schema.Mismatch([.. path, name], value, "a string");
    }

    /// <summary>A list that may be absent.</summary>
    public JsonElement.ArrayEnumerator Items(JsonElement? value, object[] path) => value switch
    {
        null => default,
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } other => throw _schema.Mismatch(path, other, "a sequence"),
    };

    public RefusedRequestException UnknownVariant(object[] path, string? variant, string expected) =>
        _schema.Complaint(path, path, $"unknown variant `{variant}`, expected {expected}");

    public RefusedRequestException Mismatch(object[] path, JsonElement value, string expected) =>
        _schema.Mismatch(path, value, expected);
}
