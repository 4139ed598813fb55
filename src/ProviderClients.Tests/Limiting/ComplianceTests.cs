using System.Globalization;
using ProviderClients.Limiting;
using VirtualTime;

namespace ProviderClients.Tests.Limiting;

/// <summary>
/// The theorem of PROOF.md, tried: random delays on the way to a server that counts exactly, random answers, losses and
/// cancellations. A limiter that counts at the moment of sending is flown through the same weather and must be caught.
/// </summary>
public sealed class ComplianceTests
{
    private const int Schedules = 40;
    private const int Requests = 400;
    private static readonly (int Permits, TimeSpan Window)[] Limits = [(10, TimeSpan.FromSeconds(2)), (40, TimeSpan.FromSeconds(15))];

    private static readonly int FirstSeed =
        int.TryParse(Environment.GetEnvironmentVariable("COMPLIANCE_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    [Fact]
    public async Task ResponseAnchored_AnyWeather_NoWindowAtTheServerHoldsMoreThanTheLimit()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Schedules; seed++)
        {
            var arrivals = await FlyAsync(seed, clock => new Anchored(clock));

            Assert.True(
                Limits.All(limit => Worst(arrivals, limit.Window) <= limit.Permits),
                $"Violated with seed {seed}; repeat with COMPLIANCE_SEED={seed} dotnet test src/ProviderClients.Tests");
            Assert.Equal(Requests, arrivals.Count);
        }
    }

    [Fact]
    public async Task CountingAtTheMomentOfSending_TheSameWeather_IsCaught()
    {
        var caught = 0;
        for (var seed = FirstSeed; seed < FirstSeed + Schedules; seed++)
        {
            var arrivals = await FlyAsync(seed, clock => new SendSide(clock));
            caught += Limits.Any(limit => Worst(arrivals, limit.Window) > limit.Permits) ? 1 : 0;
        }

        Assert.True(caught > Schedules / 2, $"Only {caught} of {Schedules} schedules caught it: the weather is too fair to prove anything.");
    }

    private static async Task<List<long>> FlyAsync(int seed, Func<VirtualClock, IGate> make)
    {
        var clock = new VirtualClock();
        using var gate = make(clock);
        var chance = new Random(seed);
        var weather = Enumerable.Range(0, Requests)
            .Select(_ => (There: Delay(chance), Back: Delay(chance), GivesUp: chance.Next(10) == 0)).ToList();
        List<long> arrivals = [];
        var next = 0;
        await VirtualRun.RunAsync(clock, _ => Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            while (next < Requests)
            {
                var (there, back, givesUp) = weather[next++];
                var permit = await gate.EnterAsync();
                await Task.Delay(there, clock);
                arrivals.Add(clock.GetTimestamp());
                if (!givesUp)
                {
                    await Task.Delay(back, clock);
                }

                gate.Answered(permit, givesUp);
            }
        })));
        return arrivals;
    }

    /// <summary>Mostly tens of milliseconds, sometimes a stall of seconds.</summary>
    private static TimeSpan Delay(Random chance) =>
        TimeSpan.FromMilliseconds(chance.Next(20) == 0 ? chance.Next(200, 3000) : chance.Next(5, 120));

    /// <summary>The most arrivals in any (t - window, t].</summary>
    private static int Worst(List<long> arrivals, TimeSpan window) =>
        arrivals.Max(end => arrivals.Count(at => at > end - window.Ticks && at <= end));

    private interface IGate : IDisposable
    {
        Task<Permit?> EnterAsync();

        void Answered(Permit? permit, bool givesUp);
    }

    private sealed class Anchored(VirtualClock clock) : IGate
    {
        private readonly RequestLimiter _limiter = new(
            new LimiterSettings { Windows = [.. Limits.Select(limit => new Rate(limit.Permits, limit.Window))], Concurrency = 9 }, clock);

        public async Task<Permit?> EnterAsync() =>
            (await _limiter.AcquireAsync(TimeSpan.FromDays(1), CancellationToken.None)).Permit;

        public void Answered(Permit? permit, bool givesUp)
        {
            if (!givesUp)
            {
                permit!.Settle();
            }

            permit!.Dispose();
        }

        public void Dispose() => _limiter.Dispose();
    }

    /// <summary>An exact log of what was sent and when: what most home-made limiters are.</summary>
    private sealed class SendSide(VirtualClock clock) : IGate
    {
        private readonly List<long> _sent = [];

        public async Task<Permit?> EnterAsync()
        {
            while (Wait() is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait + TimeSpan.FromMilliseconds(1), clock);
            }

            _sent.Add(clock.GetTimestamp());
            return null;
        }

        /// <summary>Until the request that is N back leaves its window.</summary>
        private TimeSpan Wait() => Limits.Max(limit => _sent.Count < limit.Permits
            ? TimeSpan.Zero
            : TimeSpan.FromTicks(_sent[^limit.Permits] + limit.Window.Ticks - clock.GetTimestamp()));

        public void Answered(Permit? permit, bool givesUp)
        {
        }

        public void Dispose()
        {
        }
    }
}
