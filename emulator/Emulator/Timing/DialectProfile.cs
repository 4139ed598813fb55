using Emulator.Scenarios;

namespace Emulator.Timing;

/// <summary>The ready-made ways in which providers behave.</summary>
internal enum ProfileName
{
    /// <summary>Answers within a second; for people who are writing code.</summary>
    Quick,

    /// <summary>The providers' typical figures.</summary>
    Realistic,

    /// <summary>Slower, spread wider, and with a few per cent of every kind of trouble.</summary>
    Hostile,
}

/// <summary>What a profile says of one dialect; a scenario's own keys go before it, each for itself.</summary>
internal sealed record DialectProfile
{
    public TimingSection Timing { get; init; } = new();

    public DelayDistribution? Delay { get; init; }

    /// <summary>What differs by model or operation.</summary>
    public IReadOnlyList<TimingRule> Timings { get; init; } = [];

    /// <summary>What goes wrong, unless the scenario has faults of its own for the dialect.</summary>
    public IReadOnlyList<FaultSection> Faults { get; init; } = [];

    public TimingSource AsSource => new(TimingRule.DialectWide(Timing, Delay, workers: null), Timings);
}

/// <summary>A dialect's profiles.</summary>
internal sealed record DialectProfiles(DialectProfile Quick, DialectProfile Realistic, DialectProfile Hostile)
{
    public DialectProfile Of(ProfileName name) => name switch
    {
        ProfileName.Realistic => Realistic,
        ProfileName.Hostile => Hostile,
        _ => Quick,
    };
}
