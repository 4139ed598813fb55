using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Fim;

/// <summary>Reads a request for the text between a beginning and an end, as strictly as chats are read.</summary>
internal sealed class DeepSeekFimReader
{
    private const int MostTokens = 4096;
    private const int MostLogprobs = 20;
    private const int MostStops = 16;

    private readonly DeepSeekSchema _schema;
    private readonly DeepSeekFields _fields;
    private readonly DeepSeekChatRules _rules;

    public DeepSeekFimReader(ReadOnlyMemory<byte> bytes, DeepSeekChatRules rules)
    {
        _schema = new DeepSeekSchema(bytes);
        _fields = new DeepSeekFields(_schema);
        _rules = rules;
    }

    /// <summary>The request, or <see langword="null"/> with a message about what is wrong with it.</summary>
    public DeepSeekFimRequest? Read(JsonElement body, out DeepSeekComplaint complaint) =>
        CheckedReading.Of(this, body, static (reader, json) => reader.ReadChecked(json), out complaint);

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
            IsEcho = _fields.Boolean(body, "echo", []),
            Logprobs = _fields.Integer(body, "logprobs"),
            MaxTokens = _fields.Integer(body, "max_tokens") ?? MostTokens,
            Stops = Stops(body),
            IsStream = _fields.Boolean(body, "stream", []),
            WantsUsageInEveryChunk = WantsUsage(body),
        };
        var temperature = _fields.Number(body, "temperature");
        var topP = _fields.Number(body, "top_p");
        var model = (_rules.Catalog.Find(name) ?? throw DeepSeekParameters.UnknownModel(_rules.Catalog, name)).Model;
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

    private bool WantsUsage(JsonElement body) => Given(body, "stream_options") is { } options
        && (options.ValueKind is JsonValueKind.Object
            ? _fields.Boolean(options, "include_usage", ["stream_options"])
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
