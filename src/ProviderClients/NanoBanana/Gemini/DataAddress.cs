using ProviderClients.Images;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>
/// Finds a picture that a gateway wrote into the text: <c>data:image/png;base64,...</c>, bare or as a Markdown image. Texts of several
/// megabytes are searched once from the front.
/// </summary>
internal static class DataAddress
{
    private const string Start = "data:image/";
    private const string Marker = ";base64,";

    /// <summary>The text without the last such address, and its picture; the text as it is when there is none.</summary>
    public static (string Text, NanoBananaGeminiDraft? Picture) Take(string text)
    {
        var start = text.LastIndexOf(Start, StringComparison.OrdinalIgnoreCase);
        var marker = start < 0 ? -1 : text.IndexOf(Marker, start, StringComparison.OrdinalIgnoreCase);
        if (marker < 0 || marker - start > 64)
        {
            return (text, null);
        }

        var from = marker + Marker.Length;
        var length = text.AsSpan(from).IndexOfAnyExcept(Alphabet);
        var data = length < 0 ? text.AsSpan(from) : text.AsSpan(from, length);
        var bytes = new byte[((data.Length / 4) + 1) * 3];
        if (!Convert.TryFromBase64Chars(data, bytes, out var written))
        {
            // Cut off: the caller must learn that a picture was there and is not whole.
            return (text[..start], new NanoBananaGeminiDraft(ReadOnlyMemory<byte>.Empty, null));
        }

        return (
            string.Concat(text.AsSpan(0, start), text.AsSpan(from + data.Length)).Trim(),
            new NanoBananaGeminiDraft(bytes.AsMemory(0, written), ImageFormat.Of(bytes.AsSpan(0, written))));
    }

    private static readonly System.Buffers.SearchValues<char> Alphabet = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n");
}
