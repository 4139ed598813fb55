using System.Net;
using System.Text;
using Emulator.Jobs;
using Emulator.Timing;
using VirtualTime;

namespace Emulator.Tests.Timing;

/// <summary>Workers are few and the queue before them is fair: latency grows with what is asked at once, and waits are told.</summary>
public sealed class WorkerTests
{
    private const string OneSlowWorker =
        """
        DeepSeek/Chat:
          limits: []
          timing: {timeToFirstToken: 12s, tokensPerSecond: 1000000000}
          workers: {count: 1, queue: 3}
        """;

    [Fact]
    public async Task Send_MoreThanWorkersAndQueue_AnswersInOrderAndRefusesTheRest()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(OneSlowWorker, clock);

            var statuses = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => StatusAsync(emulator, $"call-{number}")));

            Assert.Equal([200, 200, 200, 200, 503], statuses.Select(status => (int)status));
            var ended = emulator.Journal.Where(line => (int)line["status"]! == 200)
                .Select(line => ((string)line["call"]!, (long)line["endedNs"]! - (long)line["arrivedNs"]!));
            Assert.Equal(
                [("call-0", 12_000_000_000), ("call-1", 24_000_000_000), ("call-2", 36_000_000_000), ("call-3", 48_000_000_000)], ended);
            Assert.Equal(
                "workers: all 1 are busy and 3 of 3 wait",
                (string?)emulator.Journal.Single(line => (int)line["status"]! == 503)["reason"]);
        });
    }

    [Fact]
    public async Task Send_PlainAnswerThatWaits_HasHeadersAtOnceAndABlankLineEveryFiveSeconds()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(OneSlowWorker, clock);
            var first = StatusAsync(emulator, "first");

            using var reply = await emulator.Client.SendAsync(
                Chat("second", isStream: false), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var headersAt = clock.Elapsed;
            var body = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, await first);
            Assert.Equal(TimeSpan.Zero, headersAt);
            Assert.StartsWith("\n\n{\"id\":", body, StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(24), clock.Elapsed);
            Assert.Equal("workers: all 1 were busy and 0 waited before it", reply.Headers.GetValues("X-Emulator-Reason").Single());
        });
    }

    [Fact]
    public async Task Send_StreamThatWaits_IsKeptAliveByComments()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(OneSlowWorker.Replace("queue: 3", "queue: 3, keepAlive: 3s"), clock);
            var first = StatusAsync(emulator, "first");

            using var reply = await emulator.SendAsync(Chat("second", isStream: true));
            var body = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, await first);
            Assert.StartsWith(
                string.Concat(Enumerable.Repeat(": keep-alive\n\n", 3)) + "data: {\"id\"", body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Send_LongerInTheQueueThanItsLimit_IsClosedWithoutABody()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            var behaviour = OneSlowWorker.Replace("queue: 3", "queue: 3, keepAlive: 0s, queueTimeout: 10s");
            await using var emulator = await TestEmulator.StartAsync(behaviour, clock);
            var first = StatusAsync(emulator, "first");

            using var reply = await emulator.Client.SendAsync(
                Chat("second", isStream: false), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            await Assert.ThrowsAnyAsync<Exception>(
                () => reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

            Assert.Equal(HttpStatusCode.OK, await first);
            var line = emulator.Journal.Single(line => (string?)line["call"] == "second");
            Assert.Equal("cutByEmulator", (string?)line["ending"]);
            Assert.Equal(
                "workers: all 1 were busy and 0 waited before it; queueTimeout: no worker was free within 0:00:10", (string?)line["reason"]);
        });
    }

    [Fact]
    public async Task Send_ClientThatLeavesTheQueue_GivesItsPlaceUp()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(OneSlowWorker, clock);
            using CancellationTokenSource leaving = new(TimeSpan.FromSeconds(2), clock);
            var first = StatusAsync(emulator, "first");
            var left = emulator.Client.SendAsync(Chat("left", isStream: false), leaving.Token);
            var last = StatusAsync(emulator, "last");

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
            await Task.WhenAll(first, last);

            Assert.Equal(TimeSpan.FromSeconds(24), clock.Elapsed);
        });
    }

    [Fact]
    public async Task Send_SynchronousPictures_TellTheTimeOfTheirWorkAndNotOfTheirQueue()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                "Flux/ImagePig: {timing: {runTime: 2s}, workers: {count: 1}}", clock);

            var bodies = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => PictureAsync(emulator)));

            Assert.Equal(TimeSpan.FromSeconds(4), clock.Elapsed);
            Assert.Contains(bodies, body => body.Contains("00:00:00.000000", StringComparison.Ordinal));
            Assert.Contains(bodies, body => body.Contains("00:00:04.000000", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Schedule_MoreJobsThanWorkers_StartsEachWhenAWorkerIsFree()
    {
        JobWorkers workers = new(new WorkersSection { Count = 2, Queue = 1 });
        var now = VirtualClock.DefaultStart;
        JobTimes times = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));

        var starts = Enumerable.Range(0, 3).Select(_ => Submit(workers, now, times)).ToArray();

        Assert.Equal([1.0, 1.0, 11.0], starts);
        Assert.False(workers.TryReserve(now + TimeSpan.FromSeconds(10)));
        Assert.True(workers.TryReserve(now + TimeSpan.FromSeconds(11)));
    }

    private static double Submit(JobWorkers workers, DateTimeOffset now, JobTimes times)
    {
        Assert.True(workers.TryReserve(now));
        var scheduled = workers.Schedule(now, times);
        workers.EndReservation();
        return scheduled.Queue.TotalSeconds;
    }

    private static async Task<HttpStatusCode> StatusAsync(TestEmulator emulator, string call)
    {
        using var reply = await emulator.SendAsync(Chat(call, isStream: false));
        return reply.StatusCode;
    }

    private static async Task<string> PictureAsync(TestEmulator emulator)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/imagepig/flux")
        {
            Content = new StringContent("""{"prompt":"a fox"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Api-Key", "00000000-0000-4000-8000-000000000042");
        using var reply = await emulator.SendAsync(request);
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static HttpRequestMessage Chat(string call, bool isStream) => TestEmulator.Chat(
        $$"""{"model":"deepseek-flash","stream":{{(isStream ? "true" : "false")}},"messages":[{"role":"user","content":"hello"}]}""",
        call: call);
}
