using System.Numerics;
using Emulator.Images;

namespace Emulator.Flux.Bfl.Requests;

/// <summary>What a caller asks a model for.</summary>
/// <param name="Prompt">The text to make a picture of.</param>
/// <param name="Size">The size of the picture that will be made.</param>
/// <param name="Format">The picture's format.</param>
/// <param name="Seed">The caller's seed; <see langword="null"/> leaves it to the service.</param>
internal sealed record BflRequest(string Prompt, PictureSize Size, PictureFormat Format, BigInteger? Seed)
{
    /// <summary>The pixels that are counted and paid for: those that were asked for, before FLUX.2 cuts edges to multiples of 16.</summary>
    public required long Pixels { get; init; }

    /// <summary>How loose moderation is to be: from 0, the strictest, to 6 or, of FLUX.2, 5.</summary>
    public int SafetyTolerance { get; init; } = 2;

    /// <summary>The pictures that came with it.</summary>
    public BflInputs Inputs { get; init; } = BflInputs.None;

    /// <summary>Where the caller wants to be told; such a submit's answer has no polling URL.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>What the callback is signed with.</summary>
    public string? WebhookSecret { get; init; }
}
