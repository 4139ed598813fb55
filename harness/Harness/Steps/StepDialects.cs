namespace Harness.Steps;

/// <summary>Which dialect can do what a step asks for.</summary>
internal static class StepDialects
{
    public const string Chat = "DeepSeek/Chat";
    public const string Native = "NanoBanana/Native";
    public const string Gemini = "NanoBanana/Gemini";
    public const string TaskApi = "NanoBanana/TaskApi";
    public const string Bfl = "Flux/Bfl";
    public const string ImagePig = "Flux/ImagePig";

    public static readonly IReadOnlyList<string> All = [Chat, Native, Gemini, TaskApi, Bfl, ImagePig];

    private static readonly string[] ImageDialects = [Native, Gemini, TaskApi, Bfl, ImagePig];

    /// <summary>What to write instead, or <see langword="null"/> when the dialect can do it.</summary>
    public static string? Remedy(StepCall call, string? dialect) => call switch
    {
        StepCall.Image or StepCall.Thumbnail when ImageDialects.Contains(dialect) => null,
        StepCall.Image or StepCall.Thumbnail => $"write dialect: and one of {string.Join(", ", ImageDialects)}",
        _ when dialect is null or Chat => null,
        _ => $"leave dialect out, or write {Chat}",
    };
}
