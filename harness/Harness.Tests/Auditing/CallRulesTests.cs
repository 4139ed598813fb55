using Auditor;
using Auditor.Lines;

namespace Harness.Tests.Auditing;

/// <summary>Every finding about calls: when it is made, and the neighbour that is innocent.</summary>
public sealed class CallRulesTests
{
    [Theory]
    [InlineData(2 * Sample.Second, 0)]
    [InlineData((2 * Sample.Second) - 1, 1)]
    [InlineData(0, 1)]
    public void RetryAfter_NextAttempt_MustNotArriveBeforeTheWaitIsOver(long waitedNs, int early)
    {
        var refused = Sample.Chat(1, 0, "a") with { Status = 429, RetryAfterNs = 2 * Sample.Second };

        var verdict = Sample.Judge(refused, Sample.Chat(2, waitedNs, "a", 1));

        Assert.Equal(early, verdict.Findings.Count(finding => finding.Code is FindingCode.RetryAfterIgnored));
        Assert.Equal(new RetryAfterFigures(1 - early, early, early * ((2 * Sample.Second) - waitedNs)), verdict.Figures.RetryAfter);
    }

    [Fact]
    public void RetryAfter_OtherKeyOrOtherCallOrAlreadyOnItsWay_IsInnocent()
    {
        var refused = Sample.Chat(1, 0, "a") with { Status = 429, RetryAfterNs = Sample.Second, FirstByteNs = Sample.Origin + 50 };

        var verdict = Sample.Judge(
            refused,
            Sample.Chat(2, 40, "a", 1) with { Status = 200 },
            Sample.Chat(3, 60, "b"),
            Sample.Chat(4, 70, "a", 2) with { Key = KeyFingerprint.Of("sk-two") });

        Assert.True(verdict.IsClean, verdict.ToString());
    }

