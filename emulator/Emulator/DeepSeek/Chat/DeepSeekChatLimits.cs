using System.Collections.Frozen;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.DeepSeek.Chat;

/// <summary>The models there are, with what they permit and cost, and the limits where the scenario says nothing.</summary>
internal static class DeepSeekChatLimits
{
    public const int ContextTokens = 1_048_576;
    public const int MaxOutputTokens = 393_216;

    public static readonly IReadOnlyList<DeepSeekModel> Models =
    [
        new("deepseek-flash", 2500, HasVision: true, new DeepSeekPrice(0.15m, 0.60m), new DeepSeekPrice(0.30m, 1.20m)),
        new("deepseek-v4-pro", 500, HasVision: false, new DeepSeekPrice(0.66m, 1.98m), new DeepSeekPrice(1.32m, 3.96m)),
    ];

    private static readonly FrozenDictionary<string, DeepSeekModel> ByName = Models
        .Select(model => KeyValuePair.Create(model.Name, model))
        .Append(KeyValuePair.Create("deepseek-v4-flash", Models[0]))
        .Append(KeyValuePair.Create("deepseek-v4-flash-vision-exp", Models[0]))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A hundred requests an hour, and what the provider permits at once by account and model.</summary>
    public static IReadOnlyList<LimitSection> Default { get; } =
    [
        new LimitSection { Name = "hourly", Requests = 100, Window = TimeSpan.FromHours(1), Kinds = [OperationKind.Chat] },
        .. Models.Select(model => new LimitSection
        {
            Name = $"concurrency of {model.Name}",
            InFlight = model.Concurrency,
            Per = [SubjectPart.Account],
            Models = [model.Name],
        }),
    ];

    /// <summary>The model of a name or alias; answers carry the model's own name whatever was asked for.</summary>
    public static DeepSeekModel? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What the provider would bill, in millionths of a dollar, rounded up.</summary>
    public static long MicroUsd(DeepSeekModel model, int inputTokens, int outputTokens, DateTimeOffset at)
    {
        var price = IsPeak(at) ? model.Peak : model.OffPeak;
        return (long)Math.Ceiling((inputTokens * price.Input) + (outputTokens * price.Output));
    }

    /// <summary>
    /// The words of a 429. The provider has some for concurrency and for tokens; it publishes no limit of another kind, so
    /// the others are chosen. A hidden limit tells no number.
    /// </summary>
    public static string Message(LimitDecision decision) => decision switch
    {
        { Limit.IsHidden: true } => "Too many requests. Please try again later.",
        { Limit.IsOverTime: false } =>
            $"Too many requests. Your current concurrency is {decision.Used + 1}, which exceeds your concurrency limit of {decision.PermitLimit} based on your remaining balance. Please top up your balance to restore your concurrency.",
        { Limit.Unit: CountedUnit.Tokens or CountedUnit.InputTokens } => "Rate limit reached for TPM",
        { Limit.Unit: CountedUnit.Requests } =>
            $"Too many requests. You have sent {decision.Used} requests, which reaches your limit of {decision.PermitLimit} requests per {Time(decision.Limit)}. Please try again later.",
        _ => $"Too many requests. You have used {LimitWords.Number(decision.Limit, decision.Used)} of the {LimitWords.Amount(decision.Limit, decision.PermitLimit)} per {Time(decision.Limit)}. Please try again later.",
    };

    private static string Time(Limit limit) =>
        limit.Counting is LimitCounting.Daily ? "day" : $"{limit.Window.TotalSeconds:0.###} seconds";

    /// <summary>Monday to Friday, 01:00 to 04:00 and 06:00 to 10:00 UTC; public holidays are not known here.</summary>
    private static bool IsPeak(DateTimeOffset at) =>
        at.UtcDateTime.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && at.UtcDateTime.Hour is (>= 1 and < 4) or (>= 6 and < 10);
}

/// <summary>A model with its limit and prices.</summary>
internal sealed record DeepSeekModel(
    string Name, int Concurrency, bool HasVision, DeepSeekPrice OffPeak, DeepSeekPrice Peak);

/// <summary>Dollars for a million tokens, which is millionths of a dollar for one.</summary>
internal readonly record struct DeepSeekPrice(decimal Input, decimal Output);
