using System.Numerics;
using Emulator.Images;

namespace Emulator.Flux.Bfl;

/// <summary>How a task ends.</summary>
internal enum BflOutcome
{
    Ready,
    RequestModerated,
    Error,
}

/// <summary>What is kept of a submitted request.</summary>
/// <param name="Picture">The picture that it makes.</param>
/// <param name="Seed">The seed that the result tells.</param>
/// <param name="Cost">Its price in credits.</param>
/// <param name="SampleUrl">Where the picture is delivered, signature included.</param>
internal sealed record BflTask(PictureSpec Picture, BigInteger Seed, decimal Cost, string SampleUrl)
{
    /// <summary>The signature that a delivery must carry.</summary>
    public required string Signature { get; init; }

    public BflOutcome Outcome { get; init; }
}
