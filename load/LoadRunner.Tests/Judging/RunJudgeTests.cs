using Auditor;
using LoadRunner.Judging;
using LoadRunner.Running;
using LimitVerdict = LoadRunner.Reporting.LimitVerdict;

namespace LoadRunner.Tests.Judging;

public sealed class RunJudgeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("load-tests-").FullName;

    [Fact]
    public void Judge_WarmUpInTheJournal_IsLeftOutOfTheVerdict()
    {
        var judgement = Judge("sk-warm-up", [("sk-load", 0, 200), ("sk-warm-up", 10, 200), ("sk-load", 20, 200), ("sk-warm-up", 30, 200)]);

        Assert.True(judgement.IsClean);
        Assert.Equal((2, 2), (judgement.Wire!.Exchanges, judgement.Wire.WarmUpExchanges));
        var limit = Assert.Single(judgement.Limits);
        Assert.Equal((LimitVerdict.Pass, 2), (limit.Verdict, limit.Peak));
    }

    [Fact]
    public void Judge_OneTooMany_IsViolatedWithAFinding()
    {
        var judgement = Judge(null, [("sk-load", 0, 200), ("sk-load", 10, 200), ("sk-load", 20, 429)]);

        Assert.False(judgement.IsClean);
        Assert.Equal(LimitVerdict.Violated, Assert.Single(judgement.Limits).Verdict);
        Assert.Equal("limit_exceeded", Assert.Single(judgement.Findings).Code);
        Assert.Equal((1, 1, 0), (judgement.Wire!.Refusals, judgement.Wire.RefusalsCaused, judgement.Wire.RefusalsInjected));
    }

    [Fact]
    public void Judge_NoJournal_IsNoJudgement()
    {
        var judgement = RunJudge.Judge(Scenario(), new RunEvidence(Path.Combine(_folder, "none.jsonl"), "none", null));

        Assert.StartsWith("the evidence cannot be read: ", judgement.Problem, StringComparison.Ordinal);
        Assert.False(judgement.IsClean);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Judgement Judge(string? warmUpKey, (string Key, long AtMs, int Status)[] exchanges)
    {
        var journal = Path.Combine(_folder, "journal.jsonl");
        File.WriteAllLines(journal, exchanges.Select((exchange, i) => Line(i + 1, KeyFingerprint.Of(exchange.Key), exchange.AtMs, exchange.Status)));
        return RunJudge.Judge(Scenario(), new RunEvidence(journal, Path.Combine(_folder, "none.jsonl"), warmUpKey));
    }

    private LoadScenario Scenario()
    {
        var file = Path.Combine(_folder, "scenario.yaml");
        File.WriteAllText(file, """
            version: 1
            load:
              duration: 1s
              targets: [{dialect: DeepSeek/Chat, arrivals: 2/s}]
            expect:
              limits: [{name: two a second, requests: 2, window: 1s}]
            """);
        return LoadScenario.Read(file);
    }

    private static string Line(int seq, string key, long atMs, int status) => $$"""
        {"v":1,"seq":{{seq}},"arrivedNs":{{atMs * 1_000_000}},"firstByteNs":{{(atMs + 1) * 1_000_000}},"endedNs":{{(atMs + 2) * 1_000_000}},"dialect":"DeepSeek/Chat","operation":"chat.completions","kind":"chat","method":"POST","path":"/deepseek/chat/completions","key":"{{key}}","account":null,"model":null,"call":"call-{{seq}}","attempt":0,"identifiedBy":"declared","units":{"requests":1,"inputTokens":0,"outputTokens":0,"images":0,"microUsd":0},"status":{{status}},"retryAfterNs":null,"ending":"readToEnd","job":null,"fault":null,"plan":null,"limiter":{"decision":"{{(status == 429 ? "refused" : "granted")}}","limit":"l","used":1,"permitLimit":2,"freeAtNs":null},"reason":"test"}
        """;
}
