using System.Globalization;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Flux.Bfl;

/// <summary>How many tasks an account may have unfinished where the scenario says nothing, and the headers that one description has.</summary>
internal static class BflLimits
{
    public static IReadOnlyList<LimitSection> Default { get; } =
    [
        new LimitSection { Name = "active tasks", ActiveJobs = 24, Per = [SubjectPart.Account] },
        new LimitSection { Name = "active tasks of flux-kontext-max", ActiveJobs = 6, Per = [SubjectPart.Account], Models = ["flux-kontext-max"] },
    ];

    /// <summary>Tells the limit that refused, that nothing is left, and when to come back; the end of a task that never ends is an hour off.</summary>
    public static Reply WithRate(this Reply reply, LimitSpent spent, DateTimeOffset now)
    {
        var wait = spent.Wait is { } known && known < TimeSpan.FromHours(1) ? known : TimeSpan.FromHours(1);
        var reset = (long)Math.Ceiling((now + wait - DateTimeOffset.UnixEpoch).TotalSeconds);
        return reply
            .With("X-RateLimit-Limit", LimitWords.Number(spent.Decision.Limit, spent.Decision.PermitLimit))
            .With("X-RateLimit-Remaining", "0")
            .With("X-RateLimit-Reset", reset.ToString(CultureInfo.InvariantCulture))
            .AskToWait(wait);
    }
}
