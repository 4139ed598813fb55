using System.Numerics;
using Emulator.Images;

namespace Emulator.Flux.Bfl;

/// <summary>How a task ends.</summary>
internal enum BflOutcome
{
    Ready,
    RequestModerated,
    ContentModerated,
    Error,
}

/// <summary>What is kept of a submitted request.</summary>
/// <param name="Picture">The picture that it makes.</param>
/// <param name="Seed">The seed that the result tells.</param>
/// <param name="Cost">Its price in credits.</param>
/// <param name="Sample">Where the picture is delivered.</param>
internal sealed record BflTask(PictureSpec Picture, BigInteger Seed, decimal Cost, BflSample Sample)
{
    /// <summary>The region that owns it; empty where none in particular does.</summary>
    public string Region { get; init; } = "";

    public BflOutcome Outcome { get; init; }

    /// <summary>Why it was moderated; empty where no reason is told.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
