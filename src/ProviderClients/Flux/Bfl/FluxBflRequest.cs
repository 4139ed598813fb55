namespace ProviderClients.Flux.Bfl;

/// <summary>One picture to make.</summary>
public sealed record FluxBflRequest
{
    /// <summary>What to show.</summary>
    public required string Prompt { get; init; }

    /// <summary>The model, as in the path; the client's own where <see langword="null"/>.</summary>
    public string? Model { get; init; }

    /// <summary>In pixels, for models that take a size.</summary>
    public int? WidthPixels { get; init; }

    /// <summary>In pixels, for models that take a size.</summary>
    public int? HeightPixels { get; init; }

    /// <summary><c>16:9</c> for example, for models that take a ratio.</summary>
    public string? AspectRatio { get; init; }

    /// <summary><c>jpeg</c> or <c>png</c>.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>Fixes the picture.</summary>
    public long? Seed { get; init; }

    /// <summary>The caller's own name of the call.</summary>
    public string? CallId { get; init; }
}

/// <summary>An accepted job.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="PollingUrl">Where to ask about it; hosts differ, so never build it yourself.</param>
/// <param name="CostCredits">Its price in credits of 0.01 US dollar, where known.</param>
public sealed record FluxBflSubmission(string Id, Uri PollingUrl, decimal? CostCredits);

/// <summary>A job as the provider tells of it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Status"><c>Pending</c>, <c>Ready</c>, <c>Error</c>, <c>Request Moderated</c>, <c>Content Moderated</c> or <c>Task not found</c>.</param>
/// <param name="Sample">Where the picture is, once it is ready; valid for ten minutes.</param>
public sealed record FluxBflResult(string Id, string Status, Uri? Sample)
{
    /// <summary>Whether the job will not change any more.</summary>
    public bool IsTerminal => Status is "Ready" or "Error" or "Failed" or "Request Moderated" or "Content Moderated";
}
