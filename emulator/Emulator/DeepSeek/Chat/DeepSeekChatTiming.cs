using Emulator.Timing;

namespace Emulator.DeepSeek.Chat;

/// <summary>How long DeepSeek takes under each profile.</summary>
internal static class DeepSeekChatTiming
{
    private const string Pro = "deepseek-v4-pro";

    public static DialectProfiles Profiles { get; } = new(
        new DialectProfile
        {
            Timing = new TimingSection
            {
                TimeToFirstToken = DelayDistribution.Between(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(80)),
                TokensPerSecond = TokenRate.Of(1000),
                TokenJitter = 0,
                Pauses = PauseSection.None,
            },
        },
        new DialectProfile
        {
            // 71 content deltas in 1.1 s were measured on flash in June 2026, which is 65 a second.
            // The time to the first token was never measured; it is chosen.
            Timing = new TimingSection
            {
                TimeToFirstToken = DelayDistribution.Around(TimeSpan.FromMilliseconds(700), TimeSpan.FromSeconds(2.5)),
                TokensPerSecond = TokenRate.Between(45, 80),
                TokenJitter = 0.4,
            },

            // A 503 of the provider was seen to take 0.2 s; models and balance are chosen to take as long.
            Timings =
            [
                new TimingRule
                {
                    Operations = ["models.list", "user.balance"],
                    Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500)),
                },

                // Chosen: the larger model begins later. Its slowest pace is the 15 tokens a second of early 2025.
                new TimingRule
                {
                    Models = [Pro],
                    TimeToFirstToken = DelayDistribution.Around(TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(5)),
                    TokensPerSecond = TokenRate.Between(15, 45),
                },
            ],
        },
        new DialectProfile
        {
            // Early 2025's 15 tokens a second are the fastest here, and chats wait as they were reported to under overload:
            // most begin late, some only after a minute. The pauses are chosen.
            Timing = new TimingSection
            {
                TimeToFirstToken = DelayDistribution.Around(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(60)) with
                {
                    Max = TimeSpan.FromMinutes(5),
                },
                TokensPerSecond = TokenRate.Between(4, 15),
                TokenJitter = 0.9,
                Pauses = new PauseSection
                {
                    Probability = 0.01,
                    Length = DelayDistribution.Around(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)),
                },
            },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2)),
            Faults = HostileFaults.All,
        });
}
