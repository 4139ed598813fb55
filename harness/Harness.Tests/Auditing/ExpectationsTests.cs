using Auditor;
using ScenarioFile;

namespace Harness.Tests.Auditing;

/// <summary>The section <c>expect</c>: what it may say, and what its counts and expected findings do to a verdict.</summary>
public sealed class ExpectationsTests
{
    [Fact]
    public void Section_EverythingThatItMaySay_IsBound()
    {
        var bound = Bind(
            """
            over: 3h
            limits:
              - {name: hourly, dialect: DeepSeek/Chat, kinds: [chat], requests: 100, window: 1h, key: sk-one, utilisation: 0.95}
              - {name: tokens, tokens: 5000000000, window: 1m, scope: account, model: deepseek-chat, tolerance: 1ms}
              - {name: in flight, inFlight: 25, scope: all}
              - {name: tasks, activeJobs: 24}
            attempts: ">= 3"
            calls: 3
            refusals: 2..5
            findings:
              - {code: limit_exceeded, key: sk-naive}
            """);

        Assert.Equal(TimeSpan.FromHours(3), bound.Over);
        Assert.Equal((LimitUnit.Tokens, 5_000_000_000), bound.Limits[1].Allowance);
        Assert.Equal(new CountRange(3, null), bound.Attempts);
        Assert.Equal(new CountRange(3, 3), bound.Calls);
        Assert.Equal(new CountRange(2, 5), bound.Refusals);
        Assert.Equal(FindingCode.LimitExceeded, Assert.Single(bound.Findings).Code);
    }

    [Theory]
    [InlineData("limits: [{name: a, requests: 0, window: 1h}]", "write a value of 1 or more")]
    [InlineData("limits: [{name: a, requests: 1, window: 1h, utilisation: 1.2}]", "write a value from 0 to 1")]
    [InlineData("limits: [{name: a, window: 1h}]", "keep one of requests, tokens, images, inFlight, activeJobs")]
    [InlineData("limits: [{name: a, requests: 1, inFlight: 2, window: 1h}]", "a limit states exactly one amount")]
    [InlineData("limits: [{name: a, requests: 1}]", "add window: 1h")]
    [InlineData("limits: [{name: a, requests: 1, window: 0s}]", "the window is impossible")]
    [InlineData("limits: [{name: a, requests: 1, window: 1s, tolerance: 1s}]", "the tolerance leaves nothing")]
    [InlineData("limits: [{name: a, inFlight: 1, window: 1h}]", "remove window")]
    [InlineData("limits: [{name: a, activeJobs: 1, kinds: [poll]}]", "remove kinds")]
    [InlineData("limits: [{name: a, activeJobs: 1, utilisation: 0.5}]", "remove utilisation")]
    [InlineData("limits: [{name: a, inFlight: 1}, {name: a, inFlight: 2}]", "give each limit its own name")]
    [InlineData("over: 0s", "the time to use is impossible")]
    [InlineData("attempts: some", "write a count as")]
    [InlineData("findings: [{code: was_rude}]", "limit_exceeded")]
    public void Section_ImpossibleValue_IsRefusedWithARemedy(string yaml, string remedy)
    {
        var refused = Assert.Throws<ScenarioFormatException>(() => Bind(yaml));

        Assert.Contains(remedy, refused.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", 3, 3L)]
    [InlineData(" >=3 ", 3, null)]
    [InlineData("<= 5", 0, 5L)]
    [InlineData("2..5", 2, 5L)]
    [InlineData("0", 0, 0L)]
    public void CountRange_EachForm_IsReadAndWritten(string text, long min, long? max)
    {
        var range = CountRange.Parse(text, null);

        Assert.Equal(new CountRange(min, max), range);
        Assert.Equal(range, CountRange.Parse(range.ToString(), null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("5..2")]
    [InlineData("> 3")]
    [InlineData("1..2..3")]
    public void CountRange_AnythingElse_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => CountRange.Parse(text, null));

    [Fact]
    public void Counts_NotAsDemanded_AreFindings()
    {
        var expectations = new Expectations { Attempts = new(2, 2), Calls = new(2, null), Refusals = new(1, 1) };
        var refused = Sample.Chat(1, 0, "a") with { Status = 429 };

        var verdict = JournalAuditor.Judge([refused, Sample.Chat(2, Sample.Second, "a", 1)], expectations);

        var finding = Assert.Single(verdict.Findings);
        Assert.Equal(
            (FindingCode.ExpectationFailed, "By the journal calls are 1, and >= 2 are demanded."),
            (finding.Code, finding.First.Sentence));
    }

    [Fact]
    public void ExpectedFinding_ThatAppears_FailsNothing()
    {
        var verdict = JournalAuditor.Judge(Overshoot("sk-naive"), Expecting("sk-naive"));

        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.True(Assert.Single(verdict.Findings).IsExpected);
    }

    [Fact]
    public void ExpectedFinding_ThatDoesNotAppear_FailsAndSoDoesOneOfSomebodyElse()
    {
        var verdict = JournalAuditor.Judge(Overshoot("sk-other"), Expecting("sk-naive"));

        Assert.Equal([FindingCode.LimitExceeded, FindingCode.ExpectationFailed], Sample.Codes(verdict));
        Assert.False(verdict.IsClean);
    }

    private static IEnumerable<Auditor.Lines.JournalLine> Overshoot(string key) =>
        Enumerable.Range(1, 3).Select(seq => Sample.Chat(seq, seq) with { Key = KeyFingerprint.Of(key) });

    private static Expectations Expecting(string key) => new()
    {
        Limits = [Sample.PerWindow(2, TimeSpan.FromHours(1))],
        Findings = [new FindingExpectation { Code = FindingCode.LimitExceeded, Key = key, Dialect = "DeepSeek/Chat" }],
    };

    private static Expectations Bind(string yaml)
    {
        var indented = string.Join('\n', yaml.Split('\n').Select(line => "  " + line));
        return ScenarioDocument.Parse($"version: 1\ntitle: a test\nexpect:\n{indented}\n", "test.yaml").Section<Expectations>("expect")!;
    }
}
