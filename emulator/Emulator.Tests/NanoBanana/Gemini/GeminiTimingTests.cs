using Emulator.Chance;
using Emulator.NanoBanana.Gemini;
using Emulator.Timing;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>The realistic profile has the times that were measured.</summary>
public sealed class GeminiTimingTests
{
    [Theory]
    [InlineData("gemini-2.5-flash-image none", 3, 10)]
    [InlineData("gemini-3.1-flash-image minimal", 12, 13)]
    [InlineData("gemini-3.1-flash-image high", 18, 23)]
    [InlineData("gemini-nano-banana-2.1 medium", 15, 40)]
    [InlineData("gemini-3-pro-image medium", 20, 25)]
    [InlineData("gemini-3-pro-image several", 35, 142)]
    public void Realistic_HalfOfTheTimes_AreWithinWhatWasMeasured(string model, double fewest, double most)
    {
        TimingTable table = new([GeminiTiming.Profiles.Realistic.AsSource, GeminiTiming.Profiles.Quick.AsSource]);

        var run = table.Of("models.generateContent", model).RunTime;
        double[] times = [.. Enumerable.Range(0, 400).Select(number => run.At(Seed.For(7, "time", "", number)).TotalSeconds).Order()];

        Assert.InRange(times[100], fewest, most);
        Assert.InRange(times[300], fewest, most);
    }

    [Theory]
    [InlineData("gemini-3.1-flash-image high", 9)]
    [InlineData("gemini-3.1-flash-image minimal", 2)]
    [InlineData("gemini-3.1-flash-image", 9)]
    public async Task Scenario_TimesAModelInOneWayOfWorking(string model, int seconds)
    {
        VirtualTime.VirtualClock clock = new();

        var took = await VirtualTime.VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                $"NanoBanana/Gemini: {{limits: [], timing: {{runTime: 2s}}, timings: [{{models: [{model}], runTime: 9s}}]}}", clock);
            using HttpRequestMessage request = new(HttpMethod.Post, GeminiFlight.PathOf() + "?key=k")
            {
                Content = new StringContent(GeminiFlight.Ask(config: ""","thinkingConfig":{"thinkingLevel":"HIGH"}""")),
            };
            using var reply = await emulator.SendAsync(request);
            return clock.Elapsed;
        });

        Assert.Equal(TimeSpan.FromSeconds(seconds), took);
    }

    [Fact]
    public async Task Scenario_WayThatNoModelHas_IsRefused()
    {
        var problem = await Assert.ThrowsAsync<ScenarioFile.ScenarioFormatException>(
            () => TestEmulator.StartAsync("NanoBanana/Gemini: {timings: [{models: [gemini-3.1-flash-image fast], runTime: 9s}]}"));

        Assert.Contains("NanoBanana/Gemini has no model gemini-3.1-flash-image fast", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_OfAModel_MeansItInEveryWayOfWorking_AndNoOther()
    {
        TimingRule rule = new() { Models = ["gemini-3.1-flash-image"] };

        Assert.True(rule.Matches("any", "gemini-3.1-flash-image"));
        Assert.True(rule.Matches("any", "gemini-3.1-flash-image high"));
        Assert.False(rule.Matches("any", "gemini-3.1-flash-image-preview"));
        Assert.False(rule.Matches("any", null));
    }
}
