using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Exchanges;

/// <summary>A dialect as this run's scenario has it: its defaults with the scenario's changes.</summary>
internal sealed class ServedDialect
{
    public ServedDialect(IDialect dialect, DialectSection? section, ulong seed, double defaultFailureRate)
    {
        section ??= new DialectSection();
        var traits = dialect.Traits;
        Dialect = dialect;
        Seed = seed;
        Keys = section.Keys;
        Timing = Merge(section.Timing, traits.DefaultTiming);
        Player = new ScenarioPlayer(traits.Name, section, seed)
        {
            Delay = section.Delay ?? traits.DefaultDelay,
            FailureRate = section.FailureRate ?? defaultFailureRate,
        };
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

    private static TimingSection Merge(TimingSection asked, TimingSection usual) => new()
    {
        TimeToFirstToken = asked.TimeToFirstToken ?? usual.TimeToFirstToken,
        TokensPerSecond = asked.TokensPerSecond ?? usual.TokensPerSecond,
        QueueTime = asked.QueueTime ?? usual.QueueTime,
        RunTime = asked.RunTime ?? usual.RunTime,
        ResultLifetime = asked.ResultLifetime ?? usual.ResultLifetime,
    };
}
