namespace Emulator.Jobs;

/// <summary>
/// Texts in a prompt that ask for an outcome: the way to meet a refused or a failed picture without a scenario, as a key
/// that contains <c>invalid</c> is the way to meet a refused key.
/// </summary>
internal static class PromptMarker
{
    /// <summary>The provider's content policy refuses the prompt.</summary>
    public const string Moderated = "[moderated]";

    /// <summary>The generation fails.</summary>
    public const string Failed = "[failed]";

    public static bool AsksFor(string prompt, string marker) => prompt.Contains(marker, StringComparison.OrdinalIgnoreCase);
}
