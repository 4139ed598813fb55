using System.Text.Json;
using Emulator.DeepSeek.Chat.Anthropic;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.DeepSeek.Chat.Responses;

namespace Emulator.DeepSeek.Chat.Forms;

/// <summary>Reads every form of request as a chat's, however wrong it may be, for whoever asks what it is about.</summary>
internal static class ChatForms
{
    public const string Anthropic = "anthropic.messages";

    public const string Responses = "responses.create";

    /// <summary>The chat request; nothing at all where the request is too wrong to stand for one.</summary>
    public static JsonElement ChatOf(string operation, JsonElement body)
    {
        try
        {
            return operation switch
            {
                Anthropic => AnthropicForm.ChatOf(body, default, DeepSeekCatalogs.Newest).Body,
                Responses => ResponsesForm.ChatOf(body, default).Body,
                _ => body,
            };
        }
        catch (Exception e) when (e is RefusedRequestException or JsonException)
        {
            // Places in a text are not known here, so looking for one is a complaint, too.
            return default;
        }
    }

    /// <summary>The chat request of a body whose operation is not known, told by its shape.</summary>
    public static JsonElement ChatOf(JsonElement body) => body.ValueKind is not JsonValueKind.Object ? body
        : body.TryGetProperty("input"u8, out _) ? ChatOf(Responses, body)
        : BringsToolResults(body) ? ChatOf(Anthropic, body)
        : body;

    private static bool BringsToolResults(JsonElement body) =>
        DeepSeekChatRequest.LastMessageOf(body) is { ValueKind: JsonValueKind.Object } last
        && last.TryGetProperty("content"u8, out var content) && content.ValueKind is JsonValueKind.Array
        && content.EnumerateArray().Any(static block => FormReader.TypeOf(block) is "tool_result");
}
