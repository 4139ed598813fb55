using System.Text.RegularExpressions;

namespace Emulator.Answers;

/// <summary>
/// A text with places that are filled in from the request: <c>{{prompt}}</c>, <c>{{match.1}}</c>, <c>{{body.messages.0.content}}</c>.
/// What a request does not have is filled in as nothing; <c>{{{{</c> stands for two braces.
/// </summary>
internal static partial class AnswerTemplate
{
    private const string Escape = "{{{{";
    private const string Braces = "{{";
    private const string Number = "number";

    private static readonly string[] Plain = ["prompt", "model", "call", "attempt", Number, "seed", "now"];

    private static readonly string[] Dotted = ["match", "body", "header"];

    /// <summary>Headers that carry keys; a key must never come back in an answer.</summary>
    private static readonly string[] SecretHeaders = ["authorization", "x-key", "api-key", "x-api-key", "x-goog-api-key", "cookie"];

    public static bool AsksForNumber(string text) => Places(text).Contains(Number);

    /// <summary>What is wrong with a text, and what to do; <see langword="null"/> when nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasExpression">Whether there is an expression whose groups can be meant.</param>
    public static string? ProblemIn(string text, bool hasExpression)
    {
        foreach (var place in Places(text))
        {
            var (root, rest) = Split(place);
            if (rest is null ? !Plain.Contains(place) : !Dotted.Contains(root))
            {
                return $"there is nothing to fill {{{{{place}}}}} with; use one of {string.Join(", ", Plain)}, match.1, body.path, header.Name";
            }

            if (root == "match" && !hasExpression)
            {
                return $"{{{{{place}}}}} needs the groups of an expression; add promptMatches";
            }

            if (root == "header" && SecretHeaders.Contains(rest!.ToLowerInvariant()))
            {
                return $"{{{{{place}}}}} would give a key away; remove it";
            }
        }

        return text.Split(Escape).Any(part => Place().Replace(part, "").Contains(Braces, StringComparison.Ordinal))
            ? "an opening {{ has no end; write {{prompt}}, or {{{{ for two braces"
            : null;
    }

    /// <summary>The text with every place filled in.</summary>
    public static string Fill(string text, Func<string, string?, string> valueOf) =>
        string.Join(Braces, text.Split(Escape).Select(part => Place().Replace(part, place =>
        {
            var (root, rest) = Split(place.Groups[1].Value);
            return valueOf(root, rest);
        })));

    private static IEnumerable<string> Places(string text) =>
        text.Split(Escape).SelectMany(part => Place().Matches(part)).Select(place => place.Groups[1].Value);

    private static (string Root, string? Path) Split(string place)
    {
        var dot = place.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (place, null) : (place[..dot], place[(dot + 1)..]);
    }

    [GeneratedRegex(@"\{\{\s*([^{}]*?)\s*\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
