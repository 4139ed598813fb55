using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Limits;
using Emulator.NanoBanana.Gemini.Refusals;
using Emulator.NanoBanana.Gemini.Replies;

namespace Emulator.NanoBanana.Gemini;

/// <summary>What a scenario says that only this provider has: the keys below <c>provider</c>. What it does not say is as it is today.</summary>
internal sealed record GeminiSection : IValidatableObject
{
    [Description("The day whose models are served, 2026-06-01 for example; by default the newest known.")]
    public DateOnly? CatalogDate { get; init; }

    [Description("Models that are shut down beside those of the day; they answer 404.")]
    public IReadOnlyList<string> Retired { get; init; } = [];

    [Description("Models that are served although the day has them no more, or not yet.")]
    public IReadOnlyList<string> Live { get; init; } = [];

    [Description("Ids that silently lead to another model: {gemini-3.1-flash-image: gemini-nano-banana-2.1}.")]
    public IReadOnlyDictionary<string, string> Routes { get; init; } = new Dictionary<string, string>();

    [Description("Ids of models that write and do not draw.")]
    public IReadOnlyList<string> TextModels { get; init; } = [];

    [Description("Models that take imageSize 512 although they are said not to.")]
    public IReadOnlyList<string> HalfSizeModels { get; init; } = [];

    [Description("Whether /v1 has the picture models, as /v1beta has; it does by default and did not before November 2026.")]
    public bool V1ImageModels { get; init; } = true;

    [Description("Whether gemini-3.1-flash-lite-image has ten ratios, and not fourteen; the sources differ.")]
    public bool LiteHasTenRatios { get; init; }

    [Description("Whether 1:8 and 8:1 are 352x2816 at 1K, as one project lists, and not 384x3072.")]
    public bool NarrowOneToEight { get; init; }

    [Description("Whether retryDelay has the fraction of a second that the prose has; by default it is whole seconds.")]
    public bool FractionalRetryDelay { get; init; }

    [Description("Whether events end with line feeds alone; by default with carriage returns, too.")]
    public bool LineFeedsOnly { get; init; }

    [Description("Whether the 404 of a model speaks of ModelService.ListModels, as was seen in 2026, in place of ListModels.")]
    public bool NamesModelService { get; init; }

    [Description("Whether answers in one piece are indented by two spaces and end with a newline; they are by default.")]
    public bool Pretty { get; init; } = true;

    [Description("Whether answers in one piece are compressed for clients that accept gzip.")]
    public bool Gzip { get; init; }

    [Description("The project's tier: free, tier1 (default), tier2 or tier3. The free tier has no pictures: a 429 with limit 0, always.")]
    public GeminiTier Tier { get; init; } = GeminiTier.Tier1;

    [Description("The tiers of projects, by the names that keys give.")]
    public IReadOnlyDictionary<string, GeminiTier> Projects { get; init; } = new Dictionary<string, GeminiTier>();

    [Description("What the 429 of a daily limit says of the wait: within a minute, as was captured (default), or honestly until midnight.")]
    public DailyDelay DailyDelay { get; init; }

    [Description("Metric and id by which a 429 calls the limits of the scenario, by their names.")]
    public IReadOnlyDictionary<string, GeminiQuotaSection> Quotas { get; init; } = new Dictionary<string, GeminiQuotaSection>();

    [Description("The words of a 503; by default those of 2026 about high demand.")]
    [MinLength(1)]
    public string? Overloaded { get; init; }

    [Description("Whether the callers' place is served; false refuses everybody with FAILED_PRECONDITION.")]
    public bool LocationSupported { get; init; } = true;

    [Description("The parts of an answer: varied (default), image, textImage, imageText, drafts, or base64Text for a picture as text.")]
    public GeminiLayout Layout { get; init; }

    [Description("How many pictures an answer with drafts has, the final one included; by default from 2 to 4 by the seed.")]
    [Range(2, 10)]
    public int? Pictures { get; init; }

    [Description("What becomes of aspectRatio: honoured (default), ignored (the picture is 1:1), or refused.")]
    public RatioHandling AspectRatio { get; init; }

    [Description("Whether pictures of the model's turns must come back with their thoughtSignature; they must by default.")]
    public bool ThoughtSignatures { get; init; } = true;

    [Description("Whether streams bring the picture that they count; they do by default.")]
    public bool StreamsPictures { get; init; } = true;

    [Description("Whether candidates carry safetyRatings; they usually do not.")]
    public bool SafetyRatings { get; init; }

    [Description("Whether pictures of gemini-3.1-flash-image count as the docs of February 2026 print, and not as its prices imply.")]
    public bool TokensOfDocs { get; init; }

    [Description("The tokens that a picture of the request counts; 258 by default.")]
    [Range(0, 100_000)]
    public int InputImageTokens { get; init; } = 258;

    [Description("The longest request in bytes; 20 MiB by default.")]
    [Range(1, GeminiRules.MaxBodyBytes)]
    public int MaxRequestBytes { get; init; } = 20 * 1024 * 1024;

    [Description("Whether errors below /v1beta/openai stand in a list; they are said to.")]
    public bool OpenAiErrorsInList { get; init; } = true;

    [Description("Answers of 200 without a picture: the first that a request meets is its answer.")]
    public IReadOnlyList<GeminiRefusalSection> Refusals { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Key, IEnumerable<string> Ids)[] named =
            [(nameof(Retired), Retired), (nameof(Live), Live), (nameof(HalfSizeModels), HalfSizeModels), (nameof(Routes), Routes.Values)];
        foreach (var (key, ids) in named)
        {
            if (ids.FirstOrDefault(id => !GeminiModels.Names.Contains(id) && !TextModels.Contains(id)) is { } unknown)
            {
                yield return new ValidationResult(
                    $"there was never a model {unknown}; use one of {string.Join(", ", GeminiModels.Names)}", [key]);
            }
        }

        if (TextModels.Any(id => id.Length == 0 || id.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '.'))))
        {
            yield return new ValidationResult("a model's id has letters, digits, - and . alone", [nameof(TextModels)]);
        }

        if (TextModels.FirstOrDefault(GeminiModels.Names.Contains) is { } drawing)
        {
            yield return new ValidationResult($"{drawing} draws; remove it from textModels", [nameof(TextModels)]);
        }
    }
}

/// <summary>What becomes of a ratio that is asked for.</summary>
internal enum RatioHandling
{
    Honoured,
    Ignored,
    Refused,
}

/// <summary>What the refusal of a daily limit says of the wait.</summary>
internal enum DailyDelay
{
    WithinAMinute,
    Honest,
}
