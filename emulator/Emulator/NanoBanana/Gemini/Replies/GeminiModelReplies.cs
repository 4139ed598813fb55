using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Exchanges;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>What is told of the models: their list in pages, one of them, and what a prompt counts.</summary>
internal static class GeminiModelReplies
{
    private const int DefaultPage = 50;
    private const int LongestPage = 1000;

    public static Reply List(Exchange exchange)
    {
        var query = exchange.Http.Request.Query;
        var models = GeminiRules.Of(exchange).Catalog.Models
            .Where(model => GeminiPaths.ModelOf(exchange.Http.Request, model.Id, GeminiRules.Of(exchange)) is not null)
            .ToArray();
        if (SizeOf(query["pageSize"]) is not { } size || StartOf(query["pageToken"], models) is not { } start)
        {
            return GeminiErrors.Reply(exchange, GeminiErrors.Invalid);
        }

        JsonObject page = new() { ["models"] = new JsonArray([.. models.Skip(start).Take(size).Select(Describe)]) };
        if (start + size < models.Length)
        {
            page["nextPageToken"] = models[start + size].Id;
        }

        return GeminiWire.Whole(exchange, 200, json => page.WriteTo(json));
    }

    public static Reply Get(Exchange exchange)
    {
        var id = exchange.RouteValue("model");
        return GeminiPaths.ModelOf(exchange.Http.Request, id, GeminiRules.Of(exchange)) is { } model
            ? GeminiWire.Whole(exchange, 200, json => Describe(model).WriteTo(json))
            : GeminiErrors.Reply(exchange, GeminiErrors.NoModel(exchange, id, "generateContent"));
    }

    public static Reply Count(Exchange exchange, JsonElement? body)
    {
        var id = exchange.RouteValue("model");
        var rules = GeminiRules.Of(exchange);
        if (GeminiPaths.ModelOf(exchange.Http.Request, id, rules) is null)
        {
            return GeminiErrors.Reply(exchange, GeminiErrors.NoModel(exchange, id, "countTokens"));
        }

        if (body is not { ValueKind: JsonValueKind.Object } json)
        {
            return GeminiErrors.Reply(exchange, GeminiErrors.Invalid);
        }

        if (GeminiFields.UnknownIn(json, GeminiSchema.Count) is { } unknown)
        {
            return GeminiErrors.Reply(exchange, unknown);
        }

        var counted = GeminiFields.TryGet(json, "generate_content_request", out var request) ? request : json;
        var tokens = GeminiTokens.Of(counted, rules.Section.InputImageTokens);
        return GeminiWire.Whole(exchange, 200, writer => new JsonObject { ["totalTokens"] = tokens }.WriteTo(writer));
    }

    private static JsonObject Describe(GeminiModel model)
    {
        JsonObject described = new()
        {
            ["name"] = $"models/{model.Id}",
            ["version"] = VersionOf(model),
            ["displayName"] = model.DisplayName,
            ["description"] = model.MakesPictures ? $"{model.DisplayName} makes and edits pictures." : $"{model.DisplayName} writes.",
            ["inputTokenLimit"] = model.InputTokenLimit,
            ["outputTokenLimit"] = model.OutputTokenLimit,
            ["supportedGenerationMethods"] = new JsonArray("generateContent", "countTokens", "batchGenerateContent"),
        };
        if (model.Signs)
        {
            described["thinking"] = true;
        }

        described["temperature"] = 1;
        described["topP"] = 0.95;
        described["topK"] = 64;
        described["maxTemperature"] = 2;
        return described;
    }

    /// <summary>The numbers in its id; the real words of this field are not noted.</summary>
    private static string VersionOf(GeminiModel model) =>
        model.Id.Split('-').FirstOrDefault(static word => word.Length > 0 && char.IsAsciiDigit(word[0])) ?? "001";

    private static int? SizeOf(string? asked) =>
        string.IsNullOrEmpty(asked) ? DefaultPage
        : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? (size == 0 ? DefaultPage : Math.Min(size, LongestPage))
        : null;

    private static int? StartOf(string? token, GeminiModel[] models) =>
        string.IsNullOrEmpty(token) ? 0 : Array.FindIndex(models, model => model.Id == token) is >= 0 and var index ? index : null;
}
