using Emulator.Timing;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>How long the task API's tasks take under each profile, and how long their pictures are there.</summary>
internal static class TaskApiTiming
{
    /// <summary>The pages say "longer availability" than ten minutes and no more; a day is chosen.</summary>
    private static readonly TimeSpan ResultLifetime = TimeSpan.FromDays(1);

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
            // About 14 s was captured and about 90 s reported. The middle, the queue and the round trip are chosen.
            Timing = new TimingSection
            {
                QueueTime = DelayDistribution.Around(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(3)),
                RunTime = DelayDistribution.Around(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90)),
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(500)),
        },
        new DialectProfile
        {
            // Chosen: most tasks outlast the minute after which the impatient clients give up, some the three of the patient.
            Timing = new TimingSection
            {
                QueueTime = DelayDistribution.Around(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)),
                RunTime = DelayDistribution.Around(TimeSpan.FromSeconds(75), TimeSpan.FromMinutes(4)) with
                {
                    Max = TimeSpan.FromMinutes(8),
                },
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3)),
            Faults = HostileFaults.All,
        });
}
