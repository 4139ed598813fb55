namespace Emulator.DeepSeek.Chat.Fim;

/// <summary>Makes a text that could stand between a beginning and an end.</summary>
internal static class DeepSeekFimText
{
    public static string Between(DeepSeekWords words, DeepSeekFimRequest request)
    {
        var lastLine = request.Prompt[(request.Prompt.LastIndexOf('\n') + 1)..];
        var depth = lastLine.Length - lastLine.TrimStart().Length;
        var trimmed = lastLine.TrimEnd();
        if (trimmed.EndsWith(':') && IsPython(trimmed))
        {
            var indent = new string(' ', depth + 4);
            var name = trimmed.Split('(', ')') is [_, { Length: > 0 } arguments, ..] ? arguments.Split(',', '=', ':')[0].Trim() : "items";
            return $"\n{indent}if not {name}:\n{indent}    return {name}\n";
        }

        if (trimmed.EndsWith('{') || trimmed.EndsWith(';') || trimmed.EndsWith("=>", StringComparison.Ordinal))
        {
            var indent = new string(' ', depth + (trimmed.EndsWith('{') ? 2 : 0));
            return $"\n{indent}const {Letters(words.Noun())} = {Letters(words.Verb())}();\n{indent}return {Letters(words.Adjective())};\n";
        }

        var space = request.Prompt.Length > 0 && !char.IsWhiteSpace(request.Prompt[^1]) ? " " : "";
        return $"{space}{words.Phrase()}";
    }

    private static bool IsPython(string line) =>
        line.TrimStart().Split(' ', '(')[0] is "def" or "if" or "for" or "while" or "class" or "else:" or "elif" or "with" or "try:" or "async";

    private static string Letters(string word) =>
        string.Concat(word.Where(char.IsAsciiLetter)) is { Length: > 0 } letters ? letters.ToLowerInvariant() : "items";
}
