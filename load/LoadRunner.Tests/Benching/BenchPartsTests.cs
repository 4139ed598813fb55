using System.Text.Json;
using LoadRunner.Benching;
using LoadRunner.Running;

namespace LoadRunner.Tests.Benching;

public sealed class BenchPartsTests
{
    [Theory]
    [InlineData(2000, 20, 10)]
    [InlineData(5, 20, 1)]
    [InlineData(1, 1, 1)]
    public void Plan_AnyLoad_LastsLongerThanItIsWatched(int streams, int tokensPerSecond, int seconds)
    {
        var plan = new StreamPlan(streams, tokensPerSecond, TimeSpan.FromSeconds(seconds));

        Assert.Equal(9, plan.Tokens % 10);
        Assert.True(plan.Tokens / (double)tokensPerSecond >= plan.Ramp.TotalSeconds + seconds);
        Assert.True(StreamPlan.StartOffsetNs(streams) <= plan.Ramp.Ticks * TimeSpan.NanosecondsPerTick);
    }

    [Fact]
    public void StreamBody_Tokens_CutTheAnswerInsideThePromptsOwnWords()
    {
        using var body = JsonDocument.Parse(BenchScenario.StreamBody(39));

        var prompt = body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;
        var answerLength = (10 * body.RootElement.GetProperty("max_tokens").GetInt32() / 3) + 1;
        Assert.Equal("ab ab", prompt["Enhance: ".Length..][..5]);
        Assert.Equal((39 * 3) - 1, answerLength - 1);
        Assert.True(prompt.Length - "Enhance: ".Length > answerLength);
    }

    [Theory]
    [InlineData("healthy\n")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"lateness\": 3}")]
    public void Lateness_NoAccount_SaysNothing(string health) => Assert.Null(ServerLateness.Read(health));

    [Fact]
    public void Lateness_Account_IsRead()
    {
        var lateness = ServerLateness.Read(
            """{"status":"saturated","lateness":{"waits":12,"p50Ms":1.5,"p99Ms":9,"maxMs":20.25,"saturatedSeconds":3,"more":true}}""");

        Assert.Equal(
            new ServerLateness { Status = "saturated", Waits = 12, P50Ms = 1.5, P99Ms = 9, MaxMs = 20.25, SaturatedSeconds = 3 },
            lateness);
    }

    [Fact]
    public void DescriptorLimit_ProcessLimits_FindsTheOneInForce()
    {
        const string Limits = "Limit                     Soft Limit           Hard Limit           Units\n"
            + "Max processes             100                  200                  processes\n"
            + "Max open files            1024                 524288               files\n";

        Assert.Equal(1024, DescriptorLimit.Find(Limits));
        Assert.Null(DescriptorLimit.Find("Max open files            unlimited            unlimited            files\n"));
        Assert.Null(DescriptorLimit.Find(""));
    }

    [Fact]
    public async Task LargestHolding_AThreshold_IsFoundToTheStep()
    {
        List<int> tried = [];

        var largest = await LargestHolding.FindAsync(2000, 5, count =>
        {
            tried.Add(count);
            return Task.FromResult(count <= 1180);
        });

        Assert.Equal(1125, largest);
        Assert.Equal([1000, 1500, 1250, 1125, 1187], tried);
    }

    [Fact]
    public async Task LargestHolding_NothingHolds_IsZero() =>
        Assert.Equal(0, await LargestHolding.FindAsync(3, 5, _ => Task.FromResult(false)));

    [Fact]
    public async Task WarmUp_FailsInOneRound_IsVoid()
    {
        Queue<string?> rounds = new([null, "status 400"]);

        var refusal = await Assert.ThrowsAsync<LoadRunException>(
            () => WarmUp.RunAsync("the emulator", () => Task.FromResult(rounds.Dequeue())));

        Assert.Equal(ExitCode.Void, refusal.ExitCode);
        Assert.StartsWith("The warm-up of the emulator failed (status 400), ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WarmUp_NothingFails_TakesSeveralRounds()
    {
        var rounds = 0;

        await WarmUp.RunAsync("the emulator", () => Task.FromResult<string?>(rounds++ < 0 ? "never" : null));

        Assert.Equal(3, rounds);
    }
}
