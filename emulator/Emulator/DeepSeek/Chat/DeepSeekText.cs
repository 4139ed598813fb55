using System.Text.Encodings.Web;
using System.Text.Json;
using Bogus;

namespace Emulator.DeepSeek.Chat;

/// <summary>The words of an answer: an enhanced prompt where one was asked for, and always the user's own words in it.</summary>
internal static class DeepSeekText
{
    private const int LongestSubject = 2000;

    private static readonly string[] Enhancing = ["enhance", "improve", "rewrite", "refine", "prompt", "expand"];

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

    public static string Reasoning(Faker faker, DeepSeekChatRequest request)
    {
        var subject = Shortened(SubjectOf(request.UserText), 80);
        var goal = IsEnhancing(request) ? "a richer version of the prompt" : "a direct and useful answer";
        return $"The user writes: \"{subject}\". They want {goal}. "
            + $"I should keep every stated element and avoid contradictions. {faker.PickRandom("The tone can stay neutral.", "A concrete style will help.", "Length should be moderate.", "No follow-up question is needed.")}";
    }

    public static string Answer(Faker faker, DeepSeekChatRequest request)
    {
        var text = IsEnhancing(request) ? Enhanced(faker, request) : Conversation(faker, request);
        return request.WantsJson
            ? JsonSerializer.Serialize(
                new Dictionary<string, object>
                {
                    ["prompt"] = text,
                    ["mood"] = faker.PickRandom(Moods),
                    ["palette"] = new[] { faker.Commerce.Color(), faker.Commerce.Color() },
                },
                JsonOptions)
            : text;
    }

    private static string Enhanced(Faker faker, DeepSeekChatRequest request)
    {
        var subject = SubjectOf(request.UserText).TrimEnd('.', ' ', '!');
        return $"{subject}, {faker.PickRandom(Compositions)}, in {faker.PickRandom(Lights)}. "
            + $"{Capitalised(faker.PickRandom(Details))}, {faker.PickRandom(Details)}, accents of {faker.Commerce.Color()} and {faker.Commerce.Color()}. "
            + $"The mood is {faker.PickRandom(Moods)}.";
    }

    private static string Conversation(Faker faker, DeepSeekChatRequest request) =>
        $"On \"{Shortened(SubjectOf(request.UserText), 200)}\": {faker.Hacker.Phrase()} "
            + $"A good first step is to {faker.Hacker.Verb()} the {faker.Hacker.Adjective()} {faker.Hacker.Noun()} and then check the result.";

    private static bool IsEnhancing(DeepSeekChatRequest request) =>
        Enhancing.Any(word => request.AllText.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the user talks about: the text without an instruction such as <c>Enhance this prompt:</c> before it.</summary>
    private static string SubjectOf(string text)
    {
        var subject = text.Trim();
        var colon = subject.IndexOf(':', StringComparison.Ordinal);
        var hasInstruction = colon is > 0 and < 120 && colon < subject.Length - 1
            && Enhancing.Any(word => subject[..colon].Contains(word, StringComparison.OrdinalIgnoreCase));
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
