using System.Globalization;

namespace Emulator.Tests.Faults;

/// <summary>Retry-After in every form, and what the journal makes of it.</summary>
public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("seconds", "Retry-After", "2", 2_000L)]
    [InlineData("milliseconds", "retry-after-ms", "1500", 1_500L)]
    [InlineData("fractional", "Retry-After", "1.5", null)]
    [InlineData("negative", "Retry-After", "-2", null)]
    [InlineData("huge", "Retry-After", "315360000", 315_360_000_000)]
    [InlineData("overflow", "Retry-After", "99999999999999999999", null)]
    [InlineData("words", "Retry-After", "soon", null)]
    [InlineData("twice", "Retry-After", "2 | 20", null)]
    [InlineData("missing", "Retry-After", null, null)]
    public async Task Refuse_InAForm_WritesItAndNotesWhatItMeans(string form, string header, string? value, long? milliseconds)
    {
        var seen = await FaultFlight.ChatAsync($"fault: refuse, status: 429, retryAfter: 1500ms, retryAfterForm: {form}");

        Assert.Equal(429, seen.Status);
        Assert.Equal(value, seen.Headers.GetValueOrDefault(header));
        Assert.Equal(milliseconds * 1_000_000, (long?)seen.Journal["retryAfterNs"]);
    }

    [Theory]
    [InlineData("httpDate", 2)]
    [InlineData("pastDate", -3600)]
    public async Task Refuse_WithADate_MeansThatInstant(string form, int seconds)
    {
        var seen = await FaultFlight.ChatAsync($"fault: refuse, status: 429, retryAfter: 1500ms, retryAfterForm: {form}");

        var date = DateTimeOffset.ParseExact(seen.Headers["Retry-After"], "r", CultureInfo.InvariantCulture);
        var arrived = DateTimeOffset.UnixEpoch.AddTicks((long)seen.Journal["arrivedNs"]! / 100);
        Assert.Equal(seconds, (date - arrived).TotalSeconds, 1.0);
    }
}
