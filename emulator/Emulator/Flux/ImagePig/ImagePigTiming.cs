using Emulator.Timing;

namespace Emulator.Flux.ImagePig;

/// <summary>How long ImagePig takes under each profile.</summary>
internal static class ImagePigTiming
{
    public static DialectProfiles Profiles { get; } = new(
        new DialectProfile
        {
            Timing = new TimingSection
            {
                RunTime = DelayDistribution.Between(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(700)),
            },
        },
        new DialectProfile
        {
            // The time of its FLUX call is not published; chosen between the 1 to 2 s of its smaller model and the 30 s
            // after which clients give up.
            Timing = new TimingSection
            {
                RunTime = DelayDistribution.Around(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(15)),
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(350)),
            Timings =
            [
                new TimingRule
                {
                    // What the provider says of its smaller model.
                    Models = ["default"],
                    RunTime = DelayDistribution.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
                },
            ],
        },
        new DialectProfile
        {
            // Chosen: one answer in four comes after the 30 s that clients wait.
            Timing = new TimingSection
            {
                RunTime = DelayDistribution.Around(TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(65)),
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3)),
            Faults = HostileFaults.All,
        });
}
