using Emulator.Chance;
using Emulator.Timing;

namespace Emulator.Tests.Timing;

/// <summary>Each form has the figures that it is named by, whatever is drawn it stays within its bounds, and it repeats.</summary>
public sealed class DelayDistributionTests
{
    private const int Draws = 40_000;

    public static TheoryData<string> Forms => [.. AllForms.Keys];

    private static Dictionary<string, DelayDistribution> AllForms { get; } = new()
    {
        ["constant"] = new() { Constant = Ms(800) },
        ["uniform"] = DelayDistribution.Between(Ms(200), Ms(2000)),
        ["normal"] = new() { Mean = Ms(1000), Deviation = Ms(200) },
        ["lognormal"] = DelayDistribution.Around(Ms(2000), Ms(9000)),
        ["exponential"] = new() { Mean = Ms(3000) },
        ["capped"] = DelayDistribution.Around(Ms(2000), Ms(9000)) with { Max = Ms(4000) },
    };

    [Theory]
    [InlineData("constant", 800, 800, 800)]
    [InlineData("uniform", 1100, 1100, 1910)]
    [InlineData("normal", 1000, 1000, 1329)]
    [InlineData("lognormal", 3040, 2000, 9000)]
    [InlineData("exponential", 3000, 2079, 8987)]
    public void At_ManyDraws_FitMeanMedianAndP95(string form, double mean, double median, double p95)
    {
        var drawn = Enumerable.Range(0, Draws).Select(number => At(form, Seed.For(7, "test", number: number))).Order().ToArray();

        Assert.InRange(drawn.Average(), mean * 0.97, mean * 1.03);
        Assert.InRange(drawn[Draws / 2], median * 0.97, median * 1.03);
        Assert.InRange(drawn[Draws * 95 / 100], p95 * 0.97, p95 * 1.03);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void At_LargerDraw_GivesNoShorterDuration(string form)
    {
        var draws = Enumerable.Range(0, 2000).Select(number => Seed.For(8, "test", number: number)).Order();

        var drawn = draws.Select(draw => At(form, draw)).ToArray();

        Assert.Equal(drawn.Order(), drawn);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void At_ExtremeDraws_StayBetweenZeroAndTheBound(string form)
    {
        var bound = (AllForms[form].Max ?? DelayDistribution.Longest).TotalMilliseconds;

        Assert.InRange(At(form, ulong.MinValue), 0, bound);
        Assert.InRange(At(form, ulong.MaxValue), 0, bound);
    }

    [Fact]
    public void At_KnownDraws_AreTheSameOnEveryMachine()
    {
        var draws = new[] { 0UL, 1UL << 61, 1UL << 63, 0xF333333333333333, ulong.MaxValue };

        var lines = AllForms.Select(form =>
            $"{form.Key}: {string.Join(' ', draws.Select(draw => form.Value.At(draw).TotalMicroseconds))}");

        Golden.Check(string.Join('\n', lines) + "\n", "delays.txt");
    }

    [Fact]
    public void At_Replay_DrawsEveryEntryByIdentityAlone()
    {
        DelayDistribution replay = new() { Replay = [Ms(120), Ms(3000), Ms(40)] };
        var draws = Enumerable.Range(0, 300).Select(number => Seed.For(9, "test", number: number)).ToArray();

        var forwards = draws.Select(replay.At).ToArray();
        var backwards = draws.Reverse().Select(replay.At).Reverse().ToArray();

        Assert.Equal(forwards, backwards);
        Assert.All(replay.Replay, entry => Assert.InRange(forwards.Count(one => one == entry), 70, 130));
    }

    private static double At(string form, ulong draw) => AllForms[form].At(draw).TotalMilliseconds;

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
