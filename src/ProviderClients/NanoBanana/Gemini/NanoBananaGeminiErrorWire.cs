using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ProviderClients.Calls;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>
/// Reads Google's error bodies by hand and with patience: <c>details</c> come in any order, may be missing, and one that cannot be read must
/// not hide the others.
/// </summary>
internal static partial class NanoBananaGeminiErrorWire
{
    /// <summary>A longer wait means this one: 31 days, longer than any deadline.</summary>
    private const decimal LongestSeconds = 31 * 24 * 3600;

    /// <summary>The error, or <see langword="null"/> when the body is none of Google's: a gateway's page for example.</summary>
    public static (int? Code, NanoBananaGeminiErrorDetails Details)? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same of JSON that was parsed already; some paths wrap the body in a list.</summary>
    public static (int? Code, NanoBananaGeminiErrorDetails Details)? Read(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Array && root.GetArrayLength() > 0)
        {
            root = root[0];
        }

        if (root.Object("error") is not { } error)
        {
            return null;
        }

        var message = error.Text("message");
        var details = new NanoBananaGeminiErrorDetails { Status = error.Text("status"), Message = message, RetryDelay = DelayInProse(message) };
        foreach (var detail in error.List("details"))
        {
            details = With(details, detail);
        }

        return ((int?)error.Number("code"), details with { Quotas = [.. details.Quotas.Select(quota => WithLimit(quota, message))] });
    }

    private static NanoBananaGeminiErrorDetails With(NanoBananaGeminiErrorDetails so, JsonElement detail)
    {
        var type = detail.Text("@type") ?? "";
        return type[(type.LastIndexOf('.') + 1)..] switch
        {
            "ErrorInfo" => so with
            {
                Reason = detail.Text("reason"),
                Domain = detail.Text("domain"),
                Metadata = Texts(detail.Object("metadata")),
            },
            "QuotaFailure" => so with { Quotas = [.. so.Quotas, .. detail.List("violations").Select(QuotaOf)] },
            "RetryInfo" => so with { RetryDelay = Longer(so.RetryDelay, DelayOf(detail.Text("retryDelay"))) },
            "Help" => so with
            {
                Links = [.. so.Links, .. detail.List("links").Select(link => new NanoBananaHelpLink(link.Text("description"), WebAddress.OrNull(link.Text("url"))))],
            },
            "BadRequest" => so with
            {
                Fields = [.. so.Fields, .. detail.List("fieldViolations").Select(
                    field => new NanoBananaFieldViolation(field.Text("field"), field.Text("description")))],
            },
            _ => so,
        };
    }

    private static NanoBananaQuotaViolation QuotaOf(JsonElement violation) => new(
        violation.Text("quotaMetric"),
        violation.Text("quotaId"),
        violation.Number("quotaValue"),
        Texts(violation.Object("quotaDimensions")));

    /// <summary><c>quotaValue</c> is missing when it is 0, and in some captures altogether: the limit then stands in the prose.</summary>
    private static NanoBananaQuotaViolation WithLimit(NanoBananaQuotaViolation quota, string? prose)
    {
        if (quota.Limit is not null || prose is null)
        {
            return quota;
        }

        var lines = LimitLine().Matches(prose).Where(line => line.Groups["metric"].Value == quota.Metric).ToList();
        var limits = lines.ConvertAll(static line => long.Parse(line.Groups["limit"].ValueSpan, CultureInfo.InvariantCulture));

        // Several quotas of one metric, of which only the order tells which is which: only what they agree on is sure.
        return limits.Distinct().Count() == 1 ? quota with { Limit = limits[0] } : quota;
    }

    private static TimeSpan? DelayInProse(string? prose) =>
        prose is not null && RetryIn().Match(prose) is { Success: true } match ? DelayOf(match.Groups["wait"].Value) : null;

    /// <summary>A duration as protocol buffers write it: seconds with up to nine decimals and an s.</summary>
    private static TimeSpan? DelayOf(string? text) =>
        text is { Length: > 1 } && text[^1] == 's'
            && decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromTicks((long)Math.Ceiling(Math.Min(seconds, LongestSeconds) * TimeSpan.TicksPerSecond))
            : null;

    private static TimeSpan? Longer(TimeSpan? left, TimeSpan? right) => left > right ? left : right ?? left;

    private static Dictionary<string, string> Texts(JsonElement? map) => map is { } found
        ? found.EnumerateObject().ToDictionary(static pair => pair.Name, static pair => pair.Value.ToString(), StringComparer.Ordinal)
        : [];

    [GeneratedRegex(@"Quota exceeded for metric: (?<metric>[^,\s]+), limit: (?<limit>[0-9]{1,18})\b", RegexOptions.CultureInvariant)]
    private static partial Regex LimitLine();

    [GeneratedRegex(@"Please retry in (?<wait>[0-9]+(?:\.[0-9]+)?s)", RegexOptions.CultureInvariant)]
    private static partial Regex RetryIn();
}
