using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Fim;

/// <summary>Reads a request for the text between a beginning and an end, as strictly as chats are read.</summary>
internal sealed class DeepSeekFimReader(ReadOnlyMemory<byte> bytes, DeepSeekChatRules rules)
{
    private const int MostTokens = 4096;
    private const int MostLogprobs = 20;
    private const int MostStops = 16;

    private readonly DeepSeekSchema _schema = new(bytes);

    /// <summary>The request, or <see langword="null"/> with a message about what is wrong with it.</summary>
    public DeepSeekFimRequest? Read(JsonElement body, out DeepSeekComplaint complaint)
    {
        try
        {
            complaint = DeepSeekComplaint.None;
            return ReadChecked(body);
        }
        catch (RefusedRequestException refused)
        {
            complaint = refused.Complaint;
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8, come to light only when a text is read.
            complaint = new("Failed to parse the request body as JSON: invalid unicode code point");
            return null;
        }
    }

    private DeepSeekFimRequest ReadChecked(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            throw _schema.Mismatch([], body, "struct CompletionRequest");
        }

        var name = Text(body, "model") ?? throw _schema.Missing([], "model");
        DeepSeekFimRequest request = new()
        {
            ModelName = name,
            Prompt = Text(body, "prompt") ?? throw _schema.Missing([], "prompt"),
            Suffix = Text(body, "suffix") ?? "",
            IsEcho = Flag(body, "echo", []),
            Logprobs = Whole(body, "logprobs"),
            MaxTokens = Whole(body, "max_tokens") ?? MostTokens,
            Stops = Stops(body),
            IsStream = Flag(body, "stream", []),
            WantsUsageInEveryChunk = WantsUsage(body),
        };
        var temperature = Number(body, "temperature");
        var topP = Number(body, "top_p");
        var model = (rules.Catalog.Find(name) ?? throw DeepSeekParameters.UnknownModel(rules.Catalog, name)).Model;
        DeepSeekParameters.CheckRange(request.MaxTokens, "max_tokens", 1, MostTokens);
        DeepSeekParameters.CheckRange(request.Logprobs, "logprobs", 0, MostLogprobs);
        DeepSeekParameters.CheckRange(temperature, "temperature", 0, 2);
        DeepSeekParameters.CheckRange(topP, "top_p", 0, 1);
        return request.Stops.Count > MostStops
            ? throw new RefusedRequestException(
                $"Invalid 'stop': array too long. Expected at most {MostStops} elements, but got {request.Stops.Count}.")
            : request with { ModelName = model.Name };
    }

    private string? Text(JsonElement body, string name) => Given(body, name) is not { } value ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : throw _schema.Mismatch([name], value, "a string");

    private int? Whole(JsonElement body, string name) => Given(body, name) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
        : throw _schema.Mismatch([name], value, "i64");

    private double? Number(JsonElement body, string name) => Given(body, name) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number ? value.GetDouble()
        : throw _schema.Mismatch([name], value, "f64");

    private bool Flag(JsonElement holder, string name, object[] path) => Given(holder, name) is { } value && (value.ValueKind
        is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw _schema.Mismatch([.. path, name], value, "a boolean"));

    private bool WantsUsage(JsonElement body) => Given(body, "stream_options") is { } options
        && (options.ValueKind is JsonValueKind.Object
            ? Flag(options, "include_usage", ["stream_options"])
            : throw _schema.Mismatch(["stream_options"], options, "struct StreamOptions"));

    private IReadOnlyList<string> Stops(JsonElement body) => Given(body, "stop") is not { } stop ? []
        : stop.ValueKind is JsonValueKind.String ? [stop.GetString()!]
        : stop.ValueKind is not JsonValueKind.Array ? throw _schema.Mismatch(["stop"], stop, "a string or a sequence")
        :
        [
            .. stop.EnumerateArray().Select((text, index) => text.ValueKind is JsonValueKind.String
                ? text.GetString()!
                : throw _schema.Mismatch(["stop", index], text, "a string")),
        ];

    private static JsonElement? Given(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
