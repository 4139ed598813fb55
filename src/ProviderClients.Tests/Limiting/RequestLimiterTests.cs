using ProviderClients.Limiting;
using VirtualTime;

namespace ProviderClients.Tests.Limiting;

public sealed class RequestLimiterTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task AcquireAsync_RoomLeft_GrantsAtOnce()
    {
        var clock = new VirtualClock();
        using var limiter = Limiter(clock, 2, Hour);

        var first = await limiter.AcquireAsync(Hour, CancellationToken.None);
        var second = await limiter.AcquireAsync(Hour, CancellationToken.None);

        Assert.NotNull(first.Permit);
        Assert.NotNull(second.Permit);
        Assert.Equal(2, limiter.Used);
    }

    [Fact]
    public async Task AcquireAsync_OpenPermit_WeighsUntilAWindowAfterTheAnswer()
    {
        var clock = new VirtualClock();
        using var limiter = Limiter(clock, 1, Hour);
        var first = (await limiter.AcquireAsync(Hour, CancellationToken.None)).Permit!;
        var waiting = limiter.AcquireAsync(TimeSpan.FromDays(1), CancellationToken.None).AsTask();

        clock.Advance(TimeSpan.FromHours(5));
        Assert.False(waiting.IsCompleted);
        first.Settle();
        first.Dispose();
        clock.Advance(Hour);
        Assert.False(waiting.IsCompleted);
        clock.Advance(Hour * 0.0011);

        Assert.NotNull((await waiting).Permit);
    }

    [Fact]
    public async Task AcquireAsync_NoPermitBeforeTheDeadline_SaysNoAtOnceWithTheWait()
    {
        var clock = new VirtualClock();
        using var limiter = Limiter(clock, 1, Hour);
        (await limiter.AcquireAsync(Hour, CancellationToken.None)).Permit!.Settle();

        var refused = await limiter.AcquireAsync(TimeSpan.FromSeconds(30), CancellationToken.None);

        Assert.Null(refused.Permit);
        Assert.InRange(refused.RetryAfter!.Value, Hour, Hour * 1.002);
    }

    [Fact]
    public async Task AcquireAsync_QueueFull_SaysNoAtOnce()
    {
        var clock = new VirtualClock();
        using var limiter = new RequestLimiter(new LimiterSettings { Concurrency = 1, QueueLimit = 1 }, clock);
        using var held = (await limiter.AcquireAsync(Hour, CancellationToken.None)).Permit!;
        var waiting = limiter.AcquireAsync(Hour, CancellationToken.None);

        var refused = await limiter.AcquireAsync(Hour, CancellationToken.None);

        Assert.True(refused.IsQueueFull);
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Waiters_AreServedInTheOrderInWhichTheyCame()
    {
        var clock = new VirtualClock();
        using var limiter = new RequestLimiter(new LimiterSettings { Concurrency = 1 }, clock);
        List<int> served = [];

        await VirtualRun.RunAsync(clock, _ => Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            using var permit = (await limiter.AcquireAsync(Hour, CancellationToken.None)).Permit!;
            served.Add(number);
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
        })));

        Assert.Equal(Enumerable.Range(0, 20), served);
    }

    [Fact]
    public async Task Refund_IsAsIfThePermitHadNeverBeen()
    {
        var clock = new VirtualClock();
        using var limiter = Limiter(clock, 1, Hour);

        for (var i = 0; i < 1000; i++)
        {
            (await limiter.AcquireAsync(Hour, CancellationToken.None)).Permit!.Refund();
        }

        Assert.Equal(0, limiter.Used);
    }

    [Fact]
    public async Task Cancel_WhileWaiting_LeavesTheQueueAndHoldsNothing()
    {
        var clock = new VirtualClock();
        using var limiter = new RequestLimiter(new LimiterSettings { Concurrency = 1 }, clock);
        var held = (await limiter.AcquireAsync(Hour, CancellationToken.None)).Permit!;
        using var giveUp = new CancellationTokenSource();
        var waiting = limiter.AcquireAsync(Hour, giveUp.Token).AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, limiter.QueueLength);
        held.Refund();
        Assert.Equal(0, limiter.Used);
    }

    [Fact]
    public async Task CloseFor_ShorterWish_DoesNotShortenTheLonger()
    {
        var clock = new VirtualClock();
        using var limiter = Limiter(clock, 10, Hour);

        limiter.CloseFor(TimeSpan.FromSeconds(60));
        limiter.CloseFor(TimeSpan.FromSeconds(1));
        var waiting = limiter.AcquireAsync(Hour, CancellationToken.None).AsTask();
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1.1));

        Assert.NotNull((await waiting).Permit);
    }

    [Fact]
    public async Task Saturated_ThreeHours_SendsAllThatAnyScheduleCould()
    {
        var clock = new VirtualClock();
        using var limiter = Limiter(clock, 100, Hour);
        var granted = 0;

        await VirtualRun.RunAsync(clock, async _ =>
        {
            using var end = new CancellationTokenSource(TimeSpan.FromHours(3), clock);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                while (!end.IsCancellationRequested)
                {
                    try
                    {
                        using var permit = (await limiter.AcquireAsync(TimeSpan.FromDays(1), end.Token)).Permit!;
                        granted++;
                        await Task.Delay(TimeSpan.FromSeconds(2), clock);
                        permit.Settle();
                    }
                    catch (OperationCanceledException)
                    {
                        return;
                    }
                }
            }));
        });

        Assert.Equal(300, granted);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 367 * 86400)]
    public void Rate_Impossible_CannotBeMade(int permits, int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(permits, TimeSpan.FromSeconds(seconds)));

    private static RequestLimiter Limiter(TimeProvider clock, int permits, TimeSpan window) =>
        new(new LimiterSettings { Windows = [new Rate(permits, window)] }, clock);
}
