using Auditor.Exchanges;
using Auditor.Lines;

namespace Auditor.Conduct;

/// <summary>
/// Compares what clients say they did with what arrived. Both must know the same attempts and the same statuses, with
/// two differences that are in order: an attempt without an answer may never have arrived, and an answer that was sent
/// may never have been read.
/// </summary>
internal sealed class Witnesses(IReadOnlyList<AuditLog> logs, FindingCollection findings)
{
    public void Compare(Run run)
    {
        ReportBrokenLinks();
        var told = logs.SelectMany(log => log.Lines).ToLookup(line => new AttemptKey(line.Dialect, line.Operation, line.Call, line.Attempt));
        var keys = logs.SelectMany(log => log.Lines).Select(line => line.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var calls = logs.SelectMany(log => log.Lines).Select(line => line.Call).ToHashSet(StringComparer.Ordinal);

        // Somebody else's requests may stand in the same journal; ours carry one of our keys or one of our call ids.
        var seen = run.Exchanges
            .Where(exchange => exchange.IdentifiedBy is IdentifiedBy.Declared)
            .Where(exchange => exchange.Key is { } key ? keys.Contains(key) : calls.Contains(exchange.Call))
            .ToLookup(exchange => new AttemptKey(exchange.Dialect, exchange.Operation, exchange.Call, exchange.Attempt));

        foreach (var attempt in seen.Select(group => group.Key).Union(told.Select(group => group.Key)))
        {
            var sent = told[attempt].Where(line => line.CommittedNs is not null).OrderBy(line => line.CommittedNs);
            Compare([.. seen[attempt]], [.. sent]);
        }
    }

    private void Compare(Exchange[] seen, AuditLine[] sent)
    {
        if (seen.Length == sent.Length)
        {
            foreach (var (exchange, line) in seen.Zip(sent))
            {
                CompareStatus(exchange, line);
            }

            return;
        }

        if (seen.Length > sent.Length)
        {
            var extra = seen[^1];
            findings.Add(About(extra), () =>
                $"The journal has attempt {extra.Attempt} of call {extra.Call} ({extra.Operation}) {Times(seen.Length)}, "
                + $"and the client's audit log says it was sent {Times(sent.Length)}.");
        }
        else if (sent.Count(line => line.Status is not null) > seen.Length)
        {
            var extra = sent.Last(line => line.Status is not null);
            findings.Add(About(extra), () =>
                $"The client's audit log has attempt {extra.Attempt} of call {extra.Call} ({extra.Operation}) answered "
                + $"with status {extra.Status}, and the journal has it {Times(seen.Length)}.");
        }
    }

    private void CompareStatus(Exchange exchange, AuditLine line)
    {
        if (line.Status is { } read && read != exchange.Status)
        {
            findings.Add(About(exchange), () =>
                $"Attempt {exchange.Attempt} of call {exchange.Call} ({exchange.Operation}) was answered with "
                + $"{(exchange.Status is { } sent ? $"status {sent}" : "no status")} by the journal and with status {read} "
                + "by the client's audit log.");
        }
    }

    private void ReportBrokenLinks()
    {
        foreach (var log in logs)
        {
            foreach (var link in log.BrokenLinks)
            {
                var evidence = new Evidence { Code = FindingCode.BrokenChain, Limit = log.Name, AtNs = link.EndedNs };
                findings.Add(evidence, () => $"Line {link.LineNumber} of {log.Name} {link.What}.");
            }
        }
    }

    private static string Times(int count) => count switch
    {
        0 => "not at all",
        1 => "once",
        _ => $"{count} times",
    };

    private static Evidence About(Exchange exchange) => new()
    {
        Code = FindingCode.WitnessesDisagree,
        Dialect = exchange.Dialect,
        Key = exchange.Key,
        Call = exchange.Call,
        AtNs = exchange.ArrivedNs,
    };

    private static Evidence About(AuditLine line) => new()
    {
        Code = FindingCode.WitnessesDisagree,
        Dialect = line.Dialect,
        Key = line.Key,
        Call = line.Call,
        AtNs = line.CommittedNs,
    };

    private readonly record struct AttemptKey(string Dialect, string Operation, string Call, int Attempt);
}
