using Harness.Clients;
using Harness.Steps;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.Steps;

public sealed class StepFlightTests
{
    [Fact]
    public async Task FlyAsync_TimesAndWorkers_EveryCallOnceWithItsOwnIdentity()
    {
        var results = await FlyAsync("- {call: enhance, prompt: 'p{n}', times: 5, workers: 2}");

        var outcomes = Assert.Single(results).Outcomes;
        Assert.Equal(
            ["step-01-1 p1", "step-01-2 p2", "step-01-3 p3", "step-01-4 p4", "step-01-5 p5"],
            outcomes.Select(outcome => $"{outcome.CallId} {outcome.Message}").Order());
    }

    [Fact]
    public async Task FlyAsync_For_StopsWhenTheTimeIsUp()
    {
        var results = await FlyAsync("- {call: enhance, for: 10s, workers: 3}");

        var outcomes = Assert.Single(results).Outcomes;
        Assert.Equal(3, outcomes.Count(outcome => outcome.Outcome == StepOutcome.Stopped));
        Assert.Equal(3 * 3, outcomes.Count(outcome => outcome.Outcome == StepOutcome.Succeeded));
    }

    [Fact]
    public async Task FlyAsync_Together_RunSideBySide()
    {
        var clock = new VirtualClock();

        var results = await FlyAsync("- together: [{call: enhance}, {call: models}]\n- {call: balance}", clock);

        Assert.Equal(["01.01", "01.02", "02"], results.Select(result => result.Number));
        Assert.Equal(TimeSpan.FromSeconds(6), clock.Elapsed);
    }

    [Theory]
    [InlineData("- {times: 2}", "steps[0]: a step is either a call or several steps together; write call: or together:.")]
    [InlineData("- {call: image}", "steps[0]: no dialect cannot do this; write dialect: and one of NanoBanana/Native, NanoBanana/Gemini, NanoBanana/TaskApi, Flux/Bfl, Flux/ImagePig.")]
    [InlineData("- {call: enhance, dialect: Flux/Bfl}", "steps[0].dialect: Flux/Bfl cannot do this; leave dialect out, or write DeepSeek/Chat.")]
    [InlineData("- {call: enhance, for: 1h, times: 3}", "steps[0].times: for and times exclude each other; keep one.")]
    [InlineData("- {call: enhance, for: 0s}", "steps[0].for: this is no time to call in; write more than 0s and at most 31d.")]
    [InlineData("- {call: dance}", "steps[0].call: expected one of enhance, stream, models, balance, image, thumbnail, but found dance; use one of these words.")]
    [InlineData("- {call: enhance, workers: 0}", "steps[0].workers: 0 is not allowed; write a value from 1 to 1000.")]
    public void Steps_BadStep_OneSentence(string steps, string expected)
    {
        var refused = Assert.Throws<ScenarioFormatException>(() => Parse(steps));

        Assert.EndsWith(expected, Assert.Single(refused.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_NotAsExpected_NameTheFirstCall()
    {
        var step = Parse("- {call: enhance, times: 2, expect: {outcome: rateLimited, attempts: 1}}")[0];
        var result = new StepResult("01", step, [new StepOutcome("a", "rateLimited", 1, ""), new StepOutcome("b", "succeeded", 2, "")]);

        Assert.Equal(
            ["step 01: 1 of 2 calls did not end as rateLimited; the first, b, ended as succeeded: ", "step 01: b took 2 attempts, expected 1"],
            result.Failures());
    }

    [Fact]
    public void Failures_NothingEnded_IsAFailure()
    {
        var result = new StepResult("01", Parse("- {call: enhance}")[0], [new StepOutcome("a", StepOutcome.Stopped, 0, "")]);

        Assert.Single(result.Failures());
    }

    private static IReadOnlyList<Step> Parse(string steps) =>
        ScenarioDocument.Parse($"version: 1\nsteps:\n{steps}", "a.yaml").Section<IReadOnlyList<Step>>("steps")!;

    private static Task<IReadOnlyList<StepResult>> FlyAsync(string steps, VirtualClock? clock = null)
    {
        var time = clock ?? new VirtualClock();
        var flight = new StepFlight(_ => new SlowClient(time), time);
        return VirtualRun.RunAsync(time, _ => flight.FlyAsync(Parse(steps), CancellationToken.None));
    }

    /// <summary>Takes three seconds a call and gives the prompt back.</summary>
    private sealed class SlowClient(TimeProvider timeProvider) : IStepClient
    {
        public async Task<StepOutcome> CallAsync(StepRequest request, CancellationToken cancellationToken)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(3), timeProvider, cancellationToken);
                return new StepOutcome(request.CallId, StepOutcome.Succeeded, 1, request.Prompt);
            }
            catch (OperationCanceledException)
            {
                return new StepOutcome(request.CallId, StepOutcome.Stopped, 0, "");
            }
        }

        public void Dispose()
        {
        }
    }
}
