using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Journal;
using Emulator.Network;
using Emulator.Runs;
using Emulator.Scenarios;
using Emulator.Timing;
using ScenarioFile;

namespace Emulator;

/// <summary>Everything that a run of the server is told.</summary>
internal sealed record EmulatorSettings
{
    public const int DefaultPort = 5380;
    public const ulong DefaultSeed = 42;
    public const int DefaultMaxBodyBytes = 40 * 1024 * 1024;

    /// <summary>How the providers behave.</summary>
    public EmulatorSection Scenario { get; init; } = new();

    /// <summary>The file that the section came from, for the places in messages.</summary>
    public ScenarioDocument? Document { get; init; }

    /// <summary>Goes before the scenario's seed.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The failure rate where the scenario says nothing.</summary>
    public double DefaultFailureRate { get; init; }

    public string Host { get; init; } = "127.0.0.1";

    public int Port { get; init; } = DefaultPort;

    /// <summary>Names, TLS, bounds and the token.</summary>
    public NetworkSettings Network { get; init; } = new();

    /// <summary>A file for every journal line; <see langword="null"/> keeps them in memory only.</summary>
    public string? JournalFile { get; init; }

    /// <summary>How many journal lines are remembered.</summary>
    public int JournalCapacity { get; init; } = ExchangeJournal.DefaultCapacity;

    /// <summary>How many journal lines each run beside the common one remembers.</summary>
    public int JournalCapacityOfARun { get; init; } = 20_000;

    /// <summary>How many jobs each dialect remembers.</summary>
    public int JobCapacity { get; init; } = JobStore<object>.DefaultCapacity;

    /// <summary>How much memory each store of jobs may hold.</summary>
    public long JobBytes { get; init; } = MemoryBounds.DefaultJobBytes;

    /// <summary>How much memory each store of jobs may hold in each run beside the common one.</summary>
    public long JobBytesOfARun { get; init; } = MemoryBounds.DefaultJobBytes / 8;

    /// <summary>How many jobs each dialect remembers for each run beside the common one.</summary>
    public int JobCapacityOfARun { get; init; } = 10_000;

    /// <summary>How many runs there may be, and for how long.</summary>
    public RunBounds Runs { get; init; } = new(RunBounds.DefaultMaxRuns, RunBounds.DefaultLifetime);

    /// <summary>The longest body that is read, even where a provider permits more.</summary>
    public int MaxBodyBytes { get; init; } = DefaultMaxBodyBytes;

    /// <summary>How much memory pictures may take that might be asked for again.</summary>
    public long PictureMemoryBytes { get; init; } = KeptPictures.DefaultCapacityBytes;

    /// <summary>Whether the scenario's file is read again when it changes.</summary>
    public bool WatchesScenario { get; init; }

    /// <summary>The profile that goes before those of the scenario's file.</summary>
    public ProfileName? ProfileInFront { get; private init; }

    /// <summary>How many of the emulator's seconds pass in one of the machine's.</summary>
    public double ClockRate { get; init; } = 1;

    /// <summary>A wait of the emulator's own that ends later than this counts as late.</summary>
    public TimeSpan LateAfter { get; init; } = LatenessMeter.DefaultThreshold;

    /// <summary>What the console shows; <see cref="LogLevel.None"/> leaves it alone.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.None;

    /// <summary>The one decision that every request of its operation gets.</summary>
    public ReplayToken? Replay { get; init; }

    public ulong EffectiveSeed => Replay?.Seed ?? Seed ?? Scenario.Seed ?? DefaultSeed;

    /// <summary>The scenario that runs begin with: the file's, with what the command line puts in the place of its seed and profiles.</summary>
    /// <exception cref="ScenarioFormatException">It names something that does not exist.</exception>
    public RunScenario FirstScenario(IReadOnlyList<IDialect> dialects)
    {
        var section = Scenario with { Seed = Seed ?? Scenario.Seed };
        return RunScenario.Of(section, Document, dialects);
    }

    /// <summary>The same with a profile that goes before those of the scenario.</summary>
    public EmulatorSettings WithProfile(ProfileName profile) => this with
    {
        ProfileInFront = profile,
        Scenario = Scenario with
        {
            Profile = profile,
            Dialects = Scenario.Dialects.ToDictionary(one => one.Key, one => one.Value with { Profile = null }),
        },
    };

    /// <summary>The settings of a scenario file; one without an <c>emulator</c> section means the defaults.</summary>
    /// <exception cref="ScenarioFormatException">The section is wrong.</exception>
    public static EmulatorSettings From(ScenarioDocument document) => new()
    {
        Scenario = document.Section<EmulatorSection>("emulator") ?? new EmulatorSection(),
        Document = document,
    };
}
