using VirtualTime;

namespace Harness.Tests.VirtualTime;

public sealed class VirtualRunTests
{
    [Fact]
    public async Task RunAsync_ADayOfWaiting_EndsAtOnceWithTheDayElapsed()
    {
        var clock = new VirtualClock();

        await VirtualRun.RunAsync(clock, async _ =>
        {
            for (var hour = 0; hour < 24; hour++)
            {
                await Task.Delay(TimeSpan.FromHours(1), clock);
            }
        });

        Assert.Equal(TimeSpan.FromDays(1), clock.Elapsed);
    }

    [Fact]
    public async Task RunAsync_ManyWorkers_SameTraceEveryTime()
    {
        var first = await TraceAsync();
        var second = await TraceAsync();

        Assert.Equal(400, first.Count);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task RunAsync_WaitThatNoTimerEnds_ReportsADeadlock()
    {
        var never = new TaskCompletionSource();

        var deadlock = await Assert.ThrowsAsync<VirtualDeadlockException>(
            () => VirtualRun.RunAsync(new VirtualClock(), _ => never.Task));

        Assert.Contains("nothing is runnable", deadlock.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WorkThrows_TheSameExceptionComesOut()
    {
        var clock = new VirtualClock();

        var thrown = await Assert.ThrowsAsync<FormatException>(() => VirtualRun.RunAsync(clock, async _ =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
            throw new FormatException("planted");
        }));

        Assert.Equal("planted", thrown.Message);
    }

    [Fact]
    public async Task Outstanding_WorkOutsideThePool_TimeStandsStillUntilItEnds()
    {
        var clock = new VirtualClock();
        var seen = TimeSpan.MaxValue;

        await VirtualRun.RunAsync(clock, async run =>
        {
            var alarm = Task.Delay(TimeSpan.FromHours(1), clock);
            var outside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var held = run.Outstanding();
            var thread = new Thread(() =>
            {
                // Long enough for the driver to have jumped many times over, had it been free to.
                Thread.SpinWait(20_000_000);
                seen = clock.Elapsed;
                outside.SetResult();
                held.Dispose();
            });
            thread.Start();
            await outside.Task;
            await alarm;
        });

        Assert.Equal(TimeSpan.Zero, seen);
        Assert.Equal(TimeSpan.FromHours(1), clock.Elapsed);
    }

    private static async Task<List<string>> TraceAsync()
    {
        var clock = new VirtualClock();
        List<string> trace = [];
        var access = new Lock();
        await VirtualRun.RunAsync(clock, _ => Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var step = 0; step < 50; step++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds((worker * 7) + (step % 3)), clock).ConfigureAwait(false);
                await Task.Yield();
                lock (access)
                {
                    trace.Add($"{clock.Elapsed.TotalMilliseconds} {worker} {step}");
                }
            }
        })));
        return trace;
    }
}
