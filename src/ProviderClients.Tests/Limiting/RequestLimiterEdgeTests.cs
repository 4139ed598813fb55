using ProviderClients.Limiting;
using VirtualTime;

namespace ProviderClients.Tests.Limiting;

public sealed class RequestLimiterEdgeTests
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    private readonly VirtualClock _clock = new();

    [Fact]
    public async Task Acquire_PermitsSpentAndAnswered_NextComesAWindowAfterTheAnswer()
    {
        using var limiter = Limiter(new Rate(1, TimeSpan.FromSeconds(60)));

        var grantedAt = await VirtualRun.RunAsync(_clock, async _ =>
        {
            var first = await GrantedAsync(limiter);
            await Task.Delay(TimeSpan.FromSeconds(40), _clock);
            first.Settle();
            first.Dispose();
            await GrantedAsync(limiter);
            return _clock.Elapsed;
        });

        Assert.InRange(grantedAt, TimeSpan.FromSeconds(100.06), TimeSpan.FromSeconds(100.07));
    }

    [Fact]
    public async Task Acquire_NoAnswerYet_NobodyIsLetThroughHoweverLongItTakes()
    {
        using var limiter = Limiter(new Rate(1, TimeSpan.FromSeconds(1)));

        var (before, after) = await VirtualRun.RunAsync(_clock, async _ =>
        {
            var first = await GrantedAsync(limiter);
            var second = limiter.AcquireAsync(Forever, CancellationToken.None).AsTask();
            await Task.Delay(TimeSpan.FromHours(3), _clock);
            var wasLetThrough = second.IsCompleted;
            first.Settle();
            await second;
            return (wasLetThrough, _clock.Elapsed);
        });

        Assert.False(before);
        Assert.InRange(after, TimeSpan.FromHours(3) + TimeSpan.FromSeconds(1), TimeSpan.FromHours(3) + TimeSpan.FromSeconds(1.1));
    }

    [Theory]
    [InlineData(0, 60.06)]
    [InlineData(9, 60.06)]
    [InlineData(10, 120.12)]
    [InlineData(25, 180.18)]
    public void Acquire_NoPermitBeforeTheDeadline_RefusesAtOnceAndSaysWhen(int alreadyWaiting, double seconds)
    {
        using var limiter = Limiter(new Rate(10, TimeSpan.FromSeconds(60)));
        for (var i = 0; i < 10; i++)
        {
            Decided(limiter, Forever).Permit!.Settle();
        }

        for (var i = 0; i < alreadyWaiting; i++)
        {
            _ = limiter.AcquireAsync(Forever, CancellationToken.None).AsTask();
        }

        var decision = Decided(limiter, TimeSpan.FromSeconds(30));

        Assert.Null(decision.Permit);
        Assert.False(decision.IsQueueFull);
        Assert.InRange(decision.RetryAfter!.Value.TotalSeconds, seconds, seconds + 0.001);
    }

    [Fact]
    public void Acquire_QueueFull_RefusesAtOnce()
    {
        using var limiter = new RequestLimiter(
            new LimiterSettings { Windows = [new Rate(1, TimeSpan.FromSeconds(60))], QueueLimit = 1 }, _clock);
        Decided(limiter, Forever).Permit!.Settle();
        _ = limiter.AcquireAsync(Forever, CancellationToken.None).AsTask();

        var decision = Decided(limiter, Forever);

        Assert.True(decision.IsQueueFull);
    }

    [Fact]
    public async Task Acquire_ManyWait_AreServedInTheOrderOfTheirComing()
    {
        using var limiter = Limiter(new Rate(3, TimeSpan.FromSeconds(10)));
        List<int> served = [];

        await VirtualRun.RunAsync(_clock, _ => Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(number), _clock);
            var permit = await GrantedAsync(limiter);
            served.Add(number);
            await Task.Delay(TimeSpan.FromMilliseconds(500), _clock);
            permit.Settle();
            permit.Dispose();
        })));

        Assert.Equal(Enumerable.Range(0, 40), served);
    }

    [Fact]
    public async Task Acquire_SaturatedWithEarlyHeads_UsesNearlyTheWholeAllowance()
    {
        using var limiter = Limiter(new Rate(60, TimeSpan.FromSeconds(60)));
        var sent = 0;

        await VirtualRun.RunAsync(_clock, async _ =>
        {
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1200), _clock);
            await Task.WhenAll(Enumerable.Range(0, 120).Select(async _ =>
            {
                try
                {
                    while (true)
                    {
                        var permit = (await limiter.AcquireAsync(Forever, end.Token)).Permit!;
                        sent++;
                        await Task.Delay(TimeSpan.FromMilliseconds(300), _clock);
                        permit.Settle();
                        permit.Dispose();
                    }
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }));
        });

        Assert.InRange(sent, 0.97 * 1200, 1200 + 60);
    }

    [Fact]
    public async Task Cancel_ManyInRandomOrder_LeavesNothingBehind()
    {
        using var limiter = Limiter(new Rate(5, TimeSpan.FromSeconds(1)));
        var random = new Random(7);

        await VirtualRun.RunAsync(_clock, async _ =>
        {
            for (var round = 0; round < 20; round++)
            {
                await Task.WhenAll(Enumerable.Range(0, 500).Select(async _ =>
                {
                    using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 3000)), _clock);
                    try
                    {
                        (await limiter.AcquireAsync(Forever, leaving.Token)).Permit!.Refund();
                    }
                    catch (OperationCanceledException)
                    {
                        return;
                    }
                }));
            }
        });

        Assert.Equal(0, limiter.QueueLength);
        Assert.Equal(0, limiter.Used);
    }

    [Fact]
    public void Refund_TwiceAndDisposed_GivesBackOnce()
    {
        using var limiter = Limiter(new Rate(2, TimeSpan.FromSeconds(60)));
        var first = Decided(limiter, Forever).Permit!;
        Decided(limiter, Forever).Permit!.Settle();

        first.Refund();
        first.Refund();
        first.Dispose();

        Assert.Equal(1, limiter.Used);
    }

    [Fact]
    public void Dispose_SentAndNeverAnswered_KeepsItsPlaceWhileItMayStillArrive()
    {
        using var limiter = new RequestLimiter(new LimiterSettings { Concurrency = 1 }, _clock);
        Decided(limiter, Forever).Permit!.Dispose();

        var waiting = limiter.AcquireAsync(Forever, CancellationToken.None).AsTask();
        _clock.Advance(RequestLimiter.LongestFlightAfterAbort - TimeSpan.FromMilliseconds(1));
        var lengthBefore = limiter.QueueLength;
        _clock.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Equal(1, lengthBefore);
        Assert.Equal(0, limiter.QueueLength);
        _ = waiting;
    }

    [Fact]
    public async Task CloseFor_ServerAskedToWait_NobodyIsLetThroughBefore()
    {
        using var limiter = Limiter(new Rate(10, TimeSpan.FromSeconds(60)));

        var grantedAt = await VirtualRun.RunAsync(_clock, async _ =>
        {
            limiter.CloseFor(TimeSpan.FromSeconds(20));
            limiter.CloseFor(TimeSpan.FromSeconds(5));
            await GrantedAsync(limiter);
            return _clock.Elapsed;
        });

        Assert.InRange(grantedAt, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20.01));
    }

    private RequestLimiter Limiter(params Rate[] windows) => new(new LimiterSettings { Windows = windows }, _clock);

    private static async Task<Permit> GrantedAsync(RequestLimiter limiter) =>
        (await limiter.AcquireAsync(Forever, CancellationToken.None)).Permit!;

    private static PermitDecision Decided(RequestLimiter limiter, TimeSpan within)
    {
        var decision = limiter.AcquireAsync(within, CancellationToken.None).AsTask();
        Assert.True(decision.IsCompletedSuccessfully, "the limiter must decide at once here");
        return decision.GetAwaiter().GetResult();
    }
}
