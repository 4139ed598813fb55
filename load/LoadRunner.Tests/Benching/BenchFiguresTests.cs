using LoadRunner.Benching;

namespace LoadRunner.Tests.Benching;

public sealed class BenchFiguresTests
{
    private const long Ms = 1_000_000;

    [Fact]
    public void Spread_HundredValues_IsByNearestRank()
    {
        var spread = Spread.Of(Enumerable.Range(1, 100).Select(value => value * Ms).Reverse());

        Assert.Equal(new Spread(1, 50, 99, 100), spread);
    }

    [Fact]
    public void Spread_Nothing_IsZero() => Assert.Equal(new Spread(0, 0, 0, 0), Spread.Of([]));

    [Fact]
    public void Delays_Answers_AreMeasuredFromTheLastSend()
    {
        ReplyStamps[] stamps = [Answer(10 * Ms, 2020 * Ms), Answer(30 * Ms, 2400 * Ms), new(0) { SentAtNs = 20 * Ms, Failure = "status 503" }];

        var figures = DelayTrial.FiguresOf(stamps, refused: 1, TimeSpan.FromSeconds(2));

        Assert.Equal(4, figures.Requests);
        Assert.Equal((1, "status 503"), (figures.Failed, figures.Failure));
        Assert.Equal(0.02, figures.SentWithinSeconds, 9);
        Assert.Equal(2.37, figures.LastSendToLastFinishSeconds, 9);
        Assert.Equal(new Spread(10, 10, 370, 370), figures.Late);
        Assert.False(figures.Holds(2.5));
        Assert.True((figures with { Refused = 0, Failed = 0 }).Holds(2.5));
    }

    [Fact]
    public void Streams_FramesEarlyAndLate_AreMeasuredFromTheFirst()
    {
        // 10 tokens a second; the first frame 7 ms after the request, the fourth 3 ms late, the fifth 2 ms early.
        var plan = new StreamPlan(1, 10, TimeSpan.FromSeconds(0.5));
        var stream = Stream(plan, sentAt: 1000 * Ms, k => (1007 + (100 * k) + (k == 3 ? 3 : k == 4 ? -2 : 0)) * Ms);

        var figures = StreamTrial.FiguresOf([stream], plan, refused: 0);

        Assert.Equal(4, figures.Frames);
        Assert.Equal(8, figures.FramesPerSecond, 9);
        Assert.Equal(new Spread(0, 0, 3, 3), figures.Error);
        Assert.Equal(new Spread(7, 7, 7, 7), figures.FirstFrame);
        Assert.Equal(0, figures.Drift.MaxMs);
    }

    [Fact]
    public void Streams_EachFrameLaterThanTheOneBefore_IsDrift()
    {
        var plan = new StreamPlan(1, 10, TimeSpan.FromSeconds(0.5));
        var stream = Stream(plan, sentAt: 0, k => k * 102 * Ms);

        var figures = StreamTrial.FiguresOf([stream], plan, refused: 0);

        Assert.Equal(2 * plan.Tokens, figures.Drift.MaxMs);
    }

    [Fact]
    public void Streams_OnlyTheTimeInWhichAllAreOpen_Counts()
    {
        // The second stream starts half a second after the first: what the first sent before is not looked at.
        var plan = new StreamPlan(2, 10, TimeSpan.FromSeconds(0.5));
        var first = Stream(plan, sentAt: 0, k => (k * 100 * Ms) + (k == 2 ? 50 * Ms : 0));
        var second = Stream(plan, sentAt: 500 * Ms, k => (500 * Ms) + (k * 100 * Ms));

        var figures = StreamTrial.FiguresOf([first, second], plan, refused: 0);

        Assert.Equal(9, figures.Frames);
        Assert.Equal(0, figures.Error.MaxMs);
    }

    [Fact]
    public void Streams_TooFewFrames_AreAFailure()
    {
        var plan = new StreamPlan(1, 10, TimeSpan.FromSeconds(0.5));
        ReplyStamps stream = new(plan.Tokens + 8);
        stream.Arrived(3, Ms);

        var figures = StreamTrial.FiguresOf([stream], plan, refused: 0);

        Assert.Equal(1, figures.Failed);
        Assert.Equal("the stream has 3 frames and should have 20 or more", figures.Failure);
        Assert.False(figures.Holds(10));
    }

    private static ReplyStamps Answer(long sentAt, long endedAt) => new(0) { SentAtNs = sentAt, EndedAtNs = endedAt };

    private static ReplyStamps Stream(StreamPlan plan, long sentAt, Func<int, long> arrival)
    {
        ReplyStamps stamps = new(plan.Tokens + 8) { SentAtNs = sentAt };
        for (var k = 0; k <= plan.Tokens; k++)
        {
            stamps.Arrived(1, arrival(k));
        }

        return stamps;
    }
}
