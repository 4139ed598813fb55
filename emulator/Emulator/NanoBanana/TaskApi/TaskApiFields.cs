using System.Text.Json;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>
/// Reads an object's fields by name and range, and remembers the first thing that is wrong, as a sentence that names the field:
/// the provider's own messages are not known. An explicit null counts as absent, and fields that nobody asks for are ignored.
/// </summary>
internal sealed class TaskApiFields(JsonElement body)
{
    /// <summary>The first thing that is wrong; <see langword="null"/> when nothing is.</summary>
    public string? Complaint { get; private set; }

    public void Refuse(string complaint) => Complaint ??= complaint;

    /// <summary>A text that must be there and not be empty.</summary>
    public string Required(string name, int? longest = null)
    {
        if (!TryFind(name, out var value))
        {
            Refuse($"{name} is required");
            return "";
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (text.Length == 0)
        {
            Refuse($"{name} must be a non-empty string");
        }
        else if (text.Length > longest)
        {
            Refuse($"{name} must not be longer than {longest} characters");
        }

        return text;
    }

    public string? Text(string name)
    {
        if (TryFind(name, out var value) && value.ValueKind != JsonValueKind.String)
        {
            Refuse($"{name} must be a string");
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    public string? Choice(string name, params string[] values)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is not null && values.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Refuse($"{name} must be one of {string.Join(", ", values)}");
        return null;
    }

    public int? Integer(string name, int low, int high)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var integer) && integer >= low && integer <= high)
        {
            return integer;
        }

        Refuse($"{name} must be an integer from {low} to {high}");
        return null;
    }

    public bool? Boolean(string name)
    {
        if (!TryFind(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Refuse($"{name} must be a boolean");
        return null;
    }

    /// <summary>An address; an empty text is none, as clients write that only poll.</summary>
    public string? Url(string name)
    {
        var text = Text(name);
        if (text is { Length: > 0 } && !IsWeb(text))
        {
            Refuse($"{name} must be a URL");
        }

        return text is { Length: > 0 } ? text : null;
    }

    /// <summary>A list of addresses; empty when it is not there.</summary>
    public IReadOnlyList<string> Urls(string name, int? most)
    {
        if (!TryFind(name, out var value))
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Refuse($"{name} must be an array of URLs");
            return [];
        }

        if (value.GetArrayLength() > most)
        {
            Refuse($"{name} must not have more than {most} images");
            return [];
        }

        List<string> urls = new(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not { } url || !IsWeb(url))
            {
                Refuse($"{name}[{urls.Count}] must be a URL");
                return [];
            }

            urls.Add(url);
        }

        return urls;
    }

    private static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    private bool TryFind(string name, out JsonElement value) =>
        body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
