using System.Buffers;

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

    private static readonly string[] LongThoughts =
    [
        "First, what is asked, and what is only assumed?", "One reading is the plain one; another would be to take it as a request for alternatives.",
        "The plain reading fits better, because nothing hints at the other.", "Is there a constraint that I have overlooked?",
        "Let me check the order of the points once more.", "An example could help, but it should stay short.",
        "The answer should begin with what matters most.",
    ];

    /// <summary>What the model thinks, the longer the more effort is asked for.</summary>
    public static string Reasoning(DeepSeekWords words, DeepSeekChatRequest request)
    {
        var subject = Shortened(SubjectOf(request.UserText), 80);
        var goal = IsEnhancing(request) ? "a richer version of the prompt" : "a direct and useful answer";
        var first = $"The user writes: \"{subject}\". They want {goal}. ";
        var second = $"I should keep every stated element and avoid contradictions. {words.PickRandom("The tone can stay neutral.", "A concrete style will help.", "Length should be moderate.", "No follow-up question is needed.")}";
        return request.Wishes.Effort switch
        {
            DeepSeekEffort.Low => first.TrimEnd(),
            DeepSeekEffort.Max => $"{first}{second} {string.Join(' ', LongThoughts)}",
            _ => first + second,
        };
    }

    public static string Answer(DeepSeekWords words, DeepSeekChatRequest request)
    {
        if (request.Wishes.History.Prefix is { } prefix)
        {
            return DeepSeekContinuation.Of(words, request, prefix.Content);
        }

        return request.WantsJson ? DeepSeekJsonText.Answer(words, request, () => Plain(words, request)) : Plain(words, request);
    }

    public static string Plain(DeepSeekWords words, DeepSeekChatRequest request) =>
        request.Wishes.History.ToolResult is { } result ? FromTool(request, result)
            : IsEnhancing(request) ? Enhanced(words, request)
            : Conversation(words, request);

    public static string Mood(DeepSeekWords words) => words.PickRandom(Moods);

    private static string FromTool(DeepSeekChatRequest request, string result)
    {
        var tool = request.Wishes.History.CalledTools is [.., var last] ? last : "the tool";
        return $"According to {tool}: {Shortened(result.Trim(), 500)} That answers \"{Shortened(SubjectOf(request.UserText), 200)}\".";
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
