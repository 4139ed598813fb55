using Emulator.Scenarios;
using ScenarioFile;

namespace Emulator.Tests.Scenarios;

/// <summary>What a limit may say, and how it is told what it may not.</summary>
public sealed class LimitSectionTests
{
    [Theory]
    [InlineData("requests: 5, window: 1h")]
    [InlineData("requests: 5, window: 1h, counting: fixedWindow, per: [account, model], countRefused: true")]
    [InlineData("tokens: 9000000000, window: 1m, counting: tokenBucket, burst: 100")]
    [InlineData("inputTokens: 5, window: 1m, counting: quantised, step: 10s")]
    [InlineData("images: 5, daily: America/Los_Angeles, per: []")]
    [InlineData("money: 2.50, window: 1d, counting: slidingCounter, drift: {downTo: 0.000001, every: 1h}")]
    [InlineData("inFlight: 5, hidden: true, drift: {downTo: 1, every: 10m}")]
    [InlineData("activeJobs: 5, per: [account]")]
    public void Settings_PossibleLimit_IsTaken(string limit) =>
        Assert.NotEmpty(TestEmulator.Settings($"DeepSeek/Chat: {{limits: [{{name: a, {limit}}}]}}").Scenario.Dialects);

    [Theory]
    [InlineData("window: 1h", "the limit a must count exactly one thing; write one of requests, tokens, inputTokens, images and money with a window, or inFlight, or activeJobs.")]
    [InlineData("requests: 5, tokens: 5, window: 1h", "exactly one thing")]
    [InlineData("requests: 5", "the limit a does not say in which time; add window: 1h for example, or daily: America/Los_Angeles.")]
    [InlineData("requests: 5, window: 1h, daily: UTC", "limits[0].daily: the limit a has both window and daily; keep one of them.")]
    [InlineData("requests: 5, window: 0s", "limits[0].window: the window of a is zero")]
    [InlineData("requests: 5, window: 9999d", "write 3650d at most")]
    [InlineData("requests: 5, daily: Mars/Olympus", "limits[0].daily: there is no time zone Mars/Olympus; write one by its IANA name")]
    [InlineData("requests: 5, daily: UTC, counting: firstUse", "limits[0].counting: the limit a has both daily and counting; remove counting")]
    [InlineData("requests: 5, window: 1m, counting: quantised", "limits[0].counting: the limit a is quantised without a step; add step: 10s for example.")]
    [InlineData("requests: 5, window: 1m, step: 10s", "limits[0].step: the limit a has a step but is not quantised; add counting: quantised, or remove step.")]
    [InlineData("requests: 5, window: 1m, counting: quantised, step: 2m", "limits[0].step: the step of a does not fit its window")]
    [InlineData("requests: 5, window: 1d, counting: quantised, step: 1ms", "at least a 10000th of it")]
    [InlineData("requests: 5, window: 1m, burst: 3", "limits[0].burst: the limit a has a burst but is no token bucket")]
    [InlineData("requests: 5, window: 1m, counting: tokenBucket, burst: 0.5", "limits[0].burst: the burst of a cannot be 0.5; write whole units above zero.")]
    [InlineData("money: 0, window: 1m", "limits[0].money: the money of a cannot be 0; write dollars, with at most six decimals, above zero.")]
    [InlineData("money: 0.0000001, window: 1m", "the money of a cannot be 0.0000001")]
    [InlineData("money: 99999999999999999999, window: 1m", "the money of a cannot be")]
    [InlineData("money: 1, window: 1m, countRefused: true", "limits[0].countRefused: countRefused has no meaning for a; remove it; refused requests cost nothing.")]
    [InlineData("inFlight: 5, window: 1m", "limits[0].window: window has no meaning for a, which counts what goes on at once; remove window.")]
    [InlineData("activeJobs: 5, countRefused: true", "limits[0].countRefused: countRefused has no meaning for a")]
    [InlineData("inFlight: 5, counting: fixedWindow", "limits[0].counting: counting has no meaning for a")]
    [InlineData("requests: 5, window: 1m, drift: {downTo: 6, every: 1m}", "limits[0].drift: the limit a cannot drift so; write downTo from 1 up to its own amount")]
    [InlineData("requests: 5, window: 1m, drift: {downTo: 0, every: 1m}", "limits[0].drift: the downTo of a cannot be 0")]
    [InlineData("requests: 5, window: 1m, drift: {downTo: 2, every: 0s}", "the limit a cannot drift so")]
    [InlineData("requests: 5, window: 1m, drift: {downTo: 2}", "add every")]
    [InlineData("requests: 5, window: 1m, counting: tokenBucket, burst: 3, drift: {downTo: 2, every: 1m}", "both burst and drift")]
    [InlineData("requests: 5, window: 1m, hidden: true, retryAfter: true", "limits[0].retryAfter: the limit a is hidden but asks for Retry-After; remove one of them.")]
    [InlineData("requests: 5, window: 1m, per: [key, key]", "limits[0].per: the limit a names the same thing twice in per; name each once.")]
    [InlineData("requests: 5, window: 1m, per: [planet]", "limits[0].per[0]")]
    [InlineData("requests: 5, window: 1m, counting: leaky", "limits[0].counting: expected")]
    [InlineData("tokens: 0, window: 1m", "limits[0].tokens: 0 is not allowed")]
    [InlineData("tokens: 9999999999999, window: 1m", "limits[0].tokens")]
    public void Settings_ImpossibleLimit_IsToldWhereAndWhatToDo(string limit, string complaint)
    {
        var problem = Assert.Throws<ScenarioFormatException>(
            () => TestEmulator.Settings($"DeepSeek/Chat: {{limits: [{{name: a, {limit}}}]}}"));

        Assert.Contains(complaint, $"{Assert.Single(problem.Problems)}", StringComparison.Ordinal);
    }

    [Fact]
    public void SaysTheSameAs_AnyDifference_IsSeen()
    {
        LimitSection one = new() { Name = "a", Requests = 5, Window = TimeSpan.FromHours(1), Models = ["x"], Per = [SubjectPart.Key] };

        Assert.True(one.SaysTheSameAs(one with { Models = ["x"], Per = [SubjectPart.Key] }));
        Assert.False(one.SaysTheSameAs(one with { Models = ["y"] }));
        Assert.False(one.SaysTheSameAs(one with { Per = null }));
        Assert.False(one.SaysTheSameAs(one with { Requests = 6 }));
        Assert.False(one.SaysTheSameAs(one with { Drift = new DriftSection { DownTo = 1, Every = TimeSpan.FromHours(1) } }));
    }
}
