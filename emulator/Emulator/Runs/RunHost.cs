using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Journal;
using Emulator.Scenarios;
using Emulator.Timing;

namespace Emulator.Runs;

/// <summary>What all runs of a server have in common: the machine's clock, the settings that are no scenario's, and bounds.</summary>
internal sealed class RunHost(EmulatorSettings settings, TimeProvider timeProvider) : IDisposable
{
    /// <summary>The machine's clock, which no run can change.</summary>
    public TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>The rate at which clocks begin.</summary>
    public double ClockRate { get; } = settings.ClockRate;

    /// <summary>How late waits ended, of all runs together: they share the processors.</summary>
    public LatenessMeter Lateness { get; } = new(settings.LateAfter);

    /// <summary>The pictures of all runs; equal ones are the same file.</summary>
    public KeptPictures Pictures { get; } = new(settings.PictureMemoryBytes);

    /// <summary>How many jobs all runs have forgotten to make room for newer ones.</summary>
    public ForgottenCount ForgottenJobs { get; } = new();

    /// <summary>The longest body that is read.</summary>
    public int MaxBodyBytes => settings.MaxBodyBytes;

    /// <summary>Carries callbacks.</summary>
    public HttpMessageInvoker CallbackClient { get; } =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    /// <summary>The dialects of a new run, with nothing in them.</summary>
    /// <param name="id">The run's name.</param>
    /// <param name="pictures">Its pictures.</param>
    public IReadOnlyList<IDialect> NewDialects(string id, PictureCache pictures) => EmulatorApp.Dialects(
        new DialectMemory(pictures)
        {
            JobCapacity = id.Length == 0 ? settings.JobCapacity : settings.JobCapacityOfARun,
            JobBytes = id.Length == 0 ? settings.JobBytes : settings.JobBytesOfARun,
            Forgotten = ForgottenJobs,
        });

    /// <summary>The journal of a run beside the common one: in memory only, and smaller.</summary>
    public ExchangeJournal NewJournal() => new(settings.JournalCapacityOfARun, file: null);

    /// <summary>What the dialects of a run must know beside the scenario.</summary>
    public RunSettings SettingsFor(RunScenario scenario) => new(
        settings.Replay?.Seed ?? scenario.Section.Seed ?? EmulatorSettings.DefaultSeed,
        settings.DefaultFailureRate,
        ScenarioFingerprint.Of(scenario.Section, settings.DefaultFailureRate),
        settings.Replay)
    {
        Images = scenario.Images,
        TokenDialects = (scenario.Section.Oauth?.Clients ?? []).Select(client => client.Dialect).ToHashSet(StringComparer.Ordinal),
        Profile = scenario.Section.Profile ?? ProfileName.Quick,
    };

    public void Dispose() => CallbackClient.Dispose();
}
