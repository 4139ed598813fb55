using Emulator.DeepSeek.Chat.Tools;

namespace Emulator.DeepSeek.Chat;

/// <summary>What a request wishes of its answer beside model, length and format.</summary>
internal sealed record DeepSeekWishes
{
    /// <summary>What a request wishes that says nothing.</summary>
    public static readonly DeepSeekWishes None = new();

    public IReadOnlyList<DeepSeekTool> Tools { get; init; } = [];

    public DeepSeekToolChoice ToolChoice { get; init; } = DeepSeekToolChoice.Auto;

    /// <summary>How long to think.</summary>
    public DeepSeekEffort Effort { get; init; } = DeepSeekEffort.High;

    /// <summary>Texts before which the answer ends.</summary>
    public IReadOnlyList<string> Stops { get; init; } = [];

    public bool WantsLogprobs { get; init; }

    /// <summary>How many alternatives each token is told with; <see langword="null"/> where the request says nothing.</summary>
    public long? TopLogprobs { get; init; }

    /// <summary>Whose request it is among an account's users.</summary>
    public string? UserId { get; init; }

    /// <summary>What was said since the user spoke last, and before.</summary>
    public DeepSeekHistory History { get; init; } = DeepSeekHistory.Empty;
}

/// <summary>How long the model thinks.</summary>
internal enum DeepSeekEffort
{
    Low,
    High,
    Max,
}
