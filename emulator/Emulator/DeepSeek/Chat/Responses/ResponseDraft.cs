using System.Text.Json;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat.Responses;

/// <summary>How far a response is.</summary>
internal enum ResponseState
{
    InProgress,
    Over,
}

/// <summary>A response with its items, whose ids were drawn before anything of it is written.</summary>
internal sealed class ResponseDraft
{
    public ResponseDraft(Exchange exchange, DeepSeekCompletion completion, JsonElement body)
    {
        Completion = completion;
        Body = body;
        List<ResponseItem> items = [];
        if (completion.Reasoning is { } thoughts)
        {
            items.Add(new ResponseItem(exchange.Ids.Uuid(), "reasoning", thoughts));
        }

        if (completion.Content.Length > 0 || completion.ToolCalls.Count == 0)
        {
            items.Add(new ResponseItem(exchange.Ids.Uuid(), "message", completion.Content));
        }

        items.AddRange(completion.ToolCalls.Select(
            call => new ResponseItem(exchange.Ids.Uuid(), "function_call", call.Arguments) { Call = call }));
        Items = items;
        CompletedAt = completion.Created + (long)DeepSeekChatReplies.WaitFor(exchange, completion).TotalSeconds;
    }

    public DeepSeekCompletion Completion { get; }

    public JsonElement Body { get; }

    public IReadOnlyList<ResponseItem> Items { get; }

    /// <summary>When its last token comes, in Unix seconds.</summary>
    public long CompletedAt { get; }

    public bool IsIncomplete => Completion.FinishReason is "length" or "content_filter";
}

/// <summary>One item of a response's output.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What it is.</param>
/// <param name="Text">Its thoughts, its text or its arguments.</param>
internal sealed record ResponseItem(string Id, string Type, string Text)
{
    /// <summary>The tool's call that it is, if it is one.</summary>
    public DeepSeekToolCall? Call { get; init; }

    /// <summary>What its one part is called; <see langword="null"/> where it has no parts.</summary>
    public string? PartType => Type switch
    {
        "reasoning" => "reasoning_text",
        "message" => "output_text",
        _ => null,
    };

    /// <summary>The text that the end of its deltas repeats; arguments stand in a member of their own.</summary>
    public string? DoneText => Call is null ? Text : null;
}
