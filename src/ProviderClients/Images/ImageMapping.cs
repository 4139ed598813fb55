namespace ProviderClients.Images;

/// <summary>
/// How a request became a provider's request and its picture the caller's: providers that make no free sizes, styles or qualities get the
/// nearest thing that they have, and nothing of that is hidden.
/// </summary>
public sealed record ImageMapping
{
    /// <summary>What the caller asked for.</summary>
    public required ImageAsked Asked { get; init; }

    /// <summary>What was sent for it; a member that was not sent is <see langword="null"/>.</summary>
    public required ImageSent Sent { get; init; }

    /// <summary>What came, told from the file itself.</summary>
    public required ImageCame Came { get; init; }

    /// <summary>Whether a part of what came was cut off to reach the ratio asked for.</summary>
    public bool IsCropped { get; init; }

    /// <summary>Whether what came was made larger or smaller.</summary>
    public bool IsScaled { get; init; }

    /// <summary>Whether what came was written anew in the format asked for.</summary>
    public bool IsConverted { get; init; }

    /// <summary>A sentence for each thing that was asked for and could not be had; empty when all was.</summary>
    public IReadOnlyList<string> NotHonoured { get; init; } = [];
}

/// <summary>The parameters of a request, in the caller's words.</summary>
/// <param name="WidthPixels">Wanted width; <see langword="null"/> where none was asked for.</param>
/// <param name="HeightPixels">Wanted height; <see langword="null"/> where none was asked for.</param>
/// <param name="Style">Wanted style, as free text.</param>
/// <param name="Quality"><c>low</c>, <c>medium</c> or <c>high</c>.</param>
/// <param name="Format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="Seed">What was to fix the picture.</param>
public sealed record ImageAsked(int? WidthPixels, int? HeightPixels, string? Style, string? Quality, string? Format, ulong? Seed);

/// <summary>The parameters as they were sent, in the provider's words.</summary>
/// <param name="Model">The model, or the endpoint where that decides.</param>
public sealed record ImageSent(string Model)
{
    /// <summary>The prompt with whatever was added to it.</summary>
    public string? Prompt { get; init; }

    /// <summary>In pixels, for a dialect with free sizes.</summary>
    public int? WidthPixels { get; init; }

    /// <summary>In pixels, for a dialect with free sizes.</summary>
    public int? HeightPixels { get; init; }

    /// <summary><c>16:9</c> for example.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The size tier: <c>1K</c>, <c>2K</c>, <c>4K</c>.</summary>
    public string? ImageSize { get; init; }

    /// <summary>How long the model thinks: <c>minimal</c>, <c>medium</c>, <c>high</c>.</summary>
    public string? Thinking { get; init; }

    /// <summary>The style, for a dialect with a parameter for it.</summary>
    public string? Style { get; init; }

    /// <summary>The quality, for a dialect with a parameter for it.</summary>
    public string? Quality { get; init; }

    /// <summary>The format, for a dialect with a parameter for it.</summary>
    public string? Format { get; init; }

    /// <summary>The seed, for a dialect with a parameter for it.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How many pictures were sent along.</summary>
    public int InputImages { get; init; }
}

/// <summary>A picture as it came, before anything was done to it.</summary>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>.</param>
/// <param name="WidthPixels"><see langword="null"/> when the file's header does not tell.</param>
/// <param name="HeightPixels"><see langword="null"/> when the file's header does not tell.</param>
public sealed record ImageCame(string ContentType, int? WidthPixels, int? HeightPixels);
