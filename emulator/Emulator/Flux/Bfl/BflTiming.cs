using Emulator.Timing;

namespace Emulator.Flux.Bfl;

/// <summary>How long the tasks of Black Forest Labs take under each profile.</summary>
internal static class BflTiming
{
    private static readonly TimeSpan ResultLifetime = TimeSpan.FromMinutes(10);

    public static DialectProfiles Profiles { get; } = new(
        new DialectProfile
        {
            Timing = new TimingSection
            {
                QueueTime = DelayDistribution.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)),
                RunTime = DelayDistribution.Between(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(900)),
                Progress = [],
                ResultLifetime = ResultLifetime,
            },
        },
        new DialectProfile
        {
            // What is published: klein below 1 s, pro below 10 s, max below 15 s, flex slower; pro 1.1 and dev about 5 s,
            // ultra about 10 s. A kontext sample took 5.2 s. Queue, round trip and spread are chosen.
            Timing = new TimingSection
            {
                QueueTime = DelayDistribution.Around(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(2)),
                RunTime = Seconds(5, 8),
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(350)),
            Timings =
            [
                Of(Seconds(0.6, 1), "flux-2-klein-4b", "flux-2-klein-9b", "flux-2-klein-9b-preview"),
                Of(Seconds(6, 10), "flux-2-pro", "flux-2-pro-preview"),
                Of(Seconds(10, 15), "flux-2-max", "flux-pro-1.1-ultra"),
                Of(Seconds(16, 30), "flux-2-flex"),
            ],
        },
        new DialectProfile
        {
            // Chosen: five times the published figures, with a tail past the 60 s after which the AI SDK gives up.
            Timing = new TimingSection
            {
                QueueTime = DelayDistribution.Around(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(45)),
                RunTime = Seconds(25, 90),
                Progress = [0, 0.9],
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3)),
            Faults = HostileFaults.All,
        });

    private static TimingRule Of(DelayDistribution runTime, params string[] models) =>
        new() { Models = models, RunTime = runTime };

    private static DelayDistribution Seconds(double median, double p95) =>
        DelayDistribution.Around(TimeSpan.FromSeconds(median), TimeSpan.FromSeconds(p95));
}
