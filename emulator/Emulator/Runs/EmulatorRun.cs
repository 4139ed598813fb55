using Emulator.Callbacks;
using Emulator.Clocks;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Journal;

namespace Emulator.Runs;

/// <summary>
/// Everything that requests can change, once for each run: clock, scenario, limits, jobs, counts and journal. Runs in one server
/// share nothing but the machine.
/// </summary>
internal sealed class EmulatorRun : IAsyncDisposable
{
    private readonly RunHost _host;
    private readonly IReadOnlyList<IDialect> _dialects;
    private readonly Lock _lock = new();
    private PlayedScenario _played;
    private long _lastUsedAt;
    private int _openExchanges;

    /// <param name="id">The run's name; empty for the one that requests without a name belong to.</param>
    /// <param name="host">What all runs have in common.</param>
    /// <param name="scenario">What it begins with.</param>
    /// <param name="journal">Where its lines go.</param>
    public EmulatorRun(string id, RunHost host, RunScenario scenario, ExchangeJournal journal)
    {
        Id = id;
        Calls = NewOccurrences();
        Polls = NewOccurrences();
        _host = host;
        Pictures = new PictureCache(host.Pictures, () => Played.Captions);
        _dialects = host.NewDialects(id, Pictures);
        Clock = new EmulatorClock(new ControlledTime(host.TimeProvider, host.ClockRate), host.Lateness);
        StartedAt = Clock.Now;
        Journal = journal;
        Callbacks = new CallbackSender(Clock, journal, () => Played.CallbackHosts, host.CallbackClient);
        FirstScenario = scenario;
        _played = Play(scenario, previous: null);
        Touch();
    }

    public string Id { get; }

    /// <summary>Whether it is the run of all requests that name none.</summary>
    public bool IsCommon => Id.Length == 0;

    public EmulatorClock Clock { get; }

    public DateTimeOffset StartedAt { get; }

    public ExchangeJournal Journal { get; }

    public CallbackSender Callbacks { get; }

    /// <summary>How often each logical call has come.</summary>
    public Occurrences Calls { get; private set; }

    /// <summary>How often each job was polled.</summary>
    public Occurrences Polls { get; private set; }

    /// <summary>Makes its pictures.</summary>
    public PictureCache Pictures { get; }

    /// <summary>The longest body that is read, whatever the provider permits.</summary>
    public int MaxBodyBytes => _host.MaxBodyBytes;

    /// <summary>How many jobs all runs have forgotten.</summary>
    public ForgottenCount ForgottenJobs => _host.ForgottenJobs;

    /// <summary>The newest jobs, for people.</summary>
    public JobBoard Board { get; } = new();

    /// <summary>The scenario that it began with, which a reset returns to.</summary>
    public RunScenario FirstScenario { get; }

    /// <summary>The scenario of now with everything made from it; it is replaced as a whole.</summary>
    public PlayedScenario Played => Volatile.Read(ref _played);

    public IReadOnlyList<ServedDialect> Dialects => Played.Dialects;

    /// <summary>How long nobody has asked anything of it, in the time of the machine.</summary>
    public TimeSpan Idle => Volatile.Read(ref _openExchanges) > 0
        ? TimeSpan.Zero
        : _host.TimeProvider.GetElapsedTime(Volatile.Read(ref _lastUsedAt));

    /// <summary>Plays another scenario from now on; requests that are there already end under the old one.</summary>
    public void Play(RunScenario scenario)
    {
        PlayedScenario before;
        lock (_lock)
        {
            before = _played;
            Volatile.Write(ref _played, Play(scenario, before));
        }

        before.Leave();
    }

    /// <summary>Changes the scenario of now, seen by nobody half done.</summary>
    /// <exception cref="ScenarioFile.ScenarioFormatException">What comes out cannot be used; nothing was changed.</exception>
    public void Edit(Func<RunScenario, RunScenario> edit)
    {
        PlayedScenario before;
        lock (_lock)
        {
            before = _played;
            Volatile.Write(ref _played, Play(edit(before.Scenario), before));
        }

        before.Leave();
    }

    /// <summary>Forgets how often calls came and rules were met.</summary>
    public void ForgetCounts()
    {
        Calls = NewOccurrences();
        Polls = NewOccurrences();
        lock (_lock)
        {
            foreach (var dialect in _played.Dialects)
            {
                dialect.Counts.Forget();
            }
        }
    }

    /// <summary>Forgets all jobs and their results.</summary>
    public void ForgetJobs()
    {
        foreach (var dialect in _dialects)
        {
            dialect.ForgetJobs();
            dialect.ForgetAnswers();
        }

        Board.Clear();
    }

    /// <summary>Gives keys and accounts what the scenario says, as if it began now; tokens and what was added are forgotten.</summary>
    public void RestoreKeys()
    {
        lock (_lock)
        {
            foreach (var dialect in _played.Dialects)
            {
                dialect.Keys.Reset(Clock.Now);
            }
        }
    }

    /// <summary>Lets the clock run at the rate with which it began; what it was advanced by stays, for it never runs backwards.</summary>
    public void RestoreClock()
    {
        Clock.Time.Thaw();
        Clock.Time.Accelerate(_host.ClockRate);
    }

    public void Touch() => Volatile.Write(ref _lastUsedAt, _host.TimeProvider.GetTimestamp());

    /// <summary>Notes that an exchange goes on, which keeps the run from expiring.</summary>
    public void Enter()
    {
        Interlocked.Increment(ref _openExchanges);
        Touch();
    }

    public void Leave()
    {
        Touch();
        Interlocked.Decrement(ref _openExchanges);
    }

    public async ValueTask DisposeAsync()
    {
        await Callbacks.DisposeAsync();
        await Journal.DisposeAsync();
        Played.Leave();
    }

    /// <summary>Runs may be hundreds, so those with names remember less.</summary>
    private Occurrences NewOccurrences() => IsCommon ? new Occurrences() : new Occurrences(Occurrences.CapacityOfARun);

    private PlayedScenario Play(RunScenario scenario, PlayedScenario? previous) =>
        new(scenario, _host.SettingsFor(scenario) with { StartedAt = StartedAt }, _dialects, previous);
}
