using Emulator.Runs;

namespace Emulator.Outages;

/// <summary>
/// Tells when nobody listens where a dialect is: to the ports, and to a transport that has none because it carries requests
/// within one process. Ports belong to no run, so the common run decides.
/// </summary>
internal sealed class OutageBoard(EmulatorRun run)
{
    public EmulatorClock Clock => run.Clock;

    /// <summary>Ends when another scenario is played, so that whoever waits looks again.</summary>
    public Task ScenarioLeft => run.Played.Left;

    /// <summary>Whether nobody listens now where a path leads.</summary>
    public bool IsOut(string path) => run.Dialects.Any(one =>
        path.StartsWith(one.Dialect.Traits.BasePath, StringComparison.Ordinal) && one.Outages.IsOutAt(Clock.Elapsed));

    /// <summary>The outages of a dialect in the scenario of now.</summary>
    public OutageSchedule ScheduleOf(string dialect) => run.Dialects.Single(one => one.Name == dialect).Outages;
}
