using System.Text;
using System.Text.Json;
using Emulator.Exchanges;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Files;
using Emulator.NanoBanana.Gemini.Replies;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.Batch;

/// <summary>Reads what a batch is to do, from its own body or from the lines of a file, and answers each request.</summary>
/// <param name="engine">Reads single requests.</param>
/// <param name="files">Where the lines are.</param>
internal sealed class GeminiBatchReader(GeminiEngine engine, GeminiFiles files)
{
    /// <summary>Answers of a batch are told of in one body, pictures included; a file of lines is fetched one by one.</summary>
    private const int MostInline = 100;
    private const int MostLines = 2000;

    /// <summary>The batch, or <see langword="null"/> with the provider's error.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="error">What is wrong.</param>
    /// <param name="fromFile">Whether its requests are the lines of a file.</param>
    public GeminiBatch? Read(Exchange exchange, out GeminiError error, out bool fromFile)
    {
        error = GeminiErrors.Invalid;
        fromFile = false;
        try
        {
            if (exchange.Json is { } read && GeminiFields.UnknownIn(read.RootElement, GeminiSchema.Batch) is { } unknown)
            {
                error = unknown;
                return null;
            }

            if (exchange.Json is not { } body || !GeminiFields.TryGet(body.RootElement, "batch", out var batch)
                || !GeminiFields.TryGet(batch, "input_config", out var input) || !AreUrls(batch))
            {
                return null;
            }

            var fileName = GeminiFields.Text(input, "file_name");
            fromFile = fileName is not null;
            var items = fileName is null ? Inline(exchange, input) : OfFile(exchange, fileName, ref error);
            return items is { Count: > 0 }
                ? new GeminiBatch(exchange.RouteValue("model"), items) { DisplayName = GeminiFields.Text(batch, "display_name") }
                : null;
        }
        catch (GeminiRefusedException refused)
        {
            error = refused.Error;
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair comes to light only when a text is read.
            return null;
        }
    }

    private static bool AreUrls(JsonElement batch) => !GeminiFields.TryGet(batch, "webhook_config", out var webhook)
        || (GeminiFields.TryGet(webhook, "uris", out var uris) && uris.ValueKind is JsonValueKind.Array
            && uris.EnumerateArray().All(static uri => uri.ValueKind is JsonValueKind.String && Uri.TryCreate(uri.GetString(), UriKind.Absolute, out _)));

    private List<BatchItem>? Inline(Exchange exchange, JsonElement input)
    {
        if (!GeminiFields.TryGet(input, "requests", out var container))
        {
            return null;
        }

        var requests = GeminiFields.Objects(container, "requests");
        return requests.Count > MostInline ? null :
        [
            .. requests.Select((one, index) =>
            {
                var hasMetadata = GeminiFields.TryGet(one, "metadata", out var metadata);
                var key = hasMetadata ? GeminiFields.Text(metadata, "key") ?? "" : "";
                return Answered(exchange, one, key, hasMetadata ? metadata.GetRawText() : null, index);
            }),
        ];
    }

    private List<BatchItem>? OfFile(Exchange exchange, string name, ref GeminiError error)
    {
        if (files.Find(exchange, name) is not { } file)
        {
            error = GeminiErrors.NoEntity;
            return null;
        }

        List<BatchItem> items = [];
        foreach (var line in Encoding.UTF8.GetString(file.Bytes.Span).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (items.Count == MostLines)
            {
                return null;
            }

            items.Add(OfLine(exchange, line, items.Count));
        }

        return items;
    }

    private BatchItem OfLine(Exchange exchange, string line, int index)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Answered(exchange, document.RootElement, GeminiFields.Text(document.RootElement, "key") ?? "", null, index);
        }
        catch (JsonException)
        {
            return new BatchItem("", null, null, GeminiErrors.Invalid);
        }
    }

    private BatchItem Answered(Exchange exchange, JsonElement one, string key, string? metadata, int index)
    {
        JsonElement? body = GeminiFields.TryGet(one, "request", out var request) ? request : null;
        return engine.Read(exchange, body, exchange.RouteValue("model"), "batchGenerateContent", out var error) is { } read
            ? new BatchItem(key, metadata, GeminiEngine.Answer(exchange, read, $"{index}"), null)
            : new BatchItem(key, metadata, null, error);
    }
}
