using Emulator.Timing;

namespace Emulator.NanoBanana.Native;

/// <summary>How long nanobanana's jobs take under each profile.</summary>
internal static class NanoBananaNativeTiming
{
    private static readonly TimeSpan ResultLifetime = TimeSpan.FromHours(1);

    public static DialectProfiles Profiles { get; } = new(
        new DialectProfile
        {
            Timing = new TimingSection
            {
                QueueTime = DelayDistribution.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300)),
                RunTime = DelayDistribution.Between(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(900)),
                Progress = [],
                ResultLifetime = ResultLifetime,
            },
        },
        new DialectProfile
        {
            // A job of the task API takes from 14 s to 90 s, and the model itself 3 s at its fastest and 142 s with several
            // pictures. The round trip, the queue and where progress halts are chosen.
            Timing = new TimingSection
            {
                QueueTime = DelayDistribution.Around(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)),
                RunTime = DelayDistribution.Around(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(90)) with
                {
                    Max = TimeSpan.FromSeconds(142),
                },
                Progress = [0.05, 0.25, 0.5, 0.75, 0.9],
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(400)),
        },
        new DialectProfile
        {
            // The extremes that were reported are 3 to 8 minutes; clients give up after 3.
            Timing = new TimingSection
            {
                QueueTime = DelayDistribution.Around(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)),
                RunTime = DelayDistribution.Around(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(3)) with
                {
                    Max = TimeSpan.FromMinutes(8),
                },
                Progress = [0, 0, 0.9, 0.99],
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3)),
            Faults = HostileFaults.All,
        });
}
