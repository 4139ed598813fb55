using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Exchanges;

/// <summary>A dialect as this run's scenario has it: its defaults with the scenario's changes.</summary>
internal sealed class ServedDialect
{
    public ServedDialect(IDialect dialect, DialectSection? section, RunSettings run)
    {
        section ??= new DialectSection();
        var seed = run.Seed;
        var traits = dialect.Traits;
        Dialect = dialect;
        Seed = seed;
        Keys = section.Keys;
        Timing = Merge(section.Timing, traits.DefaultTiming);
        Player = new ScenarioPlayer(traits.Name, section, seed)
        {
            Delay = section.Delay ?? traits.DefaultDelay,
            FailureRate = section.FailureRate ?? run.DefaultFailureRate,
            Fingerprint = run.Fingerprint,
        };
        Counts = new RunCounts(section.Faults.Select((rule, index) =>
            KeyValuePair.Create<string, RequestConditions>(ScenarioPlayer.RuleName(index), rule)));
        Replay = run.Replay;
        Gate = new LimitGate([.. (section.Limits ?? traits.DefaultLimits).Select(Limit.From)]);
    }

    public IDialect Dialect { get; }

    public string Name => Dialect.Traits.Name;

    public ulong Seed { get; }

    /// <summary>The keys that are accepted, or <see langword="null"/> for the general rule.</summary>
    public IReadOnlyList<string>? Keys { get; }

    public TimingSection Timing { get; }

    public ScenarioPlayer Player { get; }

    public LimitGate Gate { get; }

    /// <summary>The positions in the run, for the rules that count over it.</summary>
    public RunCounts Counts { get; }

    /// <summary>The one decision that is repeated; <see langword="null"/> in an ordinary run.</summary>
    public ReplayToken? Replay { get; }

    private static TimingSection Merge(TimingSection asked, TimingSection usual) => new()
    {
        TimeToFirstToken = asked.TimeToFirstToken ?? usual.TimeToFirstToken,
        TokensPerSecond = asked.TokensPerSecond ?? usual.TokensPerSecond,
        QueueTime = asked.QueueTime ?? usual.QueueTime,
        RunTime = asked.RunTime ?? usual.RunTime,
        ResultLifetime = asked.ResultLifetime ?? usual.ResultLifetime,
    };
}

/// <summary>What all dialects of a run have in common.</summary>
/// <param name="Seed">Decides every draw.</param>
/// <param name="DefaultFailureRate">The failure rate where the scenario says nothing.</param>
/// <param name="Fingerprint">Of the scenario's rules.</param>
/// <param name="Replay">The one decision that is repeated; <see langword="null"/> in an ordinary run.</param>
internal sealed record RunSettings(ulong Seed, double DefaultFailureRate, uint Fingerprint, ReplayToken? Replay);
