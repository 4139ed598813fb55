using Auditor;
using Auditor.Lines;

namespace Harness.Tests.Auditing;

/// <summary>Limits beside plain request windows: units, scopes, in flight, jobs, shares.</summary>
public sealed class LimitJudgeTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    [Fact]
    public void Tokens_CountInputAndOutput()
    {
        var limit = new LimitExpectation { Name = "tpm", Tokens = 29, Window = Window };

        var verdict = Sample.Judge(limit, Sample.Chat(1, 0), Sample.Chat(2, 1));

        Assert.Equal((30, LimitOutcome.Exceeded), (verdict.Limits[0].Peak, verdict.Limits[0].Outcome));
    }

    [Fact]
    public void Images_CountByTheirNumber()
    {
        var limit = new LimitExpectation { Name = "images", Images = 4, Window = Window };
        var four = Sample.Submit(1, 0);

        var verdict = Sample.Judge(limit, four with { Units = four.Units with { Images = 4 } });

        Assert.Equal((4, LimitOutcome.Kept), (verdict.Limits[0].Peak, verdict.Limits[0].Outcome));
    }

    [Theory]
    [InlineData(nameof(LimitScope.Key), 2, true)]
    [InlineData(nameof(LimitScope.Account), 1, false)]
    [InlineData(nameof(LimitScope.All), 1, false)]
    public void Scope_TwoKeysOfOneAccount_ShareAnAllowanceOnlyIfTheScopeSaysSo(string scope, int subjects, bool isClean)
    {
        var limit = Sample.PerWindow(1, Window) with { Scope = Enum.Parse<LimitScope>(scope) };

        var verdict = Sample.Judge(limit, Sample.Chat(1, 0), Sample.Chat(2, 1) with { Key = KeyFingerprint.Of("sk-two") });

        Assert.Equal((subjects, isClean), (verdict.Limits.Count, verdict.IsClean));
    }

    [Fact]
    public void Scope_AccountThatNobodyNamed_IsNotJudgedAndNotClean()
    {
        var limit = Sample.PerWindow(10, Window) with { Scope = LimitScope.Account };

        var verdict = Sample.Judge(limit, Sample.Chat(1, 0) with { Account = null });

        Assert.Equal(LimitOutcome.NotJudged, Assert.Single(verdict.Limits).Outcome);
        Assert.False(verdict.IsClean);
    }

    [Fact]
    public void Filters_DialectKindModelAndKey_LeaveTheRestOut()
    {
        var limit = Sample.PerWindow(1, Window) with
        {
            Dialect = "DeepSeek/Chat",
            Kinds = [ExchangeKind.Chat],
            Model = "deepseek-chat",
            Key = "sk-one",
        };

        var verdict = Sample.Judge(
            limit,
            Sample.Chat(1, 0),
            Sample.Submit(2, 1),
            Sample.Chat(3, 2) with { Kind = ExchangeKind.Other },
            Sample.Chat(4, 3) with { Model = "deepseek-reasoner" },
            Sample.Chat(5, 4) with { Key = KeyFingerprint.Of("sk-two") });

        Assert.Equal(1, Assert.Single(verdict.Limits).Arrived);
    }

    [Fact]
    public void Refused_ArrivalsCountLikeAnyOther()
    {
        var verdict = Sample.Judge(Sample.PerWindow(1, Window), Sample.Chat(1, 0), Sample.Chat(2, 1) with { Status = 429 });

        Assert.Equal([FindingCode.LimitExceeded], Sample.Codes(verdict));
    }

    [Theory]
    [InlineData(Sample.Millisecond, true)]
    [InlineData(Sample.Millisecond - 1, false)]
    public void InFlight_WhatEndsAsAnotherArrives_MakesRoomForIt(long secondNs, bool isClean)
    {
        var limit = new LimitExpectation { Name = "concurrency", InFlight = 1 };

        var verdict = Sample.Judge(limit, Sample.Chat(1, 0), Sample.Chat(2, secondNs));

        Assert.Equal(isClean, verdict.IsClean);
    }

    [Fact]
    public void InFlight_ExchangesWithoutLength_CountAtTheirOwnInstantOnly()
    {
        var limit = new LimitExpectation { Name = "concurrency", InFlight = 2 };
        var quick = Sample.Chat(2, 10) with { EndedNs = Sample.Origin + 10 };

        var verdict = Sample.Judge(limit, Sample.Chat(1, 0), quick, quick with { Seq = 3, Call = "c" });

        Assert.Equal((2, true), (verdict.Limits[0].Peak, verdict.IsClean));
    }

    [Fact]
    public void InFlight_StillOpenAtTheEnd_RunsOn()
    {
        var limit = new LimitExpectation { Name = "concurrency", InFlight = 1 };
        var open = Sample.Chat(1, 0) with { EndedNs = null, Ending = ExchangeEnding.Open };

        var verdict = Sample.Judge(limit, open, Sample.Chat(2, 90 * Sample.Second));

        Assert.Equal(["call-1", "call-2"], Assert.Single(verdict.Limits).Worst!.Calls);
    }

    [Fact]
    public void ActiveJobs_DownloadedBeforeTheNextSubmit_AreProvenToBeFew()
    {
        var limit = new LimitExpectation { Name = "tasks", Dialect = "Flux/Bfl", ActiveJobs = 1 };

        var verdict = Sample.Judge(
            limit,
            Sample.Submit(1, 0, "a"),
            Sample.About("a", ExchangeKind.Poll, 2, 10),
            Sample.Submit(3, 15, "b"),
            Sample.About("a", ExchangeKind.Download, 4, 20));

        Assert.Equal((1, LimitOutcome.Kept, true), (verdict.Limits[0].Peak, verdict.Limits[0].Outcome, verdict.IsClean));
    }

    [Fact]
    public void ActiveJobs_NeverSeenToBeOver_AreNotJudgedRatherThanGuessed()
    {
        var limit = new LimitExpectation { Name = "tasks", ActiveJobs = 1 };

        var verdict = Sample.Judge(limit, Sample.Submit(1, 0, "a"), Sample.Submit(2, Sample.Second, "b"));

        Assert.Equal(LimitOutcome.NotJudged, Assert.Single(verdict.Limits).Outcome);
        Assert.Empty(verdict.Findings);
        Assert.False(verdict.IsClean);
    }

    [Theory]
    [InlineData(8, nameof(LimitOutcome.NotExercised))]
    [InlineData(9, nameof(LimitOutcome.Kept))]
    public void Peak_OfAtMostFourFifths_HasNotTestedTheLimit(int arrivals, string outcome)
    {
        var lines = Enumerable.Range(1, arrivals).Select(seq => Sample.Chat(seq, seq));

        var verdict = Sample.Judge(Sample.PerWindow(10, Window), lines);

        Assert.Equal((outcome, true), (Assert.Single(verdict.Limits).Outcome.ToString(), verdict.IsClean));
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.51, false)]
    public void Utilisation_BelowWhatIsDemanded_IsAFinding(double demanded, bool isClean)
    {
        var expectations = new Expectations
        {
            Over = TimeSpan.FromSeconds(3),
            Limits = [Sample.PerWindow(2, Window) with { Utilisation = demanded }],
        };
        var lines = Enumerable.Range(0, 3).Select(second => Sample.Chat(second + 1, second * Sample.Second));

        var verdict = JournalAuditor.Judge(lines, expectations);

        Assert.Equal(0.5, Assert.Single(verdict.Limits).Share);
        Assert.Equal(isClean ? [] : [FindingCode.Underused], Sample.Codes(verdict));
    }

    [Fact]
    public void Utilisation_NothingArrived_IsUnderused()
    {
        var verdict = Sample.Judge(Sample.PerWindow(2, Window) with { Utilisation = 0.1 });

        Assert.Equal([FindingCode.Underused], Sample.Codes(verdict));
        Assert.Contains("The journal is empty: nothing was tested.", verdict.Notes);
    }
}
