using System.Globalization;
using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Replies;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.OpenAi;

/// <summary>
/// The path for clients of OpenAI: pictures by <c>images/generations</c>, and the models. Which fields are taken is reported;
/// to which ratio a size leads is chosen, the nearest one.
/// </summary>
internal sealed class GeminiOpenAi
{
    public const string Generate = "openai.images.generate";

    private const string Base = $"{GeminiPaths.Base}/v1beta/openai";
    private const int MostPictures = 10;

    private static readonly string[] Fields = ["model", "prompt", "n", "size", "response_format", "user"];

    private readonly GeminiEngine _engine;
    private readonly PictureCache _pictures;

    public GeminiOpenAi(DialectMemory memory, GeminiEngine engine)
    {
        _engine = engine;
        _pictures = memory.Pictures;
        Operations =
        [
            new(Generate, OperationKind.Submit, "POST", [$"{Base}/images/generations"], Images),
            new("openai.models.list", OperationKind.Other, "GET", [$"{Base}/models"], Models),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The model that a body names, with or without the collection before it.</summary>
    public static string ModelIn(JsonElement body)
    {
        var name = TextIn(body, "model") ?? "";
        return name.StartsWith("models/", StringComparison.Ordinal) ? name["models/".Length..] : name;
    }

    public static string PromptIn(JsonElement body) => TextIn(body, "prompt") ?? "";

    /// <summary>How many pictures a body asks for; 1 where it says nothing.</summary>
    public static int CountIn(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty("n", out var n) && n.ValueKind is JsonValueKind.Number && n.TryGetInt32(out var count)
            ? count
            : 1;

    private static string? TextIn(JsonElement body, string name) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private Reply Images(Exchange exchange)
    {
        if (exchange.Json?.RootElement is not { ValueKind: JsonValueKind.Object } body)
        {
            return GeminiErrors.Reply(exchange, GeminiErrors.Invalid);
        }

        if (UnknownIn(body) is { } unknown)
        {
            return GeminiErrors.Reply(exchange, unknown);
        }

        if (PromptIn(body).Length == 0 || CountIn(body) is < 1 or > MostPictures
            || (body.TryGetProperty("response_format", out _) && TextIn(body, "response_format") is not "b64_json"))
        {
            return GeminiErrors.Reply(exchange, GeminiErrors.Invalid);
        }

        using var asked = RequestOf(exchange, body);
        if (asked is null)
        {
            return GeminiErrors.Reply(exchange, GeminiErrors.Invalid);
        }

        return _engine.Read(exchange, asked.RootElement, ModelIn(body), "generateContent", out var error) is { } request
            ? Answered(exchange, request, CountIn(body))
            : GeminiErrors.Reply(exchange, error);
    }

    private Reply Answered(Exchange exchange, GeminiRequest request, int count) => Reply.Later(() =>
    {
        GeminiAnswer[] answers = [.. Enumerable.Range(0, count).Select(index => GeminiEngine.Answer(exchange, request, index == 0 ? "" : $"{index}"))];
        PictureSpec[] drawn = [.. answers.Select(static answer => answer.Parts.LastOrDefault(static part => part is { Picture: not null, IsThought: false })?.Picture).OfType<PictureSpec>()];
        exchange.Bill(
            answers.Sum(static answer => (long)answer.Usage.Prompt.All),
            answers.Sum(static answer => (long)(answer.Usage.Total - answer.Usage.Prompt.All)),
            drawn.Length,
            answers.Sum(static answer => answer.MicroUsd));
        if (drawn.Length == 0)
        {
            // What this path says of a refusal is not known; the native answer's own words stand in the error.
            return GeminiErrors.Reply(exchange, answers[0].FinishMessage is { } message ? GeminiErrors.Invalid with { Message = message } : GeminiErrors.Invalid);
        }

        foreach (var picture in drawn)
        {
            exchange.Show(picture);
        }

        return GeminiWire.Whole(exchange, 200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data"u8);
            foreach (var picture in drawn)
            {
                json.WriteStartObject();
                json.WriteBase64String("b64_json"u8, exchange.Deliver(picture, _pictures).File.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }, GeminiTiming.RunOf(exchange, request));
    });

    private static GeminiError? UnknownIn(JsonElement body)
    {
        (string Field, string Description)[] unknown =
        [
            .. body.EnumerateObject().Where(static field => !Fields.Contains(field.Name))
                .Select(static field => ("", $"Invalid JSON payload received. Unknown name \"{field.Name}\": Cannot find field.")),
        ];
        return unknown.Length == 0 ? null : new GeminiError(400, "INVALID_ARGUMENT", string.Join('\n', unknown.Select(static one => one.Description)))
        {
            Details = [GeminiDetails.BadRequest(unknown)],
        };
    }

    /// <summary>The same as a native request; <see langword="null"/> when its size is none.</summary>
    private static JsonDocument? RequestOf(Exchange exchange, JsonElement body)
    {
        var size = TextIn(body, "size") ?? "auto";
        string? ratio = null;
        if (size != "auto")
        {
            var cross = size.IndexOf('x', StringComparison.Ordinal);
            if (cross < 0 || !Pixels(size.AsSpan(0, cross), out var width) || !Pixels(size.AsSpan(cross + 1), out var height)
                || GeminiPaths.ModelOf(exchange.Http.Request, ModelIn(body), GeminiRules.Of(exchange)) is not { MakesPictures: true } model)
            {
                return null;
            }

            ratio = GeminiSizes.NearestTo(model, width, height);
        }

        var bytes = GeminiWire.Text(
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("contents"u8);
                json.WriteStartObject();
                json.WriteStartArray("parts"u8);
                json.WriteStartObject();
                json.WriteString("text"u8, PromptIn(body));
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteStartObject("generationConfig"u8);
                json.WriteStartArray("responseModalities"u8);
                json.WriteStringValue("IMAGE"u8);
                json.WriteEndArray();
                if (ratio is not null)
                {
                    json.WriteStartObject("imageConfig"u8);
                    json.WriteString("aspectRatio"u8, ratio);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
                json.WriteEndObject();
            },
            isPretty: false);
        return JsonDocument.Parse(bytes);
    }

    private static bool Pixels(ReadOnlySpan<char> text, out int pixels) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out pixels) && pixels is > 0 and <= 100_000;

    private static Reply Models(Exchange exchange)
    {
        var models = GeminiRules.Of(exchange).Catalog.Models;
        return GeminiWire.Whole(exchange, 200, json =>
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "list"u8);
            json.WriteStartArray("data"u8);
            foreach (var model in models)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, $"models/{model.Id}");
                json.WriteString("object"u8, "model"u8);
                json.WriteString("owned_by"u8, "google"u8);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
