using ProviderClients.Limiting;

namespace ProviderClients.Tests.Limiting;

/// <summary>An exact counter at the server's side: remembers every arrival and looks at every position of the window afterwards.</summary>
internal sealed class SimulatedServer(TimeProvider timeProvider)
{
    private readonly List<long> _arrivals = [];
    private int _underWay;

    public int MostUnderWay { get; private set; }

    public int Count => _arrivals.Count;

    public void Arrive()
    {
        _arrivals.Add(timeProvider.GetTimestamp());
        _underWay++;
        MostUnderWay = Math.Max(MostUnderWay, _underWay);
    }

    public void Leave() => _underWay--;

    /// <summary>The most arrivals in any half-open interval of the window's length.</summary>
    public int MostIn(TimeSpan window)
    {
        var length = (long)(window.TotalSeconds * timeProvider.TimestampFrequency);
        var sorted = _arrivals.Order().ToList();
        var most = 0;
        for (int first = 0, last = 0; last < sorted.Count; last++)
        {
            while (sorted[first] <= sorted[last] - length)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    public bool Kept(LimiterSettings limits) =>
        limits.Windows.All(rate => MostIn(rate.Window) <= rate.Permits)
        && (limits.Concurrency is not { } most || MostUnderWay <= most);
}
