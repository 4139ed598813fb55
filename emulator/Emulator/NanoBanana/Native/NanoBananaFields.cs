using System.Text.Json;

namespace Emulator.NanoBanana.Native;

/// <summary>Reads an object's fields by name and range, and remembers the first thing that is wrong.</summary>
internal sealed class NanoBananaFields
{
    private const int ShortestSidePixels = 256;
    private const int LongestSidePixels = 4096;
    private const int SideStepPixels = 8;
    private const int MostRatio = 8;

    private readonly JsonElement _fields;
    private readonly NanoBananaFields? _parent;
    private readonly string _path;
    private NanoBananaComplaint? _complaint;

    public NanoBananaFields(JsonElement fields)
        : this(fields, null, "")
    {
    }

    private NanoBananaFields(JsonElement fields, NanoBananaFields? parent, string path)
    {
        _fields = fields;
        _parent = parent;
        _path = path;
    }

    /// <summary>The first thing that is wrong; <see langword="null"/> when nothing is.</summary>
    public NanoBananaComplaint? Complaint => _parent?.Complaint ?? _complaint;

    /// <summary>An optional object in a field.</summary>
    public NanoBananaFields Nested(string name)
    {
        if (TryFind(name, out var value) && value.ValueKind != JsonValueKind.Object)
        {
            Refuse(name, "must be an object");
        }

        return new NanoBananaFields(value, this, $"{_path}{name}.");
    }

    /// <summary>A text without the space around it.</summary>
    public string? Text(string name, bool isRequired, int longest)
    {
        if (!TryFind(name, out var value))
        {
            if (isRequired)
            {
                Refuse(name, "is required");
            }

            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
        if (text is null || text.Length == 0 || text.Length > longest)
        {
            Refuse(name, $"must be a string of 1 to {longest} characters");
        }

        return text;
    }

    public string? Choice(string name, params ReadOnlySpan<string> values)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is null || !values.Contains(text))
        {
            Refuse(name, $"must be one of {string.Join(", ", values!)}");
        }

        return text;
    }

    public long? Integer(string name, long low, long high)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var integer) && integer >= low && integer <= high)
        {
            return integer;
        }

        Refuse(name, $"must be an integer from {low} to {high}");
        return null;
    }

    /// <summary>A picture's side; the default stands for an absent or refused one.</summary>
    public int Side(string name)
    {
        var side = Integer(name, ShortestSidePixels, LongestSidePixels) ?? 1024;
        if (side % SideStepPixels != 0)
        {
            Refuse(name, $"must be a multiple of {SideStepPixels}");
        }

        return (int)side;
    }

    public void CheckRatio(int width, int height)
    {
        if (Math.Max(width, height) > MostRatio * Math.Min(width, height))
        {
            Refuse("width", $"must not be more than {MostRatio} times the height, nor the height of the width");
        }
    }

    /// <summary>Refuses the first field that has none of these names.</summary>
    public void RefuseOthers(params ReadOnlySpan<string> names)
    {
        if (_fields.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var field in _fields.EnumerateObject())
        {
            if (!names.Contains(field.Name))
            {
                Refuse(field.Name, "is not known");
            }
        }
    }

    /// <summary>An explicit null counts as absent.</summary>
    private bool TryFind(string name, out JsonElement value)
    {
        value = default;
        return _fields.ValueKind == JsonValueKind.Object && _fields.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }

    private void Refuse(string name, string rule) => Note(NanoBananaComplaint.Invalid($"{_path}{name} {rule}.", _path + name));

    private void Note(NanoBananaComplaint complaint)
    {
        if (_parent is null)
        {
            _complaint ??= complaint;
        }
        else
        {
            _parent.Note(complaint);
        }
    }
}
