using System.Text.Json;

namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>About how many tokens a request counts: a token for four letters, which is the provider's own rule of thumb.</summary>
internal static class GeminiTokens
{
    private const int LettersOfAToken = 4;

    public static int OfLetters(int letters) => (letters + LettersOfAToken - 1) / LettersOfAToken;

    /// <summary>What a body counts, whatever is wrong with it.</summary>
    public static int Of(JsonElement body, int tokensOfAPicture)
    {
        var (letters, pictures) = (0, 0);
        if (GeminiFields.TryGet(body, "contents", out var contents))
        {
            Add(contents, ref letters, ref pictures);
        }

        if (GeminiFields.TryGet(body, "system_instruction", out var system))
        {
            Add(system, ref letters, ref pictures);
        }

        return OfLetters(letters) + (pictures * tokensOfAPicture);
    }

    private static void Add(JsonElement element, ref int letters, ref int pictures)
    {
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Add(item, ref letters, ref pictures);
            }

            return;
        }

        if (GeminiFields.TryGet(element, "parts", out var parts))
        {
            Add(parts, ref letters, ref pictures);
        }

        if (GeminiFields.TryGet(element, "text", out var text) && text.ValueKind is JsonValueKind.String)
        {
            letters += text.GetRawText().Length - 2;
        }

        pictures += GeminiFields.TryGet(element, "inline_data", out _) || GeminiFields.TryGet(element, "file_data", out _) ? 1 : 0;
    }
}
