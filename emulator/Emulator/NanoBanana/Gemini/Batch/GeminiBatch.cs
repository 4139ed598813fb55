using Emulator.Jobs;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Replies;

namespace Emulator.NanoBanana.Gemini.Batch;

/// <summary>What is kept of a batch: its requests are answered when it is created, and their pictures are painted when they are fetched.</summary>
/// <param name="Model">The id of the model as it was asked for.</param>
/// <param name="Items">What becomes of each request.</param>
internal sealed record GeminiBatch(string Model, IReadOnlyList<BatchItem> Items)
{
    /// <summary>After so long a batch that is not done is given up.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    private volatile bool _isDeleted;

    public string? DisplayName { get; init; }

    /// <summary>The name of the file that holds the answers; <see langword="null"/> where they stand in the batch itself.</summary>
    public string? ResponsesFile { get; init; }

    public bool IsDeleted => _isDeleted;

    public void Delete() => _isDeleted = true;

    /// <summary>The state as the provider calls it, and since when it is so.</summary>
    public static (BatchState State, DateTimeOffset Since) StateOf(Job<GeminiBatch> job, DateTimeOffset now)
    {
        var state = job.StateAt(now);
        var givenUpAt = job.SubmittedAt + LongestLife;
        return state switch
        {
            JobState.Cancelled => (BatchState.Cancelled, job.CancelledAt!.Value),
            JobState.Queued or JobState.Running when now >= givenUpAt => (BatchState.Expired, givenUpAt),
            JobState.Queued => (BatchState.Pending, job.SubmittedAt),
            JobState.Running => (BatchState.Running, job.StartedAt),
            JobState.Failed => (BatchState.Failed, job.EndedAt),
            _ => (BatchState.Succeeded, job.EndedAt),
        };
    }
}

/// <summary>One request of a batch with what becomes of it.</summary>
/// <param name="Key">What its client calls it; empty where it has no name.</param>
/// <param name="Metadata">What stood beside the request, as JSON; <see langword="null"/> where nothing did.</param>
/// <param name="Answer">The answer; <see langword="null"/> where there is an error.</param>
/// <param name="Error">What is wrong with it.</param>
internal sealed record BatchItem(string Key, string? Metadata, GeminiAnswer? Answer, GeminiError? Error);

/// <summary>The states of batches.</summary>
internal enum BatchState
{
    Pending,
    Running,
    Succeeded,
    Failed,
    Cancelled,
    Expired,
}
