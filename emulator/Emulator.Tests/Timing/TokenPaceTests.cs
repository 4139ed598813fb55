using Emulator.Timing;

namespace Emulator.Tests.Timing;

/// <summary>Tokens keep the mean pace whatever the jitter, pauses come beside it, and an answer repeats its times.</summary>
public sealed class TokenPaceTests
{
    private static readonly EffectiveTiming Even = EffectiveTiming.Of(
    [
        TimingRule.DialectWide(
            new TimingSection
            {
                TimeToFirstToken = new DelayDistribution { Constant = TimeSpan.FromSeconds(1) },
                TokensPerSecond = TokenRate.Of(20),
            },
            delay: null,
            workers: null),
    ]);

    [Fact]
    public void GapBefore_NoJitter_IsThePace()
    {
        TokenPace pace = new(Even, drawSeed: 1);

        Assert.Equal(TimeSpan.FromSeconds(1), pace.FirstToken);
        Assert.Equal(TimeSpan.FromMilliseconds(50), pace.GapBefore(7));
        Assert.Equal(TimeSpan.FromSeconds(3), pace.Whole(40));
    }

    [Fact]
    public void GapBefore_Jitter_VariesEvenlyAndKeepsTheMean()
    {
        TokenPace pace = new(Even with { TokenJitter = 0.5 }, drawSeed: 2);

        var gaps = Enumerable.Range(0, 10_000).Select(token => pace.GapBefore(token).TotalMilliseconds).ToArray();

        Assert.InRange(gaps.Average(), 49.5, 50.5);
        Assert.InRange(gaps.Min(), 25, 25.5);
        Assert.InRange(gaps.Max(), 74.5, 75);
    }

    [Fact]
    public void GapBefore_Pauses_FollowTheShareOfTokensThatWasAskedFor()
    {
        var pauses = new PauseSection { Probability = 0.1, Length = new DelayDistribution { Constant = TimeSpan.FromSeconds(2) } };
        TokenPace pace = new(Even with { Pauses = pauses }, drawSeed: 3);

        var paused = Enumerable.Range(0, 10_000).Count(token => pace.GapBefore(token) == TimeSpan.FromMilliseconds(2050));

        Assert.InRange(paused, 900, 1100);
        Assert.Equal(TimeSpan.FromMilliseconds(50), pace.GapBefore(0));
    }

    [Fact]
    public void GapBefore_SameDrawSeed_Repeats()
    {
        var varied = Even with { TokenJitter = 1, TokensPerSecond = TokenRate.Between(10, 90) };

        var one = Enumerable.Range(0, 50).Select(new TokenPace(varied, drawSeed: 4).GapBefore).ToArray();
        var same = Enumerable.Range(0, 50).Reverse().Select(new TokenPace(varied, drawSeed: 4).GapBefore).Reverse().ToArray();
        var other = Enumerable.Range(0, 50).Select(new TokenPace(varied, drawSeed: 5).GapBefore).ToArray();

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }
}
