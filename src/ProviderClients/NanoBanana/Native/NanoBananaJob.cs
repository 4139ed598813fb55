namespace ProviderClients.NanoBanana.Native;

/// <summary>A job as the provider tells of it.</summary>
/// <param name="JobId">Its identity.</param>
/// <param name="Status"><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="ImageUrl">Where the picture is, once there is one; valid for about an hour.</param>
/// <param name="ErrorCode">Why it failed.</param>
/// <param name="RetryAfter">When to ask again.</param>
public sealed record NanoBananaJob(
    string JobId, string Status, int Progress, Uri? ImageUrl, string? ErrorCode, TimeSpan? RetryAfter)
{
    /// <summary>What the provider says of the failure.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Whether the provider holds another try for promising; <see langword="null"/> where it does not say.</summary>
    public bool? IsRetryable { get; init; }
}
