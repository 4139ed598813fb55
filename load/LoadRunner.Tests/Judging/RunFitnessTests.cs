using LoadRunner.Judging;
using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Reporting;
using LoadRunner.Running;
using LoadRunner.Scenarios;
using LoadRunner.Targets;

namespace LoadRunner.Tests.Judging;

public sealed class RunFitnessTests
{
    private static readonly Judgement Clean = Judgement.Impossible("") with { Problem = null, IsClean = true };

    private static readonly LoadSection Load = new()
    {
        Duration = TimeSpan.FromSeconds(1),
        Targets = [new LoadTarget { Dialect = LoadDialect.DeepSeekChat, Arrivals = ArrivalCurve.Parse("5/s", null) }],
    };

    [Fact]
    public void VoidReasons_FitRun_AreNone()
    {
        var reasons = RunFitness.VoidReasons(Load, Flight(lagMs: 250), Clean, null);

        Assert.Empty(reasons);
    }

    [Fact]
    public void VoidReasons_Drops_VoidTheRunUnlessAllowed()
    {
        var strict = RunFitness.VoidReasons(Load, Flight(drops: 3), Clean, null);
        var lenient = RunFitness.VoidReasons(Load with { AllowDrops = true }, Flight(drops: 3), Clean, null);

        Assert.Equal("3 arrivals were dropped because maxInFlight (512) calls were under way; raise it, or write allowDrops: true", Assert.Single(strict));
        Assert.Empty(lenient);
    }

    [Fact]
    public void VoidReasons_LateGenerator_VoidsTheRun()
    {
        var reasons = RunFitness.VoidReasons(Load, Flight(lagMs: 300), Clean, null);

        Assert.StartsWith("1 % of the calls began 300 ms late or later, more than maxLag (250 ms)", Assert.Single(reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void VoidReasons_SaturatedEmulator_VoidsTheRunInItsOwnWords()
    {
        var reasons = RunFitness.VoidReasons(Load, Flight(), Clean, null, "the emulator was saturated in 2 s of the run");

        Assert.Equal("the emulator was saturated in 2 s of the run", Assert.Single(reasons));
    }

    [Fact]
    public void VoidReasons_NobodyListening_VoidsTheRun()
    {
        var reasons = RunFitness.VoidReasons(Load, Flight(kind: CallOutcomeKind.Unreachable), Clean, null);

        Assert.Equal("1 calls found nobody listening", Assert.Single(reasons));
    }

    [Fact]
    public void VoidReasons_EmulatorGone_SaysHowItEnded()
    {
        var reasons = RunFitness.VoidReasons(Load, Flight(kind: CallOutcomeKind.Unreachable), Clean, "with exit code 137");

        Assert.Equal("the emulator ended during the run, with exit code 137", Assert.Single(reasons));
    }

    [Fact]
    public void VoidReasons_NothingToJudgeBy_VoidsTheRun()
    {
        var reasons = RunFitness.VoidReasons(Load, Flight(), Judgement.Impossible("no journal"), null);

        Assert.Equal(["no journal"], reasons);
    }

    [Theory]
    [InlineData(true, true, false, RunOutcome.Interrupted, 130)]
    [InlineData(false, true, false, RunOutcome.Void, 3)]
    [InlineData(false, true, true, RunOutcome.Void, 3)]
    [InlineData(false, false, false, RunOutcome.Findings, 1)]
    [InlineData(false, false, true, RunOutcome.Clean, 0)]
    internal void Outcome_Precedence_IsInterruptedVoidFindings(
        bool isInterrupted, bool isVoid, bool isClean, RunOutcome expected, int exitCode)
    {
        var outcome = RunFitness.Outcome(isInterrupted, isVoid ? ["late"] : [], Clean with { IsClean = isClean });

        Assert.Equal(expected, outcome);
        Assert.Equal(exitCode, RunFitness.ExitCodeOf(outcome));
    }

    private static FlightRecord Flight(
        long lagMs = 0, int drops = 0, CallOutcomeKind kind = CallOutcomeKind.Succeeded)
    {
        CallRecorder recorder = new(1);
        recorder.Start(new Arrival(0, 0, 0), lagMs * 1_000_000);
        recorder.End(new CallRecord(0, 0, 0, 0, 1, "ended"), kind);
        for (var i = 0; i < drops; i++)
        {
            recorder.Drop(new Arrival(0, i, 0));
        }

        return new FlightRecord
        {
            Measurements = recorder.Snapshot(),
            OriginNs = 0,
            ArrivalsEndedNs = 1,
            EndedNs = 1,
            InFlightPeak = 1,
            LeftBehind = 0,
            IsInterrupted = false,
        };
    }
}
