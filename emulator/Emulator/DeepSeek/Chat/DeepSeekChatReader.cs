using System.Runtime.InteropServices;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>
/// Reads a chat request as strictly as the provider does, in its order: schema, model, parameters, order of messages, safety of
/// what they say.
/// </summary>
internal sealed class DeepSeekChatReader
{
    private readonly DeepSeekSchema _schema;
    private readonly DeepSeekFields _fields;
    private readonly DeepSeekMessages _messages;
    private readonly DeepSeekChatRules _rules;
    private readonly string _all;

    /// <param name="bytes">The request, for the places of what is wrong.</param>
    /// <param name="all">The texts of all its messages, which are taken from anything that looks like messages.</param>
    /// <param name="rules">What the scenario says of the provider.</param>
    public DeepSeekChatReader(ReadOnlyMemory<byte> bytes, string all, DeepSeekChatRules rules)
    {
        _schema = new DeepSeekSchema(bytes);
        _fields = new DeepSeekFields(_schema);
        _messages = new DeepSeekMessages(_schema, rules.Section.AcceptsContentLists);
        _rules = rules;
        _all = all;
    }

    /// <summary>The request, or <see langword="null"/> with the provider's message about what is wrong with it.</summary>
    public DeepSeekChatRequest? Read(JsonElement body, out DeepSeekComplaint complaint) =>
        CheckedReading.Of(this, body, static (reader, json) => reader.ReadChecked(json), out complaint);

    private DeepSeekChatRequest ReadChecked(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            throw _schema.Mismatch([], body, "struct ChatCompletionRequest");
        }

        var name = _fields.RequiredString(body, "model");
        _messages.Read(body);
        var thinks = ReadThinking(body);
        var format = _fields.TypeOf(body, "response_format");
        var includeUsage = ReadIncludeUsage(body);
        var stream = _fields.Boolean(body, "stream", []);
        var maxTokens = _fields.Integer(body, "max_tokens");
        var temperature = _fields.Number(body, "temperature");
        var topP = _fields.Number(body, "top_p");
        var wishes = new DeepSeekWishReader(_schema).Read(body);

        var found = _rules.Catalog.Find(name) ?? throw DeepSeekParameters.UnknownModel(_rules.Catalog, name);
        var isThinking = thinks ?? found.ThinksByDefault;
        var request = new DeepSeekChatRequest
        {
            ModelName = found.Model.Name,
            IsStream = stream,
            WantsUsageInEveryChunk = includeUsage,
            IsThinking = isThinking,
            WantsJson = format is "json_object",
            MaxTokens = maxTokens ?? found.Model.DefaultOutputTokens,
            ThinkingTokens = isThinking ? _rules.ThinkingTokens : 0,
            AddedTokens = AddedTokens(body),
            Wishes = wishes,
            AllText = _all,
            UserText = _messages.UserText,
        };

        DeepSeekParameters.CheckMaxTokens(maxTokens, found.Model);
        DeepSeekParameters.CheckRange(temperature, "temperature", 0, 2);
        DeepSeekParameters.CheckRange(topP, "top_p", 0, 1);
        DeepSeekParameters.CheckFormat(format, _rules.Section.NeedsJsonWord, _all);
        if (isThinking)
        {
            DeepSeekParameters.CheckToolChoice(body);
        }

        DeepSeekWishReader.Check(wishes);

        var messages = body.GetProperty("messages"u8);
        DeepSeekParameters.CheckContext(DeepSeekChatReplies.PromptTokens(request), maxTokens, found.Model);
        if (!found.Model.HasVision)
        {
            _messages.RefusePictures(messages);
        }

        DeepSeekMessages.CheckOrder(messages);
        DeepSeekParameters.CheckRisk(_rules.Section.RiskPhrases, _all);
        return request;
    }

    private bool? ReadThinking(JsonElement body)
    {
        var type = _fields.TypeOf(body, "thinking");
        return type switch
        {
            null => null,
            "enabled" => true,
            "disabled" => false,
            _ => throw _schema.Complaint(
                ["thinking", "type"], ["thinking", "type"], $"unknown variant `{type}`, expected `enabled` or `disabled`"),
        };
    }

    private bool ReadIncludeUsage(JsonElement body)
    {
        if (!body.TryGetProperty("stream_options"u8, out var options) || options.ValueKind is JsonValueKind.Null)
        {
            return false;
        }

        return options.ValueKind is JsonValueKind.Object
            ? _fields.Boolean(options, "include_usage", ["stream_options"])
            : throw _schema.Mismatch(["stream_options"], options, "struct StreamOptions");
    }

    /// <summary>The tokens of what is in the prompt beside texts: pictures, and definitions of tools by the letters of their JSON.</summary>
    private int AddedTokens(JsonElement body)
    {
        var tokens = body.TryGetProperty("tools"u8, out var tools) && tools.ValueKind is JsonValueKind.Array
            ? ((JsonMarshal.GetRawUtf8Value(tools).Length * 3L) + 9) / 10
            : 0L;
        foreach (var message in body.GetProperty("messages"u8).EnumerateArray())
        {
            if (message.TryGetProperty("content"u8, out var content) && content.ValueKind is JsonValueKind.Array)
            {
                foreach (var part in content.EnumerateArray())
                {
                    tokens += DeepSeekImageTokens.Of(part, _rules.Section.ImageTokens);
                }
            }
        }

        return (int)Math.Min(int.MaxValue / 2, tokens);
    }
}
