using System.Collections.ObjectModel;
using Emulator.Faults;
using Emulator.Images;
using Emulator.Keys;
using Emulator.Limits;
using Emulator.Outages;
using Emulator.Scenarios;
using Emulator.Timing;

namespace Emulator.Exchanges;

/// <summary>A dialect as a run's scenario has it: its defaults with the scenario's changes.</summary>
internal sealed class ServedDialect
{
    /// <param name="dialect">The dialect with its jobs.</param>
    /// <param name="section">What the scenario says of it.</param>
    /// <param name="run">What all dialects of the run have in common.</param>
    /// <param name="previous">The same dialect under the scenario before; what did not change keeps its counts.</param>
    public ServedDialect(IDialect dialect, DialectSection? section, RunSettings run, ServedDialect? previous)
    {
        section ??= new DialectSection();
        var seed = run.Seed;
        var traits = dialect.Traits;
        Dialect = dialect;
        Seed = seed;
        Rules = dialect.RulesOf(section.Provider, "provider", []);
        Keys = new KeyRing(
            new KeyRules(section.Keys, section.Accounts ?? ReadOnlyDictionary<string, AccountSection>.Empty, traits.BilledUnit)
            {
                Format = section.StrictKeys ? traits.KeyFormat : null,
                HasTokens = run.TokenDialects.Contains(traits.Name),
                StartedAt = run.StartedAt,
            },
            previous?.Keys);
        ConcurrencyByBalance = section.ConcurrencyByBalance;
        var profileName = section.Profile ?? run.Profile;
        var profile = traits.Profiles.Of(profileName);
        var isOwnTrouble = section.Faults is not null;
        var faults = section.Faults ?? profile.Faults;
        Timings = new TimingTable(
        [
            new TimingSource(TimingRule.DialectWide(section.Timing, section.Delay, section.Workers), section.Timings),
            profile.AsSource,
            traits.Profiles.Quick.AsSource,
        ]);
        Player = new ScenarioPlayer(traits.Name, section with { Faults = faults }, seed)
        {
            Timings = Timings,
            RulesFrom = isOwnTrouble ? "" : $"profile {FaultWord.Camel($"{profileName}")}, ",
            FailureRate = section.FailureRate ?? run.DefaultFailureRate,
            Fingerprint = run.Fingerprint,
            Images = run.Images,
        };
        Counts = new RunCounts(ScenarioPlayer.RulesOf(section with { Faults = faults }), previous?.Counts);
        Outages = OutageSchedule.Of(section);
        FaultRules = faults ?? [];
        Replay = run.Replay;
        Gate = new LimitGate([.. (section.Limits ?? dialect.DefaultLimitsUnder(Rules)).Select(limit => Limit.From(limit, seed))], previous?.Gate);
    }

    public IDialect Dialect { get; }

    public string Name => Dialect.Traits.Name;

    public ulong Seed { get; }

    /// <summary>What the scenario says that only this provider has, in the dialect's own type; it was checked before.</summary>
    public object? Rules { get; }

    /// <summary>Which keys are accepted, and what their accounts have left.</summary>
    public KeyRing Keys { get; }

    /// <summary>How many requests an account may have in flight by what it has left; <see langword="null"/> for any number.</summary>
    public BalanceCurve? ConcurrencyByBalance { get; }

    public TimingTable Timings { get; }

    /// <summary>Its workers, where there are only so many.</summary>
    public WorkerPools Pools { get; } = new();

    public ScenarioPlayer Player { get; }

    public LimitGate Gate { get; }

    /// <summary>The positions in the run, for the rules that count over it.</summary>
    public RunCounts Counts { get; }

    /// <summary>Its faults, the scenario's own or those of its profile.</summary>
    public IReadOnlyList<FaultSection> FaultRules { get; }

    /// <summary>When nobody listens where it is.</summary>
    public OutageSchedule Outages { get; }

    /// <summary>The one decision that is repeated; <see langword="null"/> in an ordinary run.</summary>
    public ReplayToken? Replay { get; }
}

/// <summary>What all dialects of a run have in common.</summary>
/// <param name="Seed">Decides every draw.</param>
/// <param name="DefaultFailureRate">The failure rate where the scenario says nothing.</param>
/// <param name="Fingerprint">Of the scenario's rules.</param>
/// <param name="Replay">The one decision that is repeated; <see langword="null"/> in an ordinary run.</param>
internal sealed record RunSettings(ulong Seed, double DefaultFailureRate, uint Fingerprint, ReplayToken? Replay)
{
    /// <summary>The pictures of own answers, by the paths that the scenario names.</summary>
    public IReadOnlyDictionary<string, OwnImage> Images { get; init; } = ReadOnlyDictionary<string, OwnImage>.Empty;

    /// <summary>When the run began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The dialects that take tokens, too.</summary>
    public IReadOnlySet<string> TokenDialects { get; init; } = ReadOnlySet<string>.Empty;

    /// <summary>The behaviour that scenarios change.</summary>
    public ProfileName Profile { get; init; }
}
