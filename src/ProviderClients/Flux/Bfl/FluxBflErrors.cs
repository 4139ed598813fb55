using System.Text.Json;
using ProviderClients.Calls;

namespace ProviderClients.Flux.Bfl;

/// <summary>Reads the provider's refusals: a wrong key is 403, a malformed one 422, a full account 402.</summary>
internal static class FluxBflErrors
{
    private const string MalformedKey = "Invalid API key format";

    public static CallFailure Read(RefusedAnswer answer)
    {
        var detail = FluxBflWire.Parse(answer.Body, FluxBflJsonContext.Default.WireDetail);
        var violations = ViolationsOf(detail?.Detail ?? default);
        var sentence = Text(detail?.Detail ?? default) ?? Text(detail?.Message ?? default);
        var listed = string.Join("; ", violations.Select(violation => $"{violation.Field}: {violation.Message}"));
        var words = sentence ?? (listed.Length == 0 ? null : listed);
        var kind = sentence is MalformedKey ? ProviderErrorKind.Authentication : StatusKinds.Of(answer.Status);
        return StatusKinds.Failure(kind, answer.Status, words) with
        {
            Said = kind is ProviderErrorKind.Authentication ? null : words,
            Details = violations.Count == 0 ? null : new FluxBflErrorDetails(violations, [], null),
        };
    }

    public static CallFailure OfJob(FluxBflResult result) => result.Status switch
    {
        "Request Moderated" => Moderated(result, isContentWithheld: false),
        "Content Moderated" => Moderated(result, isContentWithheld: true),
        _ => new CallFailure(ProviderErrorKind.JobFailed, $"job {result.Id} ended as {result.Status}") { Said = result.Error },
    };

    public static CallFailure NoSuchTask() =>
        new(ProviderErrorKind.NotFound, "the provider knows no such task; another region's host may") { Status = 200 };

    public static CallFailure Malformed() =>
        new(ProviderErrorKind.MalformedResponse, "the answer is not the JSON that was expected");

    /// <summary>A request that the model has no way to take; nothing was sent.</summary>
    public static CallFailure Unsendable(string why) => new(ProviderErrorKind.InvalidRequest, why) { CommitState = CommitState.NotSent };

    private static CallFailure Moderated(FluxBflResult result, bool isContentWithheld)
    {
        var reasons = result.ModerationReasons.Count == 0 ? "no reason was given" : string.Join(", ", result.ModerationReasons);
        return new CallFailure(ProviderErrorKind.Moderated, $"job {result.Id} ended as {result.Status}: {StatusKinds.Words(reasons)}")
        {
            Said = result.ModerationReasons.Count == 0 ? result.Error : reasons,
            Details = new FluxBflErrorDetails([], result.ModerationReasons, isContentWithheld),
        };
    }

    private static IReadOnlyList<FluxBflViolation> ViolationsOf(JsonElement detail) => detail.ValueKind is JsonValueKind.Array
        ? [.. detail.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object).Select(ViolationOf)]
        : [];

    private static FluxBflViolation ViolationOf(JsonElement item)
    {
        var place = item.TryGetProperty("loc", out var loc) && loc.ValueKind is JsonValueKind.Array
            ? string.Join('.', loc.EnumerateArray().Select(part => part.ToString()))
            : "";
        return new FluxBflViolation(place, TextOf(item, "type"), TextOf(item, "msg"));
    }

    private static string TextOf(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? Text(value) ?? "" : "";

    private static string? Text(JsonElement element) => element.ValueKind is JsonValueKind.String ? element.GetString() : null;
}
