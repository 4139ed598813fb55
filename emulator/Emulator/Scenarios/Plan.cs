using Emulator.Chance;
using Emulator.Faults;

namespace Emulator.Scenarios;

/// <summary>Everything that was decided about one request before any of it is done.</summary>
/// <param name="Delay">How long the answer takes beside the dialect's own work.</param>
/// <param name="Faults">What goes wrong, in order.</param>
/// <param name="ContentSeed">Decides the content: the same prompt and seed give the same.</param>
/// <param name="DrawSeed">Decides whatever else is drawn for this request and attempt.</param>
/// <param name="Token">Names the decision: seed, identity and attempt.</param>
internal sealed record Plan(
    TimeSpan Delay, IReadOnlyList<Fault> Faults, ulong ContentSeed, ulong DrawSeed, string? Token)
{
    public static readonly Plan Healthy = new(TimeSpan.Zero, [], 0, 0, null);

    /// <summary>A draw for one purpose.</summary>
    public ulong Draw(string purpose) => Seed.For(DrawSeed, purpose);
}
