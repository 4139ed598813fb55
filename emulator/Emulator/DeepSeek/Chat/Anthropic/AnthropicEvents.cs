using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;
using Emulator.Exchanges;
using Emulator.Timing;

namespace Emulator.DeepSeek.Chat.Anthropic;

/// <summary>Streams a message in Anthropic's order of events: every block is opened, filled and closed before the next.</summary>
internal static class AnthropicEvents
{
    public static IEnumerable<ReplyPiece> Of(Exchange exchange, DeepSeekCompletion completion)
    {
        TokenPace pace = new(exchange.Timing, exchange.Plan.DrawSeed);
        var token = 0;
        var block = 0;
        yield return Event("message_start", pace.FirstToken, json => AnthropicWire.WriteOpening(json, completion));
        if (completion.Reasoning is { } thoughts)
        {
            yield return Open(block, json => AnthropicWire.WriteThinking(json, "", ""));
            foreach (var text in DeepSeekTokens.Pieces(thoughts))
            {
                yield return Delta(block, pace.GapBefore(token++), "thinking_delta", "thinking", text);
            }

            yield return Delta(block, TimeSpan.Zero, "signature_delta", "signature", completion.Id);
            yield return Close(block++);
        }

        if (completion.Content.Length > 0)
        {
            yield return Open(block, static json => AnthropicWire.WriteText(json, ""));
            foreach (var text in DeepSeekTokens.Pieces(completion.Content))
            {
                yield return Delta(block, pace.GapBefore(token++), "text_delta", "text", text);
            }

            yield return Close(block++);
        }

        foreach (var call in completion.ToolCalls)
        {
            yield return Open(block, json => AnthropicWire.WriteToolUse(json, call, "{}"));
            foreach (var text in DeepSeekTokens.Pieces(call.Arguments))
            {
                yield return Delta(block, pace.GapBefore(token++), "input_json_delta", "partial_json", text);
            }

            yield return Close(block++);
        }

        yield return Event("message_delta", TimeSpan.Zero, json =>
        {
            json.WriteStartObject("delta"u8);
            AnthropicWire.WriteStop(json, completion);
            json.WriteEndObject();
            AnthropicWire.WriteUsage(json, completion, completion.CompletionTokens);
        });
        yield return Event("message_stop", TimeSpan.Zero, static _ => { }) with { IsLast = true };
    }

    private static ReplyPiece Open(int block, Action<Utf8JsonWriter> write) => Event("content_block_start", TimeSpan.Zero, json =>
    {
        json.WriteNumber("index"u8, block);
        json.WriteStartObject("content_block"u8);
        write(json);
        json.WriteEndObject();
    });

    private static ReplyPiece Delta(int block, TimeSpan after, string type, string name, string text) =>
        Event("content_block_delta", after, json =>
        {
            json.WriteNumber("index"u8, block);
            json.WriteStartObject("delta"u8);
            json.WriteString("type"u8, type);
            json.WriteString(name, text);
            json.WriteEndObject();
        });

    private static ReplyPiece Close(int block) =>
        Event("content_block_stop", TimeSpan.Zero, json => json.WriteNumber("index"u8, block));

    private static ReplyPiece Event(string name, TimeSpan after, Action<Utf8JsonWriter> write) =>
        new(FormEvent.Of(name, write), after, IsLast: false);
}
