using System.Globalization;
using Emulator.Exchanges;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl;

/// <summary>
/// What is asked of an account beside pictures: credits, fine-tunes, reports of use. What the provider answers beyond the names of
/// the fields is not known; the words are chosen.
/// </summary>
internal sealed class BflAccount
{
    private readonly Lock _lock = new();

    /// <summary>Never more than scenarios list.</summary>
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    public static Reply Credits(Exchange exchange) => Json(BflWire.Credits(exchange.Purse?.Amounts.Total));

    public Reply Finetunes(Exchange exchange) => Json(PydanticJson.Object(json =>
    {
        json.WriteStartArray("finetunes");
        foreach (var id in BflRules.Of(exchange).Section.Finetunes.Keys.Where(id => !IsDeleted(id)))
        {
            json.WriteStringValue(id);
        }

        json.WriteEndArray();
    }));

    public Reply FinetuneDetails(Exchange exchange)
    {
        string? id = exchange.Http.Request.Query["finetune_id"];
        if (id is null)
        {
            return BflErrors.Unprocessable([new Violation("missing", ("query", "finetune_id"), "Field required", null)]);
        }

        if (!BflRules.Of(exchange).Section.Finetunes.TryGetValue(id, out var details) || IsDeleted(id))
        {
            return BflErrors.FinetuneNotFound();
        }

        return Json(PydanticJson.Object(json =>
        {
            json.WritePropertyName("finetune_details");
            json.WriteRawValue(details?.ToJsonString() ?? "{}");
        }));
    }

    public Reply DeleteFinetune(Exchange exchange)
    {
        if (BflErrors.BodyOf(exchange, out var refusal) is not { } body)
        {
            return refusal!;
        }

        ModelFields fields = new(body);
        fields.Require("finetune_id");
        var id = fields.Text("finetune_id");
        if (fields.Violations.Count > 0)
        {
            return BflErrors.Unprocessable(fields.Violations);
        }

        lock (_lock)
        {
            if (!BflRules.Of(exchange).Section.Finetunes.ContainsKey(id!) || !_deleted.Add(id!))
            {
                return BflErrors.FinetuneNotFound();
            }
        }

        return Json(PydanticJson.Object(json =>
        {
            json.WriteString("status", "success");
            json.WriteString("message", $"Finetune {id} deleted");
            json.WriteString("deleted_finetune_id", id);
            json.WriteString("timestamp", exchange.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        }));
    }

    /// <summary>A report of pictures that were made with the open weights on the caller's own machines.</summary>
    public static Reply ReportUsage(Exchange exchange)
    {
        if (BflErrors.BodyOf(exchange, out var refusal) is not { } body)
        {
            return refusal!;
        }

        ModelFields fields = new(body);
        fields.Require("number_of_generations");
        _ = fields.Integer("number_of_generations", isNullable: false);
        return fields.Violations.Count > 0 ? BflErrors.Unprocessable(fields.Violations) : Json("{}"u8.ToArray());
    }

    /// <summary>Fine-tunes that were deleted are there again.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _deleted.Clear();
        }
    }

    private bool IsDeleted(string id)
    {
        lock (_lock)
        {
            return _deleted.Contains(id);
        }
    }

    private static Reply Json(byte[] body) => Reply.Whole(StatusCodes.Status200OK, "application/json", body);
}
