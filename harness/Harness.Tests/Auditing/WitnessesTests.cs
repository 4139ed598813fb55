using Auditor;
using Auditor.Lines;

namespace Harness.Tests.Auditing;

/// <summary>The client's audit log against the journal: what is a contradiction and what is in order.</summary>
public sealed class WitnessesTests
{
    private static readonly JournalLine Seen = Sample.Chat(1, 0, "a");

    private static readonly AuditLine Told = Sample.ToldBy(Seen);

    [Fact]
    public void Witnesses_SameStory_AgreeAndMayDifferInWhatWasLost()
    {
        var unread = Sample.Chat(2, 5, "b");
        var neverArrived = Told with { Call = "c", Status = null, Outcome = AttemptOutcome.Unknown };
        var neverSent = Told with { Call = "d", Status = null, CommittedNs = null, Outcome = AttemptOutcome.NotSent };
        var somebodyElse = Sample.Chat(3, 9, "e") with { Key = KeyFingerprint.Of("sk-other") };

        var codes = Judge(
            [Seen, unread, somebodyElse],
            Told, Sample.ToldBy(unread) with { Status = null, Outcome = AttemptOutcome.Unknown }, neverArrived, neverSent);

        Assert.Empty(codes);
    }

    [Fact]
    public void Witnesses_OtherStatus_Disagree() =>
        Assert.Equal([FindingCode.WitnessesDisagree], Judge([Seen], Told with { Status = 503 }));

    [Fact]
    public void Witnesses_AttemptThatTheClientDoesNotKnow_Disagree() =>
        Assert.Equal([FindingCode.WitnessesDisagree], Judge([Seen, Sample.Chat(2, 5, "b")], Told));

    [Fact]
    public void Witnesses_AttemptThatTheClientSaysWasNotSent_Disagree() =>
        Assert.Equal([FindingCode.WitnessesDisagree], Judge([Seen], Told with { CommittedNs = null, Status = null }));

    [Fact]
    public void Witnesses_AnsweredAttemptThatTheJournalDoesNotKnow_Disagree() =>
        Assert.Equal([FindingCode.WitnessesDisagree], Judge([Seen], Told, Told with { Call = "b" }));

    [Fact]
    public void Witnesses_BrokenChain_IsAFindingThatNamesTheLine()
    {
        var log = new AuditLog("audit.jsonl", [Told], [new BrokenLink(7, 0, "was changed")]);

        var verdict = JournalAuditor.Judge([Seen], new Expectations(), [log]);

        var finding = Assert.Single(verdict.Findings);
        Assert.Equal((FindingCode.BrokenChain, "Line 7 of audit.jsonl was changed."), (finding.Code, finding.First.Sentence));
    }

    private static IReadOnlyList<FindingCode> Judge(IEnumerable<JournalLine> journal, params IReadOnlyList<AuditLine> told) =>
        Sample.Codes(JournalAuditor.Judge(journal, new Expectations(), [new AuditLog("audit.jsonl", told, [])]));
}