    [Theory]
    [InlineData(nameof(ExchangeKind.Chat), 400, true)]
    [InlineData(nameof(ExchangeKind.Chat), 401, true)]
    [InlineData(nameof(ExchangeKind.Chat), 402, true)]
    [InlineData(nameof(ExchangeKind.Chat), 403, true)]
    [InlineData(nameof(ExchangeKind.Chat), 404, true)]
    [InlineData(nameof(ExchangeKind.Chat), 405, true)]
    [InlineData(nameof(ExchangeKind.Chat), 413, true)]
    [InlineData(nameof(ExchangeKind.Chat), 415, true)]
    [InlineData(nameof(ExchangeKind.Chat), 422, true)]
    [InlineData(nameof(ExchangeKind.Submit), 409, true)]
    [InlineData(nameof(ExchangeKind.Poll), 422, true)]
    [InlineData(nameof(ExchangeKind.Download), 404, true)]
    [InlineData(nameof(ExchangeKind.Poll), 404, false)]
    [InlineData(nameof(ExchangeKind.Poll), 401, false)]
    [InlineData(nameof(ExchangeKind.Chat), 409, false)]
    [InlineData(nameof(ExchangeKind.Chat), 408, false)]
    [InlineData(nameof(ExchangeKind.Chat), 429, false)]
    [InlineData(nameof(ExchangeKind.Chat), 503, false)]
    public void Retry_AfterAnAnswer_IsPointlessOnlyWhereNothingCanChange(string kindName, int status, bool isFound)
    {
        var kind = Enum.Parse<ExchangeKind>(kindName);
        var first = Sample.Chat(1, 0, "a") with { Kind = kind, Status = status };
        var second = Sample.Chat(2, Sample.Second, "a", 1) with { Kind = kind };

        var verdict = Sample.Judge(first, second);

        Assert.Equal(isFound ? [FindingCode.RetriedNonRetryable] : [], Sample.Codes(verdict));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    public void Retry_AfterAKeyWasRefused_MayUseAnotherKey(int status)
    {
        var refused = Sample.Chat(1, 0, "a") with { Status = status };

        var verdict = Sample.Judge(refused, Sample.Chat(2, 1, "a", 1) with { Key = KeyFingerprint.Of("sk-two") });

        Assert.True(verdict.IsClean, verdict.ToString());
    }

    [Fact]
    public void Submit_AfterItWasAccepted_IsPaidTwice()
    {
        var verdict = Sample.Judge(Sample.Submit(1, 0, "j1", "a"), Sample.Submit(2, Sample.Second, "j2", "a", 1));

        var finding = Assert.Single(verdict.Findings);
        Assert.Equal(FindingCode.DuplicateSubmit, finding.Code);
        Assert.Equal(
            "Attempt 1 of call a (generate) sent paid work again although attempt 0 had made job j1 (status 200).",
            finding.First.Sentence);
    }

    [Fact]
    public void Submit_AfterItsOutcomeBecameUnknown_IsPaidTwicePerhaps()
    {
        var cut = Sample.Submit(1, 0, call: "a") with
        {
            Job = null,
            Status = null,
            FirstByteNs = null,
            Ending = ExchangeEnding.CutByEmulator,
        };

        var verdict = Sample.Judge(cut, Sample.Submit(2, Sample.Second, call: "a", attempt: 1));

        Assert.Equal([FindingCode.DuplicateSubmit], Sample.Codes(verdict));
    }

    [Fact]
    public void Submit_AfterARefusalOrForTheSameJobOrAsAnotherCall_IsInnocent()
    {
        var refused = Sample.Submit(1, 0, call: "a") with { Job = null, Status = 503 };
        var sameJob = Sample.Submit(4, 4 * Sample.Second, "j", "b", 1);

        var verdict = Sample.Judge(
            refused,
            Sample.Submit(2, Sample.Second, call: "a", attempt: 1),
            Sample.Submit(3, 3 * Sample.Second, "j", "b"),
            sameJob,
            Sample.Submit(5, 5 * Sample.Second, call: "c"));

        Assert.True(verdict.IsClean, verdict.ToString());
    }

    [Fact]
    public void Submit_KnownByContentOnly_IsNotJudgedAndSaidSo()
    {
        var first = Sample.Submit(1, 0, call: "a") with { IdentifiedBy = IdentifiedBy.Content };

        var verdict = Sample.Judge(first, first with { Seq = 2, ArrivedNs = first.ArrivedNs + 1 });

        Assert.True(verdict.IsClean);
        Assert.Contains("X-Request-Id", Assert.Single(verdict.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void RetryHeader_TwoFirstAttempts_AreTwoCallsThatNobodyCanTellApart()
    {
        static JournalLine ByHeader(long seq, int attempt, int status) => Sample.Submit(seq, seq * Sample.Second, call: "a", attempt: attempt) with
        {
            IdentifiedBy = IdentifiedBy.RetryHeader,
            Status = status,
            Job = status == 200 ? $"job-{seq}" : null,
        };

        var apart = Sample.Judge(ByHeader(1, 0, 503), ByHeader(2, 0, 200), ByHeader(3, 1, 200));
        var together = Sample.Judge(ByHeader(1, 0, 200), ByHeader(2, 1, 200));

        Assert.True(apart.IsClean, apart.ToString());
        Assert.Equal([FindingCode.DuplicateSubmit], Sample.Codes(together));
    }

    [Theory]
    [InlineData(429, 10 * Sample.Millisecond, false)]
    [InlineData(429, (10 * Sample.Millisecond) - 1, true)]
    [InlineData(500, 0, true)]
    [InlineData(503, 1, true)]
    [InlineData(408, 1, false)]
    public void Retry_WithoutAHint_WaitsAtAll(int status, long waitedNs, bool isFound)
    {
        var failed = Sample.Chat(1, 0, "a") with { Status = status };

        var verdict = Sample.Judge(failed, Sample.Chat(2, waitedNs, "a", 1));

        Assert.Equal(isFound ? [FindingCode.NoBackoff] : [], Sample.Codes(verdict));
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Call_ManyAttempts_BecomeAStormAfterTen(int attempts, bool isFound)
    {
        var lines = Enumerable.Range(0, attempts).Select(attempt =>
            Sample.Chat(attempt + 1, attempt * Sample.Second, "a", attempt) with { Status = 503 });

        var verdict = Sample.Judge(lines);

        Assert.Equal(isFound ? [FindingCode.RetryStorm] : [], Sample.Codes(verdict));
    }

    [Fact]
    public void Call_ManyPollsThatSucceed_AreNoStorm()
    {
        var lines = Enumerable.Range(0, 50).Select(poll => Sample.About("j", ExchangeKind.Poll, poll + 1, poll * Sample.Second) with { Call = "a" });

        var verdict = Sample.Judge(lines);

        Assert.True(verdict.IsClean, verdict.ToString());
    }
}
