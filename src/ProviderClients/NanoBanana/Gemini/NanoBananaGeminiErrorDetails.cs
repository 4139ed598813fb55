namespace ProviderClients.NanoBanana.Gemini;

/// <summary>Everything that a refusal of Google's says in its <c>details</c>, with what stands only in its prose.</summary>
public sealed record NanoBananaGeminiErrorDetails : ProviderErrorDetails
{
    /// <summary><c>RESOURCE_EXHAUSTED</c>, <c>INVALID_ARGUMENT</c> and so on.</summary>
    public string? Status { get; init; }

    /// <summary>The whole message, unshortened; it may quote the request.</summary>
    public string? Message { get; init; }

    /// <summary>Of <c>ErrorInfo</c>: <c>API_KEY_INVALID</c> for example.</summary>
    public string? Reason { get; init; }

    /// <summary>Of <c>ErrorInfo</c>: who says so.</summary>
    public string? Domain { get; init; }

    /// <summary>Of <c>ErrorInfo</c>: more, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Of <c>QuotaFailure</c>: the quotas that are used up.</summary>
    public IReadOnlyList<NanoBananaQuotaViolation> Quotas { get; init; } = [];

    /// <summary>
    /// How long to wait, as told: the longer of <c>RetryInfo</c> and the prose. Not always to be believed: a quota that is 0, or that is
    /// used up for the day, names one too.
    /// </summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Of <c>Help</c>: where to read on.</summary>
    public IReadOnlyList<NanoBananaHelpLink> Links { get; init; } = [];

    /// <summary>Of <c>BadRequest</c>: the fields that are wrong.</summary>
    public IReadOnlyList<NanoBananaFieldViolation> Fields { get; init; } = [];

    /// <summary>Whether a quota is 0: this project can never use the model, however long it waits.</summary>
    public bool IsPermanent => Quotas.Any(static quota => quota.Limit is 0);

    /// <summary>Whether a quota of the day is used up: it comes back at midnight Pacific time.</summary>
    public bool IsForTheDay => Quotas.Any(static quota => quota.IsPerDay);
}

/// <summary>A quota that is used up.</summary>
/// <param name="Metric">What is counted, <c>generativelanguage.googleapis.com/generate_content_free_tier_requests</c> for example.</param>
/// <param name="Id"><c>GenerateRequestsPerDayPerProjectPerModel-FreeTier</c> for example.</param>
/// <param name="Limit">How much there is; it may stand in the prose alone; <see langword="null"/> when it is not told at all.</param>
/// <param name="Dimensions">What it is counted by: location, model (by its internal name).</param>
public sealed record NanoBananaQuotaViolation(
    string? Metric, string? Id, long? Limit, IReadOnlyDictionary<string, string> Dimensions)
{
    /// <summary>Whether it counts a day, which ends at midnight Pacific time.</summary>
    public bool IsPerDay => Id?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) ?? Metric?.EndsWith("_per_day", StringComparison.Ordinal) ?? false;
}

/// <summary>Where to read on.</summary>
/// <param name="Description">What is there.</param>
/// <param name="Url">Where; <see langword="null"/> when it is no address of the web.</param>
public sealed record NanoBananaHelpLink(string? Description, Uri? Url);

/// <summary>A field of the request that is wrong.</summary>
/// <param name="Field">Its path; <see langword="null"/> when it is not told.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record NanoBananaFieldViolation(string? Field, string? Description);
