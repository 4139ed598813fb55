using Emulator.Exchanges;

namespace Emulator.Outages;

/// <summary>
/// Tells a transport that has no ports, because it carries requests within one process, which of them would have been refused.
/// </summary>
internal sealed class OutageBoard(EmulatorClock clock)
{
    private readonly List<(string BasePath, OutageSchedule Schedule)> _outages = [];

    public void Add(ServedDialect dialect, OutageSchedule schedule)
    {
        if (!schedule.IsEmpty)
        {
            _outages.Add((dialect.Dialect.Traits.BasePath, schedule));
        }
    }

    /// <summary>Whether nobody listens now where a path leads.</summary>
    public bool IsOut(string path) => _outages.Exists(one =>
        path.StartsWith(one.BasePath, StringComparison.Ordinal) && one.Schedule.IsOutAt(clock.Elapsed));
}
