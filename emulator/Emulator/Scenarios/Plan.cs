using Emulator.Answers;
using Emulator.Chance;
using Emulator.Faults;
using Emulator.Jobs;

namespace Emulator.Scenarios;

/// <summary>Everything that was decided about one request before any of it is done.</summary>
internal sealed record Plan
{
    public static readonly Plan Healthy = new();

    /// <summary>How long the answer takes beside the dialect's own work.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What goes wrong, in order.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>The answer of the scenario's own; <see langword="null"/> leaves it to the dialect.</summary>
    public OwnAnswer? Answer { get; init; }

    /// <summary>What is out of the ordinary beside the faults, for a person.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Decides the content: the same prompt and seed give the same.</summary>
    public ulong ContentSeed { get; init; }

    /// <summary>Decides whatever else is drawn for this request and attempt.</summary>
    public ulong DrawSeed { get; init; }

    /// <summary>Names the decision, so that it can be repeated.</summary>
    public ReplayToken? Token { get; init; }

    /// <summary>How long the faults make the answer wait.</summary>
    public TimeSpan FaultDelay => Faults.Aggregate(TimeSpan.Zero, static (sum, fault) => sum + fault.Wait);

    /// <summary>Where the connection breaks; <see langword="null"/> when it does not.</summary>
    public ConnectionFault? Break => Faults.OfType<ConnectionFault>().FirstOrDefault();

    /// <summary>What becomes of the job, where the request makes one.</summary>
    public JobFate Fate => Faults.OfType<JobFault>().FirstOrDefault()?.Fate ?? JobFate.Done;

    /// <summary>A draw for one purpose.</summary>
    public ulong Draw(string purpose) => Seed.For(DrawSeed, purpose);
}
