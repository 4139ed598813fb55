using VirtualTime;

namespace Harness.Tests.VirtualTime;

public sealed class SinglePoolThreadTests
{
    [Fact]
    public async Task RunAsync_ConcurrentContinuations_NeverTwoAtOnce()
    {
        var running = 0;
        var most = 0;

        await VirtualRun.RunAsync(new VirtualClock(), _ => Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            for (var i = 0; i < 20; i++)
            {
                await Task.Yield();
                most = Math.Max(most, Interlocked.Increment(ref running));
                Thread.SpinWait(1000);
                Interlocked.Decrement(ref running);
            }
        })));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task RunAsync_AtItsEnd_ThePoolHasItsThreadsBack()
    {
        ThreadPool.GetMaxThreads(out var before, out _);

        await VirtualRun.RunAsync(new VirtualClock(), _ => Task.CompletedTask);
        ThreadPool.GetMaxThreads(out var after, out _);

        Assert.Equal(before, after);
    }
}
