using Auditor;
using Auditor.Lines;

namespace Harness.Tests.Auditing;

/// <summary>Hand-made lines: everything that a test does not speak of is ordinary.</summary>
internal static class Sample
{
    public const long Second = 1_000_000_000;

    public const long Millisecond = 1_000_000;

    /// <summary>2026-01-05T00:00:00Z, where runs begin.</summary>
    public const long Origin = 1_767_571_200 * Second;

    /// <summary>A chat exchange of one call, answered with 200 at once and ended a millisecond later.</summary>
    public static JournalLine Chat(long seq, long arrivedNs, string? call = null, int attempt = 0) => new()
    {
        V = 1,
        Seq = seq,
        ArrivedNs = Origin + arrivedNs,
        FirstByteNs = Origin + arrivedNs,
        EndedNs = Origin + arrivedNs + Millisecond,
        Dialect = "DeepSeek/Chat",
        Operation = "chat.completions",
        Kind = ExchangeKind.Chat,
        Method = "POST",
        Path = "/deepseek/chat/completions",
        Key = KeyFingerprint.Of("sk-one"),
        Account = "one",
        Model = "deepseek-chat",
        Call = call ?? $"call-{seq}",
        Attempt = attempt,
        IdentifiedBy = IdentifiedBy.Declared,
        Units = new JournalUnits { Requests = 1, InputTokens = 10, OutputTokens = 5, Images = 0, MicroUsd = 7 },
        Status = 200,
        RetryAfterNs = null,
        Ending = ExchangeEnding.ReadToEnd,
        Job = null,
        Fault = null,
        Plan = null,
        Limiter = null,
        Reason = "answered",
    };

    /// <summary>A submit that made a job.</summary>
    public static JournalLine Submit(long seq, long arrivedNs, string? job = null, string? call = null, int attempt = 0) =>
        Chat(seq, arrivedNs, call, attempt) with
        {
            Dialect = "Flux/Bfl",
            Operation = "generate",
            Kind = ExchangeKind.Submit,
            Path = "/flux/v1/flux-pro",
            Job = job ?? $"job-{seq}",
        };

    public static JournalLine About(string job, ExchangeKind kind, long seq, long arrivedNs) =>
        Submit(seq, arrivedNs, job) with { Kind = kind, Operation = kind is ExchangeKind.Poll ? "get_result" : "delivery" };

    /// <summary>The client's side of an exchange, as an honest log would tell it.</summary>
    public static AuditLine ToldBy(JournalLine line) => new()
    {
        V = 1,
        Seq = line.Seq,
        Call = line.Call,
        Attempt = line.Attempt,
        Dialect = line.Dialect,
        Operation = line.Operation,
        Kind = line.Kind,
        Key = line.Key,
        Model = line.Model,
        QueuedNs = line.ArrivedNs,
        GrantedNs = line.ArrivedNs,
        CommittedNs = line.ArrivedNs,
        HeadersNs = line.FirstByteNs,
        EndedNs = line.EndedNs ?? line.ArrivedNs,
        Outcome = AttemptOutcome.Succeeded,
        ErrorKind = null,
        Status = line.Status,
        RetryAfterNs = line.RetryAfterNs,
        Job = line.Job,
        ReservedMicroUsd = 0,
        SettledMicroUsd = 0,
        Next = NextStep.Done,
        WaitNs = null,
        Why = "answered",
        PrevHash = new string('0', 64),
        Hash = new string('0', 64),
    };

    public static LimitExpectation PerWindow(long requests, TimeSpan window) =>
        new() { Name = "hourly", Requests = requests, Window = window };

    public static Verdict Judge(params IEnumerable<JournalLine> lines) => JournalAuditor.Judge(lines, new Expectations());

    public static Verdict Judge(LimitExpectation limit, params IEnumerable<JournalLine> lines) =>
        JournalAuditor.Judge(lines, new Expectations { Limits = [limit] });

    public static IReadOnlyList<FindingCode> Codes(Verdict verdict) => [.. verdict.Findings.Select(finding => finding.Code)];
}
