namespace ProviderClients.NanoBanana.Native;

/// <summary>One picture to make.</summary>
public sealed record NanoBananaImageRequest
{
    /// <summary>What to show; 1 to 8000 characters.</summary>
    public required string Prompt { get; init; }

    /// <summary>256 to 4096, a multiple of 8. Default 1024.</summary>
    public int WidthPixels { get; init; } = 1024;

    /// <summary>256 to 4096, a multiple of 8. Default 1024.</summary>
    public int HeightPixels { get; init; } = 1024;

    /// <summary>Free text, <c>photorealistic</c> for example.</summary>
    public string? Style { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>; the provider's default is medium.</summary>
    public string? Quality { get; init; }

    /// <summary><c>png</c> (the provider's default) or <c>jpeg</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Fixes the picture.</summary>
    public uint? Seed { get; init; }

    /// <summary>The caller's own name of the call.</summary>
    public string? CallId { get; init; }
}

/// <summary>A job as the provider tells of it.</summary>
/// <param name="JobId">Its identity.</param>
/// <param name="Status"><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="ImageUrl">Where the picture is, once there is one; valid for about an hour.</param>
/// <param name="ErrorCode">Why it failed.</param>
/// <param name="RetryAfter">When to ask again.</param>
public sealed record NanoBananaJob(
    string JobId, string Status, int Progress, Uri? ImageUrl, string? ErrorCode, TimeSpan? RetryAfter);
