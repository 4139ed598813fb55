using VirtualTime;

namespace Emulator.Tests.Exchanges;

/// <summary>Chance belongs to the request: how many are under way at once changes nothing of what each of them meets.</summary>
public sealed class ConcurrencyTests
{
    private const string Mixed =
        """
        DeepSeek/Chat:
          delay: {from: 1s, to: 9s}
          failureRate: 0.3
          limits: []
          faults: [{fault: delay, delay: 20s, probability: 0.2}]
        """;

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    public async Task Send_AtAnyConcurrency_EachCallMeetsTheSame(int concurrency)
    {
        var alone = await FlyAsync(1);

        var together = await FlyAsync(concurrency);

        Assert.Equal(alone, together);
        Assert.Contains(alone, line => line.Contains(" 503 ", StringComparison.Ordinal));
        Assert.Contains(alone, line => line.Contains(" 200 ", StringComparison.Ordinal));
    }

    private static async Task<string[]> FlyAsync(int concurrency)
    {
        var clock = new VirtualClock();
        return await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(Mixed, clock);
            using var places = new SemaphoreSlim(concurrency);
            await Task.WhenAll(Enumerable.Range(0, 120).Select(number => SendAsync(emulator, places, number)));
            return emulator.Journal
                .Select(line => $"{line["call"]} {line["attempt"]} {line["status"]} {line["fault"]} {line["plan"]} "
                    + $"{(long)line["firstByteNs"]! - (long)line["arrivedNs"]!} {line["units"]!["outputTokens"]}")
                .Order(StringComparer.Ordinal)
                .ToArray();
        });
    }

    private static async Task SendAsync(TestEmulator emulator, SemaphoreSlim places, int number)
    {
        await places.WaitAsync(TestContext.Current.CancellationToken);
        using var reply = await emulator.SendAsync(TestEmulator.Chat(
            $$"""{"model":"deepseek-flash","messages":[{"role":"user","content":"subject {{number}}"}]}""",
            call: $"call-{number / 2}",
            attempt: number % 2));
        places.Release();
    }
}
