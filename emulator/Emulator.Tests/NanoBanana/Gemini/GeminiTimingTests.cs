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
