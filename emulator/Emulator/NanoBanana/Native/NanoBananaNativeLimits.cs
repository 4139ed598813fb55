using System.Globalization;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.NanoBanana.Native;

/// <summary>What a key may submit where the scenario says nothing, and the headers that tell how much of it is left.</summary>
internal static class NanoBananaNativeLimits
{
    /// <summary>Fifty an hour; polls and downloads never count.</summary>
    public static IReadOnlyList<LimitSection> Default { get; } =
    [
        new LimitSection { Name = "submits an hour", Requests = 50, Window = TimeSpan.FromHours(1), Kinds = [OperationKind.Submit] },
    ];

    /// <summary>Tells the limit, what is left of it, and when the next unit comes back, in Unix seconds.</summary>
    public static Reply WithRate(this Reply reply, LimitDecision? decision)
    {
        if (decision?.Shown is not { FreeAt: { } freeAt } shown)
        {
            return reply;
        }

        var reset = (long)Math.Ceiling((freeAt - DateTimeOffset.UnixEpoch).TotalSeconds);
        return reply
            .With("X-RateLimit-Limit", LimitWords.Number(shown.Limit, shown.PermitLimit))
            .With("X-RateLimit-Remaining", LimitWords.Number(shown.Limit, shown.Remaining))
            .With("X-RateLimit-Reset", reset.ToString(CultureInfo.InvariantCulture));
    }
}
