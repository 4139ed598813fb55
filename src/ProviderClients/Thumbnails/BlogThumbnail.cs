using ProviderClients.Images;

namespace ProviderClients.Thumbnails;

/// <summary>A thumbnail on disk, and what it took.</summary>
/// <param name="Path">The file; whole, or there is none.</param>
/// <param name="Prompt">What was painted: the enhanced prompt, or the title where that failed and was allowed to.</param>
/// <param name="Provider">Who painted it.</param>
/// <param name="Image">The picture with its format, job and mapping.</param>
public sealed record BlogThumbnail(string Path, string Prompt, string Provider, GeneratedImage Image)
{
    /// <summary>Whether the prompt is the enhanced one.</summary>
    public bool IsEnhanced => EnhancementFailure is null;

    /// <summary>Why the prompt is not enhanced; <see langword="null"/> where it is.</summary>
    public ProviderException? EnhancementFailure { get; init; }

    /// <summary>The enhancement's call, as the audit log knows it; the picture's is in <see cref="Image"/>.</summary>
    public required string EnhancementCallId { get; init; }

    /// <summary>What the enhancement cost in US dollars; <see langword="null"/> when that is not known.</summary>
    public decimal? EnhancementCostUsd { get; init; }

    /// <summary>What the picture cost in US dollars; <see langword="null"/> when that is not known.</summary>
    public decimal? ImageCostUsd => Image.CostUsd;

    /// <summary>Both together; <see langword="null"/> when one of them is not known, because a part is not the sum.</summary>
    public decimal? TotalCostUsd => EnhancementCostUsd + ImageCostUsd;

    /// <summary>What is known of the cost; the least that was spent.</summary>
    public decimal KnownCostUsd => (EnhancementCostUsd ?? 0) + (ImageCostUsd ?? 0);
}
