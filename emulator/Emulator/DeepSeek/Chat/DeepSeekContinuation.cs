namespace Emulator.DeepSeek.Chat;

/// <summary>Goes on where a beginning ends: with code where it opens a block of code, else with words.</summary>
internal static class DeepSeekContinuation
{
    private const string Fence = "```";

    public static string Of(DeepSeekWords words, DeepSeekChatRequest request, string beginning)
    {
        var blocks = beginning.Split(Fence);
        if (blocks.Length % 2 == 0)
        {
            var lineEnd = blocks[^1].IndexOf('\n', StringComparison.Ordinal);
            var language = (lineEnd < 0 ? blocks[^1] : blocks[^1][..lineEnd]).Trim();
            var start = lineEnd < 0 ? "\n" : "";
            return $"{start}{Code(words, language)}\n{Fence}";
        }

        if (beginning.TrimStart().StartsWith('{'))
        {
            return $"{(beginning.TrimEnd().EndsWith('{') ? "" : ", ")}\"result\": \"{words.Adjective()} {words.Noun()}\"}}";
        }

        var text = DeepSeekText.Plain(words, request);
        return text.StartsWith(beginning, StringComparison.Ordinal)
            ? text[beginning.Length..]
            : beginning.Length > 0 && !char.IsWhiteSpace(beginning[^1]) ? $" {text}" : text;
    }

    /// <summary>A few lines that suit a language.</summary>
    public static string Code(DeepSeekWords words, string language)
    {
        var name = Identifier(words.Noun());
        return language.ToLowerInvariant() switch
        {
            "json" => $"{{\"{name}\": \"{words.Adjective()}\"}}",
            "python" or "py" or "" => $"def {Identifier(words.Verb())}_{name}(items):\n    return sorted(items)",
            "js" or "javascript" or "ts" or "typescript" => $"function {name}(items) {{\n  return [...items].sort();\n}}",
            "sql" => $"SELECT * FROM {name} ORDER BY id;",
            "html" => $"<p>{words.Adjective()} {words.Noun()}</p>",
            _ => $"// {words.Adjective()} {words.Noun()}\nreturn {name};",
        };
    }

    private static string Identifier(string word) =>
        string.Concat(word.Where(char.IsAsciiLetter)) is { Length: > 0 } letters ? letters.ToLowerInvariant() : "items";
}
