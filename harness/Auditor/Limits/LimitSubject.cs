using Auditor.Exchanges;

namespace Auditor.Limits;

/// <summary>Everybody who shares one allowance, and the exchanges that count against it, in order of arrival.</summary>
internal sealed record LimitSubject(string Name, string? Key, IReadOnlyList<Exchange> Exchanges)
{
    private const string Everybody = "all";

    /// <summary>
    /// Groups a run's exchanges for one limit. What came without a key counts against nobody's allowance but everybody's.
    /// </summary>
    public static IReadOnlyList<LimitSubject> For(LimitExpectation limit, Run run)
    {
        var key = limit.Key is null ? null : KeyFingerprint.Of(limit.Key);
        var counted = run.Exchanges.Where(exchange =>
            (limit.Dialect is null || limit.Dialect == exchange.Dialect)
            && (limit.Kinds is null || limit.Kinds.Contains(exchange.Kind))
            && (limit.Model is null || limit.Model == exchange.Model)
            && (key is null || key == exchange.Key));
        var subjects = limit.Scope switch
        {
            LimitScope.All => [new LimitSubject(Everybody, key, [.. counted])],
            LimitScope.Account => Grouped(counted, exchange => exchange.Account, key),
            _ => Grouped(counted, exchange => exchange.Key, key),
        };
        return subjects is [] ? [new LimitSubject(key ?? Everybody, key, [])] : subjects;
    }

    private static LimitSubject[] Grouped(IEnumerable<Exchange> counted, Func<Exchange, string?> owner, string? key) =>
    [
        .. counted.Where(exchange => owner(exchange) is not null)
            .GroupBy(exchange => owner(exchange)!, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new LimitSubject(group.Key, key ?? OneKeyOf(group), [.. group])),
    ];

    private static string? OneKeyOf(IEnumerable<Exchange> exchanges)
    {
        var keys = exchanges.Select(exchange => exchange.Key).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        return keys is [var only] ? only : null;
    }
}
