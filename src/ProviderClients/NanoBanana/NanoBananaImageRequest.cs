namespace ProviderClients.NanoBanana;

/// <summary>One picture to make, in words that every dialect's client understands; what a dialect cannot do is said in the result.</summary>
public sealed record NanoBananaImageRequest
{
    /// <summary>What to show; 1 to 8000 characters for the native dialect.</summary>
    public required string Prompt { get; init; }

    /// <summary>256 to 4096, a multiple of 8. Default 1024.</summary>
    public int WidthPixels { get; init; } = 1024;

    /// <summary>256 to 4096, a multiple of 8. Default 1024.</summary>
    public int HeightPixels { get; init; } = 1024;

    /// <summary>Free text, <c>photorealistic</c> for example.</summary>
    public string? Style { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>; without it the provider's default, medium.</summary>
    public string? Quality { get; init; }

    /// <summary><c>png</c>, <c>jpeg</c> or <c>webp</c>; without it whatever the provider makes, for the native dialect PNG.</summary>
    public string? Format { get; init; }

    /// <summary>Fixes the picture, for a dialect that takes seeds.</summary>
    public uint? Seed { get; init; }

    /// <summary>
    /// The model: an id of Gemini (<c>gemini-nano-banana-2.1</c>), an endpoint of the task API (<c>generate-2</c>); the native dialect has
    /// none to choose from. <see langword="null"/> for the client's own.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>Pictures to edit or to go by: bytes or files for Gemini, addresses for the task API; the native dialect takes none.</summary>
    public IReadOnlyList<NanoBananaInputImage> Inputs { get; init; } = [];

    /// <summary>The caller's own name of the call.</summary>
    public string? CallId { get; init; }
}
