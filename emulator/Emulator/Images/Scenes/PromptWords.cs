namespace Emulator.Images.Scenes;

/// <summary>What a prompt names.</summary>
internal static class PromptWords
{
    /// <summary>Whether a word stands in it by itself, in capitals or not.</summary>
    public static bool Names(string prompt, string word)
    {
        for (var at = 0; (at = prompt.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetter(prompt[at - 1])) && (end == prompt.Length || !char.IsLetter(prompt[end])))
            {
                return true;
            }
        }

        return false;
    }
}
