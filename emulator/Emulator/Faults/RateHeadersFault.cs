using System.Globalization;
using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>Rate headers that contradict one another: plenty left and nothing left, free already and not for an hour.</summary>
internal sealed record RateHeadersFault(TimeSpan? RetryAfter, string Reason) : Fault(FaultKind.RateHeaders, Reason)
{
    private static readonly string[] Usual = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        foreach (var name in Usual)
        {
            reply.Without(name);
        }

        var now = exchange.Clock.Now.ToUnixTimeSeconds();
        reply.With("X-RateLimit-Limit", "50")
            .With("X-RateLimit-Remaining", "50")
            .With("X-RateLimit-Reset", (now - 3600).ToString(CultureInfo.InvariantCulture))
            .With("RateLimit-Remaining", "0")
            .With("RateLimit-Reset", "3600");
        return RetryAfter is { } wait ? reply.Without("Retry-After").AskToWait(wait) : reply;
    }
}
