using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;
using Emulator.Exchanges;
using Emulator.Timing;

namespace Emulator.DeepSeek.Chat.Responses;

/// <summary>Streams a response in the captured order of events, numbered from 0; the last one carries the whole response.</summary>
internal static class ResponsesEvents
{
    public static IEnumerable<ReplyPiece> Of(Exchange exchange, ResponseDraft draft)
    {
        TokenPace pace = new(exchange.Timing, exchange.Plan.DrawSeed);
        var number = 0;
        var token = 0;
        yield return Whole("response.created", pace.FirstToken, ResponseState.InProgress);
        yield return Whole("response.in_progress", TimeSpan.Zero, ResponseState.InProgress);
        foreach (var (index, item) in draft.Items.Index())
        {
            yield return Item("response.output_item.added", index, ResponseState.InProgress);
            if (item.PartType is not null)
            {
                yield return Part("response.content_part.added", index, "");
            }

            foreach (var text in DeepSeekTokens.Pieces(item.Text))
            {
                yield return Delta(index, text, pace.GapBefore(token++));
            }

            yield return Done(index);
            if (item.PartType is not null)
            {
                yield return Part("response.content_part.done", index, item.Text);
            }

            yield return Item("response.output_item.done", index, ResponseState.Over);
        }

        var last = Whole(draft.IsIncomplete ? "response.incomplete" : "response.completed", TimeSpan.Zero, ResponseState.Over);
        yield return last with { IsLast = true };

        ReplyPiece Whole(string name, TimeSpan after, ResponseState state) => Event(name, after, text: null, json =>
        {
            json.WriteStartObject("response"u8);
            ResponsesWire.WriteMembers(json, draft, state);
            json.WriteEndObject();
        });

        ReplyPiece Item(string name, int index, ResponseState state) => Event(name, TimeSpan.Zero, text: null, json =>
        {
            json.WriteStartObject("item"u8);
            ResponsesWire.WriteItem(json, draft, draft.Items[index], state);
            json.WriteEndObject();
            json.WriteNumber("output_index"u8, index);
        });

        ReplyPiece Part(string name, int index, string content) => Event(name, TimeSpan.Zero, text: null, json =>
        {
            var item = draft.Items[index];
            json.WriteNumber("content_index"u8, 0);
            json.WriteString("item_id"u8, item.Id);
            json.WriteNumber("output_index"u8, index);
            json.WriteStartObject("part"u8);
            ResponsesWire.WritePart(json, item, content);
            json.WriteEndObject();
        });

        ReplyPiece Delta(int index, string added, TimeSpan after) => Event($"{Subject(draft.Items[index])}.delta", after, text: null, json =>
        {
            var item = draft.Items[index];
            WriteContentIndex(json, item);
            json.WriteString("delta"u8, added);
            json.WriteString("item_id"u8, item.Id);
            WriteLogprobs(json, item);
            json.WriteNumber("output_index"u8, index);
        });

        ReplyPiece Done(int index) => Event($"{Subject(draft.Items[index])}.done", TimeSpan.Zero, draft.Items[index].DoneText, json =>
        {
            var item = draft.Items[index];
            WriteContentIndex(json, item);
            if (item.Call is not null)
            {
                json.WriteString("arguments"u8, item.Text);
            }

            json.WriteString("item_id"u8, item.Id);
            WriteLogprobs(json, item);
            json.WriteNumber("output_index"u8, index);
        });

        ReplyPiece Event(string name, TimeSpan after, string? text, Action<Utf8JsonWriter> write) => new(
            FormEvent.Of(name, json =>
            {
                write(json);
                json.WriteNumber("sequence_number"u8, number++);
                if (text is not null)
                {
                    // What is done stands behind the number.
                    json.WriteString("text"u8, text);
                }
            }),
            after,
            IsLast: false);
    }

    private static string Subject(ResponseItem item) => item.Type switch
    {
        "reasoning" => "response.reasoning_text",
        "message" => "response.output_text",
        _ => "response.function_call_arguments",
    };

    private static void WriteContentIndex(Utf8JsonWriter json, ResponseItem item)
    {
        if (item.PartType is not null)
        {
            json.WriteNumber("content_index"u8, 0);
        }
    }

    private static void WriteLogprobs(Utf8JsonWriter json, ResponseItem item)
    {
        if (item.Type is "message")
        {
            json.WriteStartArray("logprobs"u8);
            json.WriteEndArray();
        }
    }
}
