namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>How far a task is; the numbers are the provider's <c>successFlag</c>.</summary>
public enum NanoBananaTaskState
{
    /// <summary>It is queued or worked on.</summary>
    Generating,

    /// <summary>The picture is there.</summary>
    Success,

    /// <summary>It could not be begun.</summary>
    CreateTaskFailed,

    /// <summary>It was begun and failed.</summary>
    GenerateFailed,
}

/// <summary>A task as the provider tells of it, when asked or by a callback.</summary>
/// <param name="TaskId">Its identity.</param>
/// <param name="State">How far it is.</param>
public sealed record NanoBananaTask(string TaskId, NanoBananaTaskState State)
{
    /// <summary>Where the picture is; <see langword="null"/> without one.</summary>
    public Uri? ImageUrl { get; init; }

    /// <summary>Why it failed: 400 for the content policy, 500 or 501; <see langword="null"/> where it is not told.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Why it failed, in the provider's words; it may quote the prompt.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What was made, <c>nano-banana-2_1k</c> for example.</summary>
    public string? OperationType { get; init; }
}
