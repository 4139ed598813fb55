using System.Runtime.InteropServices;
using Auditor.Lines;

namespace Auditor.Exchanges;

/// <summary>A whole run: its exchanges in order of arrival.</summary>
internal sealed class Run
{
    private Run(Exchange[] exchanges) => Exchanges = exchanges;

    public IReadOnlyList<Exchange> Exchanges { get; }

    public long FirstArrivalNs => Exchanges.Count == 0 ? 0 : Exchanges[0].ArrivedNs;

    /// <summary>The last instant that the journal knows of.</summary>
    public long LastInstantNs { get; private init; }

    /// <summary>Reads a journal once, counting as it goes by.</summary>
    public static Run Of(IEnumerable<JournalLine> journal, FigureCount figures)
    {
        List<Exchange> exchanges = [];
        Dictionary<string, string> texts = [];
        var last = 0L;
        foreach (var line in journal)
        {
            if (line.Kind is ExchangeKind.Callback)
            {
                // The provider called the client: no request of the client's, and nothing to judge it by.
                continue;
            }

            exchanges.Add(Keep(line, texts));
            figures.Add(line);
            last = Math.Max(last, line.EndedNs ?? line.FirstByteNs ?? line.ArrivedNs);
        }

        exchanges.Sort((a, b) =>
            a.ArrivedNs != b.ArrivedNs ? a.ArrivedNs.CompareTo(b.ArrivedNs) : a.Seq.CompareTo(b.Seq));
        return new Run([.. exchanges]) { LastInstantNs = last };
    }

    private static Exchange Keep(JournalLine line, Dictionary<string, string> texts) => new()
    {
        Seq = line.Seq,
        ArrivedNs = line.ArrivedNs,
        FirstByteNs = line.FirstByteNs,
        EndedNs = line.EndedNs,
        Dialect = Shared(line.Dialect, texts)!,
        Operation = Shared(line.Operation, texts)!,
        Kind = line.Kind,
        Key = Shared(line.Key, texts),
        Account = Shared(line.Account, texts),
        Model = Shared(line.Model, texts),
        Call = Shared(line.Call, texts)!,
        Attempt = line.Attempt,
        IdentifiedBy = line.IdentifiedBy,
        Tokens = line.Units.InputTokens + line.Units.OutputTokens,
        Images = line.Units.Images,
        Status = line.Status,
        RetryAfterNs = line.RetryAfterNs,
        Job = Shared(line.Job, texts),
    };

    private static string? Shared(string? text, Dictionary<string, string> texts)
    {
        if (text is null)
        {
            return null;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(texts, text, out _);
        return known ??= text;
    }
}
