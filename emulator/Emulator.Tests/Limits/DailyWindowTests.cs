using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Days of a time zone.</summary>
public sealed class DailyWindowTests : TimedLimitTests
{
    private const string Zone = "America/Los_Angeles";

    private protected override TimeSpan Stride => TimeSpan.FromHours(24);

    private protected override LimitSection Timed(LimitSection amount) => amount with { Daily = Zone };

    private protected override NaiveCount Naive(long permits) => new SameDate(permits);

    [Theory]
    [InlineData("America/Los_Angeles", "2026-01-05T12:00:00Z", "2026-01-05T08:00:00Z", 24)]
    [InlineData("America/Los_Angeles", "2026-03-08T12:00:00Z", "2026-03-08T08:00:00Z", 23)]
    [InlineData("America/Los_Angeles", "2026-11-01T12:00:00Z", "2026-11-01T07:00:00Z", 25)]
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Asia/Kolkata", "2026-03-29T12:00:00Z", "2026-03-28T18:30:00Z", 24)]
    [InlineData("UTC", "2026-03-29T12:00:00Z", "2026-03-29T00:00:00Z", 24)]
    // Midnight itself is skipped, and comes twice.
    [InlineData("America/Havana", "2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z", 23)]
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", 25)]
    public void StateAt_OfADay_EndsAtTheNextMidnight(string zone, string noon, string start, int hours)
    {
        var gate = Gate(Section(1) with { Daily = zone });
        var midnight = At(start);
        Ask(gate, midnight);

        var state = gate.StateAt(At(noon)).Single();

        Assert.Equal(1, state.Used);
        Assert.Equal(midnight + TimeSpan.FromHours(hours), state.ResetAt);
        Assert.Equal(state.ResetAt, state.NextFreeAt);
        Assert.Equal(TimeSpan.FromHours(hours).TotalSeconds, state.WindowSeconds);
        Assert.False(Ask(gate, state.ResetAt!.Value - TimeSpan.FromTicks(1)).IsGranted);
        Assert.True(Ask(gate, state.ResetAt.Value).IsGranted);
    }

    private static DateTimeOffset At(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private sealed class SameDate(long permits) : NaiveCount(permits)
    {
        private static readonly TimeZoneInfo There = TimeZoneInfo.FindSystemTimeZoneById(Zone);

        public override long UsedAt(DateTimeOffset now) => SumOf(stamp => DateOf(stamp) == DateOf(now));

        private static DateTime DateOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, There).Date;
    }
}
