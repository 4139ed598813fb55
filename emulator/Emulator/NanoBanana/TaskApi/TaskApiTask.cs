using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>How a task can fail.</summary>
internal enum TaskApiFailure
{
    /// <summary>Prompt or picture are refused by the content policy.</summary>
    Policy,

    /// <summary>The task ran, and no picture came of it.</summary>
    GenerateFailed,

    /// <summary>The task was taken and could not be created.</summary>
    CreateFailed,

    /// <summary>Something broke at the provider.</summary>
    InternalError,
}

/// <summary>What is kept of a submitted request.</summary>
/// <param name="Model">The model behind the endpoint.</param>
/// <param name="ParamJson">The request as compact JSON.</param>
/// <param name="OperationType">What the record calls the work; <see langword="null"/> where records do not say.</param>
internal sealed record TaskApiTask(TaskApiModel Model, string ParamJson, string? OperationType)
{
    /// <summary>The pictures that it makes, one or more.</summary>
    public required IReadOnlyList<TaskApiFile> Files { get; init; }

    /// <summary>The copy that the model's maker keeps for a short time; <see langword="null"/> where none is told of.</summary>
    public TaskApiFile? Origin { get; init; }

    /// <summary>How it fails; <see langword="null"/> when it succeeds.</summary>
    public TaskApiFailure? Failure { get; init; }

    /// <summary>What a scenario says of the provider, as it was when the task was submitted.</summary>
    public required TaskApiSection Rules { get; init; }
}

/// <summary>A picture at an address.</summary>
/// <param name="Path">The address below the delivery host, without a slash at its beginning; unique.</param>
/// <param name="Url">The whole address.</param>
/// <param name="Picture">What is there.</param>
internal sealed record TaskApiFile(string Path, string Url, PictureSpec Picture);

/// <summary>A task as it is found by the address of one of its pictures.</summary>
/// <param name="Job">The task.</param>
/// <param name="Picture">What is at the address.</param>
/// <param name="ExpiresAt">When it is there no more.</param>
internal sealed record TaskApiDelivery(Job<TaskApiTask> Job, PictureSpec Picture, DateTimeOffset ExpiresAt);
