using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Emulator.DeepSeek.Chat.Caching;
using Emulator.DeepSeek.Chat.Catalog;

namespace Emulator.DeepSeek.Chat;

/// <summary>What a scenario says that only this provider has: the keys below <c>provider</c>. What it does not say is as it is today.</summary>
internal sealed record DeepSeekChatSection : IValidatableObject
{
    [Description("The day whose models, names, prices, words and fingerprints are served, 2026-05-08 for example; by default the newest.")]
    public CatalogDate? CatalogDate { get; init; }

    [Description("Whether deepseek-v4-pro leads to deepseek-flash at its price, as was once announced; by default it is a model of its own.")]
    public bool RoutesProToFlash { get; init; }

    [Description("The currency of accounts and of GET /user/balance: USD (default) or CNY; amounts of accounts are then yuan.")]
    public DeepSeekCurrency Currency { get; init; }

    [Description("The working days, in Beijing, that have no peak hours; by default those of autumn 2026.")]
    public IReadOnlyList<DateOnly>? Holidays { get; init; }

    [Description("How prompts are cached.")]
    public DeepSeekCacheSection Cache { get; init; } = new();

    [Description("What answers and histories do where the provider is uncertain, or where clients had to cope with more.")]
    public DeepSeekAnswerSection Chat { get; init; } = new();

    [Description("Texts in a prompt that are refused with Content Exists Risk.")]
    public IReadOnlyList<string> RiskPhrases { get; init; } = [];

    [Description("The status of bodies that do not fit the schema and of unavailable response formats: 400 (default), or 422 as in early 2025.")]
    public int InvalidStatus { get; init; } = 400;

    [Description("The statuses whose messages end with (request_id: ...); by default those of the catalogue's day, today 400 and 401.")]
    public IReadOnlyList<int>? RequestIdStatuses { get; init; }

    [Description("The statuses whose JSON errors come as application/octet-stream; by default 400 alone.")]
    public IReadOnlyList<int>? OctetStreamStatuses { get; init; }

    [Description("Whose headers stand on answers: edgeOne (default), cloudFront as outside China, or none.")]
    public DeepSeekEdge Edge { get; init; }

    [Description("The concurrency that a 429 tells: above the limit by one (default), or equal to it.")]
    public StatedConcurrency StatedConcurrency { get; init; }

    [Description("Whether a 429 for concurrency speaks of the remaining balance; it does by default.")]
    public bool BalanceSentence { get; init; } = true;

    [Description("Whether the content of system, assistant and tool messages may be a list of text parts; by default only the user's.")]
    public bool AcceptsContentLists { get; init; }

    [Description("Whether response_format json_object needs the word json in the prompt; it does by default.")]
    public bool NeedsJsonWord { get; init; } = true;

    [Description("The prompt tokens that thinking adds; by default as measured in the catalogue's time.")]
    [Range(0, 10_000)]
    public int? ThinkingTokens { get; init; }

    [Description("The most prompt tokens that a picture counts; 384 by default.")]
    [Range(0, 100_000)]
    public int ImageTokens { get; init; } = 384;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var catalog = CatalogDate is { } date ? DeepSeekCatalogs.At(date.At) : DeepSeekCatalogs.Newest;
        if (catalog is null)
        {
            yield return new ValidationResult(
                $"nothing is known of that day; write {DeepSeekCatalogs.All[0].From:yyyy-MM-dd} or a later one", [nameof(CatalogDate)]);
        }

        if (Currency is DeepSeekCurrency.Yuan && catalog is not null && catalog.Models.Any(model => model.Yuan is null))
        {
            yield return new ValidationResult(
                "prices in yuan are known from 2026-09-10 on; write a later catalogDate, or currency: USD", [nameof(Currency)]);
        }

        if (InvalidStatus is not (400 or 422))
        {
            yield return new ValidationResult($"the provider never answered {InvalidStatus}; write 400 or 422", [nameof(InvalidStatus)]);
        }

        if (RiskPhrases.Any(string.IsNullOrWhiteSpace))
        {
            yield return new ValidationResult("an empty text is in every prompt; write the words that are refused", [nameof(RiskPhrases)]);
        }
    }
}

/// <summary>What an account's amounts are counted in.</summary>
internal enum DeepSeekCurrency
{
    [JsonStringEnumMemberName("USD")]
    Dollars,

    [JsonStringEnumMemberName("CNY")]
    Yuan,
}

/// <summary>Which network stands between the provider and its clients; both were seen.</summary>
internal enum DeepSeekEdge
{
    EdgeOne,
    CloudFront,
    None,
}

/// <summary>Which of the two numbers that were seen a refusal tells.</summary>
internal enum StatedConcurrency
{
    Above,
    Equal,
}
