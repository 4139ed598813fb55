namespace Harness.FaultMatrix;

/// <summary>What the integration layer made of one fault at one place.</summary>
/// <param name="Variant">The fault.</param>
/// <param name="Point">The place.</param>
/// <param name="Once">When only the first attempt is hit.</param>
/// <param name="Always">When every attempt is hit.</param>
internal sealed record MatrixCell(FaultVariant Variant, CallPoint Point, MatrixFlown Once, MatrixFlown Always);

/// <summary>One flight of a cell.</summary>
/// <param name="Outcome">Succeeded, or the kind of error.</param>
/// <param name="Requests">How many requests the call made, polls and downloads included.</param>
/// <param name="Took">The time until the caller knew, on the virtual clock.</param>
internal sealed record MatrixFlown(string Outcome, int Requests, TimeSpan Took)
{
    /// <summary>How often the work was paid for.</summary>
    public int Paid { get; init; }

    /// <summary>What is wrong with what the layer did; empty when nothing is.</summary>
    public IReadOnlyList<string> Defects { get; init; } = [];
}
