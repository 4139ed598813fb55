using Auditor;

namespace Harness.Tests.Auditing;

/// <summary>What a person reads at the end of a run.</summary>
public sealed class VerdictTextTests
{
    [Fact]
    public void VerdictText_RunWithFindings_IsWhatWasAgreed()
    {
        var expectations = new Expectations
        {
            Over = TimeSpan.FromHours(2),
            Limits =
            [
                Sample.PerWindow(3, TimeSpan.FromHours(1)) with { Dialect = "DeepSeek/Chat", Utilisation = 0.95 },
                new LimitExpectation { Name = "concurrency", Dialect = "DeepSeek/Chat", InFlight = 25 },
                new LimitExpectation { Name = "tasks", Dialect = "Flux/Bfl", ActiveJobs = 1 },
            ],
            Calls = new CountRange(4, 4),
            Findings = [new FindingExpectation { Code = FindingCode.RetryAfterIgnored, Key = "sk-one" }],
        };
        var refused = Sample.Chat(1, 0, "a") with { Status = 429, RetryAfterNs = 2 * Sample.Second, Fault = "refuse" };

        var verdict = JournalAuditor.Judge(
            [
                refused,
                Sample.Chat(2, Sample.Second, "a", 1),
                Sample.Chat(3, 2 * Sample.Second, "b"),
                Sample.Chat(4, (3 * Sample.Second) + 1, "c"),
                Sample.Chat(6, 4 * Sample.Second, "d"),
                Sample.Submit(7, 5 * Sample.Second),
                Sample.Submit(8, 6 * Sample.Second),
            ],
            expectations);

        Golden.Check(verdict.ToString(), "verdict.findings.txt");
    }

    [Fact]
    public void VerdictText_CleanRun_IsShort()
    {
        var verdict = Sample.Judge(Sample.PerWindow(1, TimeSpan.FromMinutes(90)), Sample.Chat(1, 0));

        Golden.Check(verdict.ToString(), "verdict.clean.txt");
    }

    [Theory]
    [InlineData(0, "0ns")]
    [InlineData(1, "1ns")]
    [InlineData(1_500_000, "1.5ms")]
    [InlineData(3_600_000_000_000, "1h")]
    [InlineData(5_400_000_000_000, "1h 30m")]
    [InlineData(1_999_999_999, "1.999999999s")]
    public void Length_AnyTime_IsWrittenExactly(long ns, string text) => Assert.Equal(text, FindingWords.Length(ns));
}
