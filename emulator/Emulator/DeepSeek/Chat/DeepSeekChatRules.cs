using System.Collections.Frozen;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.Exchanges;
using Emulator.Scenarios;

namespace Emulator.DeepSeek.Chat;

/// <summary>What a scenario says of the provider, made ready for every request: its catalogue, its days, its statuses.</summary>
internal sealed class DeepSeekChatRules
{
    /// <summary>The working days of autumn 2026 on which China rests, from when on there are peak hours.</summary>
    private static readonly DateOnly[] KnownHolidays =
    [
        new(2026, 9, 25), new(2026, 10, 1), new(2026, 10, 2), new(2026, 10, 5), new(2026, 10, 6), new(2026, 10, 7),
    ];

    private readonly FrozenSet<DateOnly> _holidays;
    private readonly FrozenSet<int> _requestIds;
    private readonly FrozenSet<int> _octetStreams;

    /// <param name="section">What the scenario says; it was checked.</param>
    public DeepSeekChatRules(DeepSeekChatSection section)
    {
        Section = section;
        var catalog = (section.CatalogDate is { } date ? DeepSeekCatalogs.At(date.At) : null) ?? DeepSeekCatalogs.Newest;
        Catalog = section.RoutesProToFlash ? DeepSeekCatalogs.RoutedToFlash(catalog) : catalog;
        _holidays = (section.Holidays ?? KnownHolidays).ToFrozenSet();
        _requestIds = (section.RequestIdStatuses ?? Catalog.RequestIdStatuses).ToFrozenSet();
        _octetStreams = (section.OctetStreamStatuses ?? [400]).ToFrozenSet();
        DefaultLimits = DeepSeekChatLimits.Of(Catalog);
    }

    /// <summary>The rules where a scenario says nothing.</summary>
    public static DeepSeekChatRules Newest { get; } = new(new DeepSeekChatSection());

    public DeepSeekChatSection Section { get; }

    public DeepSeekCatalog Catalog { get; }

    public IReadOnlyList<LimitSection> DefaultLimits { get; }

    public int ThinkingTokens => Section.ThinkingTokens ?? Catalog.ThinkingTokens;

    /// <summary>The rules of the scenario that a request came under.</summary>
    public static DeepSeekChatRules Of(Exchange exchange) => (DeepSeekChatRules)exchange.Served.Rules!;

    public bool EndsWithRequestId(int status) => _requestIds.Contains(status);

    public bool IsOctetStream(int status) => _octetStreams.Contains(status);

    /// <summary>Peak is 01:00 to 04:00 and 06:00 to 10:00 UTC, 09:00 to 12:00 and 14:00 to 18:00 in Beijing.</summary>
    public bool IsPeak(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        return utc.Hour is (>= 1 and < 4) or (>= 6 and < 10)
            && (!Catalog.HasPeakOnWorkdaysOnly
                || (utc.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(DateOnly.FromDateTime(utc))));
    }

    /// <summary>What is billed, in millionths of a dollar and of the account's own currency, rounded up.</summary>
    public DeepSeekBill BillFor(DeepSeekModel model, DeepSeekUse use, DateTimeOffset at)
    {
        var isPeak = IsPeak(at);
        var dollars = Sum(model.Dollars);
        return new DeepSeekBill(
            (long)Math.Ceiling(dollars), Section.Currency is DeepSeekCurrency.Yuan ? Sum(model.Yuan!) / 1_000_000m : null);

        decimal Sum(DeepSeekPrices prices)
        {
            var price = isPeak ? prices.Peak : prices.OffPeak;
            return (use.HitTokens * price.Hit) + (use.MissTokens * price.Miss) + (use.OutputTokens * price.Output);
        }
    }
}

/// <summary>What a request used: of its prompt found in the cache and not found, and of the answer.</summary>
internal readonly record struct DeepSeekUse(int HitTokens, int MissTokens, int OutputTokens);

/// <summary>What a request costs.</summary>
/// <param name="MicroUsd">In millionths of a dollar.</param>
/// <param name="Yuan">In yuan, where accounts are in yuan.</param>
internal readonly record struct DeepSeekBill(long MicroUsd, decimal? Yuan);
