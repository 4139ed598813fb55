using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>The words of an answer: an enhanced prompt where one was asked for, and always the user's own words in it.</summary>
internal static class DeepSeekText
{
    private const int LongestSubject = 2000;

    private static readonly SearchValues<string> Enhancing = SearchValues.Create(
        ["enhance", "improve", "rewrite", "refine", "prompt", "expand"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Lights =
    [
        "soft golden-hour light", "cool overcast daylight", "a single warm key light", "dramatic rim lighting",
        "diffuse morning haze", "crisp studio lighting", "low winter sun", "the blue light of dusk",
    ];

    private static readonly string[] Compositions =
    [
        "centred with generous negative space", "composed on the rule of thirds", "seen from a low angle",
        "a tight close-up", "a wide establishing view", "framed by blurred foreground shapes", "in strict symmetry",
    ];

    private static readonly string[] Details =
    [
        "finely textured surfaces", "subtle film grain", "shallow depth of field", "crisp edges and clean contours",
        "delicate reflections", "visible brushwork", "richly layered background", "natural imperfections",
    ];

    private static readonly string[] Moods =
    [
        "calm and contemplative", "playful", "quietly dramatic", "nostalgic", "bright and optimistic", "mysterious",
    ];

    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Reasoning(DeepSeekWords words, DeepSeekChatRequest request)
    {
        var subject = Shortened(SubjectOf(request.UserText), 80);
        var goal = IsEnhancing(request) ? "a richer version of the prompt" : "a direct and useful answer";
        return $"The user writes: \"{subject}\". They want {goal}. "
            + $"I should keep every stated element and avoid contradictions. {words.PickRandom("The tone can stay neutral.", "A concrete style will help.", "Length should be moderate.", "No follow-up question is needed.")}";
    }

    public static string Answer(DeepSeekWords words, DeepSeekChatRequest request)
    {
        var text = IsEnhancing(request) ? Enhanced(words, request) : Conversation(words, request);
        return request.WantsJson
            ? JsonSerializer.Serialize(
                new Dictionary<string, object>
                {
                    ["prompt"] = text,
                    ["mood"] = words.PickRandom(Moods),
                    ["palette"] = new[] { words.Color(), words.Color() },
                },
                JsonOptions)
            : text;
    }

    private static string Enhanced(DeepSeekWords words, DeepSeekChatRequest request)
    {
        var subject = SubjectOf(request.UserText).TrimEnd('.', ' ', '!');
        return $"{subject}, {words.PickRandom(Compositions)}, in {words.PickRandom(Lights)}. "
            + $"{Capitalised(words.PickRandom(Details))}, {words.PickRandom(Details)}, accents of {words.Color()} and {words.Color()}. "
            + $"The mood is {words.PickRandom(Moods)}.";
    }

    private static string Conversation(DeepSeekWords words, DeepSeekChatRequest request) =>
        $"On \"{Shortened(SubjectOf(request.UserText), 200)}\": {words.Phrase()} "
            + $"A good first step is to {words.Verb()} the {words.Adjective()} {words.Noun()} and then check the result.";

    private static bool IsEnhancing(DeepSeekChatRequest request) =>
        request.AllText.AsSpan().ContainsAny(Enhancing);

    /// <summary>What the user talks about: the text without an instruction such as <c>Enhance this prompt:</c> before it.</summary>
    private static string SubjectOf(string text)
    {
        var subject = text.Trim();
        var colon = subject.IndexOf(':', StringComparison.Ordinal);
        var hasInstruction = colon is > 0 and < 120 && colon < subject.Length - 1
            && subject.AsSpan(0, colon).ContainsAny(Enhancing);
        return Shortened(hasInstruction ? subject[(colon + 1)..].Trim() : subject, LongestSubject).Trim('"');
    }

    private static string Shortened(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsLowSurrogate(text[length]) ? length - 1 : length;
        return $"{text[..end]}...";
    }

    private static string Capitalised(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
