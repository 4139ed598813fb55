using System.Text.Json;
using Emulator.NanoBanana.Gemini.Errors;

namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>Finds the prompt of a request of which nothing is checked yet.</summary>
internal static class GeminiPrompts
{
    /// <summary>The words of the caller's last turn; empty when there are none that can be read.</summary>
    public static string PromptOf(JsonElement body)
    {
        try
        {
            var words = "";
            foreach (var turn in GeminiFields.Objects(body, "contents"))
            {
                words = GeminiFields.Text(turn, "role") is "model" ? words : GeminiContents.WordsOf(turn);
            }

            return words;
        }
        catch (GeminiRefusedException)
        {
            // The handler refuses it in the provider's words.
            return "";
        }
    }
}
