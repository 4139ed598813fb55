namespace ProviderClients.Flux.Bfl;

/// <summary>A job as the provider tells of it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Status">
/// <c>Pending</c>, <c>Ready</c>, <c>Error</c>, <c>Request Moderated</c>, <c>Content Moderated</c> or <c>Task not found</c>; a word that is
/// not known means that the job is under way.
/// </param>
/// <param name="Sample">Where the picture is, once it is ready; valid for ten minutes.</param>
public sealed record FluxBflResult(string Id, string Status, Uri? Sample)
{
    /// <summary>How far it is, from 0 to 1; <see langword="null"/> where that is not told.</summary>
    public double? Progress { get; init; }

    /// <summary>The settled price in credits of 0.01 US dollar, where it is told.</summary>
    public decimal? CostCredits { get; init; }

    /// <summary>The prompt that was really run, where the provider improved it.</summary>
    public string? Prompt { get; init; }

    /// <summary>The seed that was used.</summary>
    public long? Seed { get; init; }

    /// <summary>Why it was moderated, in the provider's words, <c>Sexual Content</c> for example; often none are given.</summary>
    public IReadOnlyList<string> ModerationReasons { get; init; } = [];

    /// <summary>Why it failed, in the provider's words; <see langword="null"/> where it gives none.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the job will not change any more.</summary>
    public bool IsTerminal => Status is "Ready" or "Error" or "Failed" or "Request Moderated" or "Content Moderated";
}
