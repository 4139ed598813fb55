using System.Text.Json;
using ProviderClients.Calls;

namespace ProviderClients.Flux.Bfl;

/// <summary>Reads the provider's refusals: a wrong key is 403, a malformed one 422, a full account 402.</summary>
internal static class FluxBflErrors
{
    private const string MalformedKey = "Invalid API key format";

    public static CallFailure Read(RefusedAnswer answer)
    {
        var words = WordsOf(answer.Body);
        var kind = words is MalformedKey ? ProviderErrorKind.Authentication : StatusKinds.Of(answer.Status);
        return StatusKinds.Failure(kind, answer.Status, words);
    }

    public static CallFailure OfJob(FluxBflResult result) => result.Status switch
    {
        "Request Moderated" or "Content Moderated" =>
            new CallFailure(ProviderErrorKind.Moderated, $"job {result.Id} ended as {result.Status}"),
        _ => new CallFailure(ProviderErrorKind.JobFailed, $"job {result.Id} ended as {result.Status}"),
    };

    public static CallFailure Malformed() =>
        new(ProviderErrorKind.MalformedResponse, "the answer is not the JSON that was expected");

    private static string? WordsOf(byte[] body) => FluxBflWire.Parse(body, FluxBflJsonContext.Default.WireDetail)?.Detail switch
    {
        { ValueKind: JsonValueKind.String } sentence => sentence.GetString(),
        { ValueKind: JsonValueKind.Array } list => string.Join("; ", list.EnumerateArray().Select(WordsOf)),
        _ => null,
    };

    private static string WordsOf(JsonElement violation)
    {
        if (violation.ValueKind is not JsonValueKind.Object)
        {
            return "";
        }

        var place = violation.TryGetProperty("loc", out var loc) && loc.ValueKind is JsonValueKind.Array
            ? string.Join('.', loc.EnumerateArray().Select(part => part.ToString()))
            : "";
        return violation.TryGetProperty("msg", out var message) ? $"{place}: {message}" : place;
    }
}
