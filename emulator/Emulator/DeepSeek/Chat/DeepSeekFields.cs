using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>Reads fields of the kinds that requests have; what is absent or null is nothing, what has another kind is refused.</summary>
internal sealed class DeepSeekFields(DeepSeekSchema schema)
{
    public string RequiredString(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value))
        {
            throw schema.Missing([], name);
        }

        return value.ValueKind is JsonValueKind.String ? value.GetString()! : throw schema.Mismatch([name], value, "a string");
    }

    /// <summary>The type in an object such as <c>{"type":"json_object"}</c>.</summary>
    public string? TypeOf(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var holder) || holder.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (holder.ValueKind is not JsonValueKind.Object)
        {
            throw schema.Mismatch([name], holder, "a map");
        }

        if (!holder.TryGetProperty("type"u8, out var type))
        {
            throw schema.Missing([name], "type");
        }

        return type.ValueKind is JsonValueKind.String ? type.GetString() : throw schema.Mismatch([name, "type"], type, "a string");
    }

    public bool Boolean(JsonElement holder, string name, object[] path)
    {
        if (!holder.TryGetProperty(name, out var value))
        {
            return false;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw schema.Mismatch([.. path, name], value, "a boolean"),
        };
    }

    /// <summary>A whole number, as near as an int comes to it.</summary>
    public int? Integer(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number)
            ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
            : throw schema.Mismatch([name], value, "i64");
    }

    public double? Number(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number ? value.GetDouble() : throw schema.Mismatch([name], value, "f64");
    }
}
