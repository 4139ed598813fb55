using System.Buffers.Text;
using System.Text.Json;
using Emulator.Images;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Errors;

namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>The turns of a conversation, read: their words, their pictures, and whether the signatures came back.</summary>
internal sealed class GeminiContents
{
    private static readonly string[] PictureTypes = ["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"];

    private readonly GeminiModel _model;
    private readonly GeminiSection _section;
    private readonly Func<string, GeminiFile?>? _files;
    private readonly List<PictureInput> _pictures = [];

    private GeminiContents(GeminiModel model, GeminiSection section, Func<string, GeminiFile?>? files)
    {
        _model = model;
        _section = section;
        _files = files;
    }

    public IReadOnlyList<PictureInput> Pictures => _pictures;

    /// <summary>The number of letters of all words.</summary>
    public int Letters { get; private set; }

    /// <summary>The words of the caller's last turn.</summary>
    public string LastWords { get; private set; } = "";

    /// <param name="body">The request.</param>
    /// <param name="model">Who is to answer.</param>
    /// <param name="section">What the scenario says.</param>
    /// <param name="files">Finds what was uploaded, by its URI; <see langword="null"/> takes every URI for a picture that is there.</param>
    /// <exception cref="GeminiRefusedException">Something is wrong.</exception>
    public static GeminiContents Read(JsonElement body, GeminiModel model, GeminiSection section, Func<string, GeminiFile?>? files)
    {
        GeminiContents contents = new(model, section, files);
        var turns = GeminiFields.Objects(body, "contents");
        if (turns.Count == 0)
        {
            throw new GeminiRefusedException(GeminiErrors.Invalid);
        }

        foreach (var (index, turn) in turns.Index())
        {
            contents.Take(turn, index);
        }

        if (GeminiFields.TryGet(body, "system_instruction", out var system))
        {
            contents.Letters += WordsOf(system).Length;
        }

        return contents;
    }

    /// <summary>The words of a turn, thoughts left out.</summary>
    /// <exception cref="GeminiRefusedException">Something in it is no text.</exception>
    public static string WordsOf(JsonElement turn) => string.Join(
        '\n', GeminiFields.Objects(turn, "parts").Where(part => !GeminiFields.Flag(part, "thought")).Select(part => GeminiFields.Text(part, "text")).OfType<string>());

    private void Take(JsonElement turn, int index)
    {
        var role = GeminiFields.Text(turn, "role");
        if (role is not (null or "" or "user" or "model" or "function") || (role is null or "" && index > 0))
        {
            throw new GeminiRefusedException(GeminiErrors.Invalid);
        }

        var isModel = role is "model";
        var words = WordsOf(turn);
        Letters += words.Length;
        LastWords = isModel ? LastWords : words;
        var parts = GeminiFields.Objects(turn, "parts");
        if (parts.Count == 0)
        {
            throw new GeminiRefusedException(GeminiErrors.Invalid);
        }

        foreach (var (place, part) in parts.Index())
        {
            if (TakePicture(part) && isModel && _model.Signs && _section.ThoughtSignatures
                && !GeminiFields.Flag(part, "thought") && string.IsNullOrEmpty(GeminiFields.Text(part, "thought_signature")))
            {
                throw new GeminiRefusedException(GeminiErrors.Unsigned(index + 1, place + 1));
            }
        }
    }

    /// <summary>Takes the picture of a part, where it has one.</summary>
    private bool TakePicture(JsonElement part)
    {
        var input = GeminiFields.TryGet(part, "inline_data", out var inline) ? Inline(inline)
            : GeminiFields.TryGet(part, "file_data", out var file) ? Filed(file)
            : null;
        if (input is null)
        {
            return false;
        }

        _pictures.Add(input);
        return true;
    }

    private PictureInput? Inline(JsonElement inline)
    {
        var type = GeminiFields.Text(inline, "mime_type") ?? "";
        var data = GeminiFields.Text(inline, "data") ?? "";
        if (data.Length == 0 || Decode(data) is not { } file)
        {
            throw new GeminiRefusedException(GeminiErrors.Invalid);
        }

        return IsPicture(type) ? PictureInput.Read(file) : null;
    }

    private PictureInput? Filed(JsonElement file)
    {
        var uri = GeminiFields.Text(file, "file_uri") ?? "";
        var found = _files?.Invoke(uri);
        if (uri.Length == 0 || (_files is not null && found is null))
        {
            throw new GeminiRefusedException(GeminiErrors.Invalid);
        }

        var type = GeminiFields.Text(file, "mime_type") ?? found?.MediaType ?? PictureTypes[0];
        return !IsPicture(type) ? null : found?.Picture ?? new PictureInput(type, 0, 0, 0, $"{Chance.Seed.Hash(uri):x16}");
    }

    /// <summary>Whether a part is a picture; what is neither that nor a film is refused by those who draw.</summary>
    private bool IsPicture(string type)
    {
        var isPicture = PictureTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
        var isTaken = isPicture || !_model.MakesPictures || (_model.WatchesVideo && type.StartsWith("video/", StringComparison.OrdinalIgnoreCase));
        return isTaken ? isPicture : throw new GeminiRefusedException(GeminiErrors.Invalid);
    }

    /// <summary>Base64 in either alphabet; <see langword="null"/> when it is neither.</summary>
    private static byte[]? Decode(string data)
    {
        var isForUrls = data.AsSpan().ContainsAny('-', '_') || data.Length % 4 != 0;
        try
        {
            return isForUrls ? Base64Url.DecodeFromChars(data) : Convert.FromBase64String(data);
        }
        catch (FormatException)
        {
            // Not base64 is an answer here: the provider refuses it.
            return null;
        }
    }
}

/// <summary>What was uploaded.</summary>
/// <param name="MediaType">What it was said to be.</param>
/// <param name="Picture">Its picture, where it is one.</param>
internal sealed record GeminiFile(string MediaType, PictureInput? Picture);
