using ProviderClients.Enhancement;

namespace ProviderClients.Thumbnails;

/// <summary>A thumbnail to make.</summary>
public sealed record BlogThumbnailOrder
{
    /// <summary>The article's title; not empty.</summary>
    public required string Title { get; init; }

    /// <summary>Where the file goes; made if it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>Default 1216.</summary>
    public int WidthPixels { get; init; } = 1216;

    /// <summary>Default 832.</summary>
    public int HeightPixels { get; init; } = 832;

    /// <summary>PNG instead of JPEG.</summary>
    public bool IsPng { get; init; }

    /// <summary>How far the prompt may go beyond the title.</summary>
    public PromptEnhancementMode Mode { get; init; } = PromptEnhancementMode.Balanced;

    /// <summary>Paint the title itself when the prompt cannot be enhanced; by default that failure is the job's.</summary>
    public bool FallBackToTitle { get; init; }

    /// <summary>
    /// The caller's own name of the job: the picture's call and file bear it, the enhancement's call bears it with <c>.prompt</c>. One is made
    /// where <see langword="null"/>.
    /// </summary>
    public string? CallId { get; init; }
}
