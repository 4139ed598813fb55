using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Emulator.Flux.Bfl;

/// <summary>What a scenario says that only this provider has: the keys below <c>provider</c>. What it does not say is as it is today.</summary>
internal sealed record BflSection : IValidatableObject
{
    [Description("The day whose models, fields, prices and answers are served, 2025-12-01 for example; by default the newest.")]
    public DateOnly? CatalogDate { get; init; }

    [Description("The host of polling URLs, api.us6.bfl.ai for example; its region owns the tasks, and other regions do not find them. By default the host that was asked.")]
    public string? PollingHost { get; init; }

    [Description("The host of the pictures' URLs, delivery-us1.bfl.ai for example; by default the host that was asked.")]
    public string? DeliveryHost { get; init; }

    [Description("Whether polls need a key; by default they do not, as the published interface says.")]
    public bool PollNeedsKey { get; init; }

    [Description("The status of a poll that finds no task: 404 (default) or 200.")]
    public int UnknownTaskStatus { get; init; } = StatusCodes.Status404NotFound;

    [Description("How long after its submit a task is found; by default for ever.")]
    public TimeSpan? TaskLifetime { get; init; }

    [Description("Whether each poll of a ready task signs the picture's URL anew; by default it is signed once.")]
    public bool ResignOnPoll { get; init; }

    [Description("Whether 429 carries X-RateLimit-Limit, -Remaining, -Reset and Retry-After; by default nothing.")]
    public bool RateHeaders { get; init; }

    [Description("What becomes of pictures that cannot be used, undecodable or too large: refuse (default, 422 at the submit) or fail (status Error later).")]
    public BflBadImages BadImages { get; init; }

    [Description("The words of statuses and how progress is told.")]
    public BflStatusSection Statuses { get; init; } = new();

    [Description("What is moderated, when, and with which reasons.")]
    public BflModerationSection Moderation { get; init; } = new();

    [Description("How megapixels are counted and what is charged.")]
    public BflPriceSection Price { get; init; } = new();

    [Description("How webhooks and the answers to their submits look.")]
    public BflWebhookSection Webhook { get; init; } = new();

    [Description("The fine-tunes that everybody has, by id, with the details that finetune_details tells; by default none.")]
    public IReadOnlyDictionary<string, JsonNode?> Finetunes { get; init; } = new Dictionary<string, JsonNode?>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UnknownTaskStatus is not (StatusCodes.Status404NotFound or StatusCodes.Status200OK))
        {
            yield return new ValidationResult($"the provider never answered {UnknownTaskStatus}; write 404 or 200", [nameof(UnknownTaskStatus)]);
        }

        if (PollingHost is { } polling && !BflHosts.IsApi(polling))
        {
            yield return new ValidationResult($"{polling} is no API host; write one such as api.us6.bfl.ai", [nameof(PollingHost)]);
        }

        if (DeliveryHost is { } delivery && !BflHosts.IsDelivery(delivery))
        {
            yield return new ValidationResult($"{delivery} is no delivery host; write one such as delivery-us1.bfl.ai", [nameof(DeliveryHost)]);
        }
    }
}

/// <summary>What becomes of a picture that cannot be used.</summary>
internal enum BflBadImages
{
    Refuse,
    Fail,
}
