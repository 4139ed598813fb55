using ProviderClients.Limiting;

namespace ProviderClients.Tests.Limiting;

/// <summary>A random load on a limiter, wholly decided by its seed: limits, arrivals, delays, and how each request ends.</summary>
internal sealed class LimiterSchedule
{
    public LimiterSchedule(int seed)
    {
        var random = new Random(seed);
        Limits = new LimiterSettings
        {
            Windows = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
                new Rate(random.Next(1, 12), TimeSpan.FromSeconds(random.Next(1, 60) + random.NextDouble())))],
            Concurrency = random.Next(2) == 0 ? random.Next(1, 8) : null,
        };
        var spread = random.Next(1, 120);
        var slowness = random.Next(1, 90);
        Requests = [.. Enumerable.Range(0, random.Next(10, 50)).Select(_ => new PlannedRequest(
            TimeSpan.FromSeconds(random.NextDouble() * spread),
            TimeSpan.FromSeconds(Math.Pow(random.NextDouble(), 4) * slowness),
            TimeSpan.FromSeconds(Math.Pow(random.NextDouble(), 4) * slowness),
            random.NextDouble() switch
            {
                < 0.1 => PlannedEnd.LeftTheQueue,
                < 0.2 => PlannedEnd.NeverSent,
                < 0.3 => PlannedEnd.GivenUp,
                _ => PlannedEnd.Answered,
            }))];
    }

    public LimiterSettings Limits { get; }

    public IReadOnlyList<PlannedRequest> Requests { get; }
}

/// <summary>One request of a schedule.</summary>
/// <param name="At">When it asks for a permit.</param>
/// <param name="There">From the grant until the server counts it.</param>
/// <param name="Back">From there until the answer's head.</param>
/// <param name="End">How it ends.</param>
internal sealed record PlannedRequest(TimeSpan At, TimeSpan There, TimeSpan Back, PlannedEnd End);

internal enum PlannedEnd
{
    Answered,
    LeftTheQueue,
    NeverSent,
    GivenUp,
}
