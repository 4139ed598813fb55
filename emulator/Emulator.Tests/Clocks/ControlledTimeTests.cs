using Emulator.Clocks;
using VirtualTime;

namespace Emulator.Tests.Clocks;

/// <summary>The clock with hands, on a source that the test moves.</summary>
public sealed class ControlledTimeTests
{
    private readonly VirtualClock _source = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Time_Untouched_IsItsSource()
    {
        ControlledTime time = new(_source);
        using var timer = Timer(time, "a", TimeSpan.FromSeconds(2));

        _source.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.Empty(_fired);
        _source.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(["a"], _fired);
        Assert.Equal(_source.GetUtcNow(), time.GetUtcNow());
        Assert.Equal(_source.GetTimestamp(), time.GetTimestamp());
    }

    [Fact]
    public void Advance_TimersOnTheWay_FireAtTheLandingInTheirOrder()
    {
        ControlledTime time = new(_source);
        using var late = Timer(time, "late", TimeSpan.FromMinutes(50));
        using var early = Timer(time, "early", TimeSpan.FromMinutes(5));
        using var beyond = Timer(time, "beyond", TimeSpan.FromMinutes(61));

        time.Advance(TimeSpan.FromHours(1));
        _source.Advance(TimeSpan.Zero);

        Assert.Equal(["early", "late"], _fired);
        _source.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["early", "late", "beyond"], _fired);
    }

    [Fact]
    public void Freeze_NothingPassesUntilThaw_AndAdvanceStillMoves()
    {
        ControlledTime time = new(_source);
        using var timer = Timer(time, "a", TimeSpan.FromSeconds(10));
        var start = time.GetUtcNow();

        time.Freeze();
        _source.Advance(TimeSpan.FromDays(1));
        Assert.Equal(start, time.GetUtcNow());
        Assert.Empty(_fired);
        time.Advance(TimeSpan.FromSeconds(4));
        time.Thaw();
        _source.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["a"], _fired);
        Assert.Equal(start + TimeSpan.FromSeconds(10), time.GetUtcNow());
    }

    [Fact]
    public void Freeze_TimerSetMeanwhile_WaitsForTheAdvance()
    {
        ControlledTime time = new(_source);
        time.Freeze();
        using var timer = Timer(time, "a", TimeSpan.FromSeconds(3));
        using var atOnce = Timer(time, "at once", TimeSpan.Zero);
        _source.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["at once"], _fired);

        time.Advance(TimeSpan.FromSeconds(3));
        _source.Advance(TimeSpan.Zero);

        Assert.Equal(["at once", "a"], _fired);
    }

    [Fact]
    public void Rate_SixtyTimes_MakesAMinuteOfASecond()
    {
        ControlledTime time = new(_source, rate: 60);
        using var timer = Timer(time, "a", TimeSpan.FromMinutes(3));
        var start = time.GetUtcNow();

        _source.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Empty(_fired);
        _source.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(["a"], _fired);
        Assert.Equal(TimeSpan.FromMinutes(3), time.GetUtcNow() - start);
    }

    [Fact]
    public void Accelerate_InTheMiddleOfAWait_ShortensWhatIsLeft()
    {
        ControlledTime time = new(_source);
        using var timer = Timer(time, "a", TimeSpan.FromSeconds(100));
        _source.Advance(TimeSpan.FromSeconds(40));

        time.Accelerate(10);
        _source.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["a"], _fired);
    }

    [Fact]
    public void Timer_Periodic_FiresAtEveryPeriodOfTheClock()
    {
        ControlledTime time = new(_source, rate: 2);
        using var timer = time.CreateTimer(_ => _fired.Add("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _source.Advance(TimeSpan.FromSeconds(3));

        // At 1, 3 and 5 seconds of its own six.
        Assert.Equal(3, _fired.Count);
    }

    [Fact]
    public void Timer_DisposedOrSwitchedOff_NeverFires()
    {
        ControlledTime time = new(_source);
        var disposed = Timer(time, "disposed", TimeSpan.FromSeconds(1));
        using var off = Timer(time, "off", TimeSpan.FromSeconds(1));

        disposed.Dispose();
        off.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromHours(1));
        _source.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_fired);
        Assert.False(disposed.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e6)]
    [InlineData(double.NaN)]
    public void Rate_Impossible_IsRefused(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ControlledTime(_source, rate));
    }

    [Fact]
    public void Lateness_OfAWaitThatWasJumpedOver_IsNone()
    {
        ControlledTime time = new(_source);
        EmulatorClock clock = new(time, new Emulator.Timing.LatenessMeter(TimeSpan.FromMilliseconds(50)));
        var wait = clock.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromHours(1));
        _source.Advance(TimeSpan.Zero);

        Assert.True(wait.IsCompleted);
        Assert.Equal(TimeSpan.Zero, clock.Lateness.Max);
    }

    private ITimer Timer(ControlledTime time, string name, TimeSpan due) =>
        time.CreateTimer(_ => _fired.Add(name), null, due, Timeout.InfiniteTimeSpan);
}
