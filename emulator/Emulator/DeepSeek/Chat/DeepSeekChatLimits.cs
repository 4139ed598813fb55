using Emulator.DeepSeek.Chat.Catalog;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.DeepSeek.Chat;

/// <summary>The limits where the scenario says nothing, and how the provider speaks of limits.</summary>
internal static class DeepSeekChatLimits
{
    /// <summary>A hundred requests an hour, and what the provider permits at once by account and model.</summary>
    public static IReadOnlyList<LimitSection> Of(DeepSeekCatalog catalog) =>
    [
        new LimitSection { Name = "hourly", Requests = 100, Window = TimeSpan.FromHours(1), Kinds = [OperationKind.Chat] },
        .. catalog.Models.Where(model => model.Concurrency is not null).Select(model => new LimitSection
        {
            Name = $"concurrency of {model.Name}",
            InFlight = model.Concurrency,
            Per = [SubjectPart.Account],
            Models = [model.Name],
        }),
    ];

    /// <summary>
    /// The words of a 429. The provider has some for concurrency and for tokens; it publishes no limit of another kind, so
    /// the others are chosen. A hidden limit tells no number.
    /// </summary>
    public static string Message(LimitDecision decision, DeepSeekChatSection section) => decision switch
    {
        { Limit.IsHidden: true } => "Too many requests. Please try again later.",
        { Limit.IsOverTime: false } => Concurrency(decision, section),
        { Limit.Unit: CountedUnit.Tokens or CountedUnit.InputTokens } => "Rate limit reached for TPM",
        { Limit.Unit: CountedUnit.Requests } =>
            $"Too many requests. You have sent {decision.Used} requests, which reaches your limit of {decision.PermitLimit} requests per {Time(decision.Limit)}. Please try again later.",
        _ => $"Too many requests. You have used {LimitWords.Number(decision.Limit, decision.Used)} of the {LimitWords.Amount(decision.Limit, decision.PermitLimit)} per {Time(decision.Limit)}. Please try again later.",
    };

    private static string Concurrency(LimitDecision decision, DeepSeekChatSection section)
    {
        // A falling limit may have been passed by far; the request itself is counted, or it is not.
        var current = section.StatedConcurrency is StatedConcurrency.Equal ? decision.Used : decision.Used + 1;
        var exceeds = $"Too many requests. Your current concurrency is {current}, which exceeds your concurrency limit of {decision.PermitLimit}";
        return section.BalanceSentence
            ? $"{exceeds} based on your remaining balance. Please top up your balance to restore your concurrency."
            : $"{exceeds}.";
    }

    private static string Time(Limit limit) =>
        limit.Counting is LimitCounting.Daily ? "day" : $"{limit.Window.TotalSeconds:0.###} seconds";
}
