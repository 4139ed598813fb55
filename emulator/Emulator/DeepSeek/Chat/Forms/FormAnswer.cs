using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat.Forms;

/// <summary>Answers a request of another form with the chat's engine: the same texts, tokens, prices and refusals.</summary>
internal static class FormAnswer
{
    /// <summary>What a chat calls the thoughts that a history must bring back.</summary>
    private const string ChatThoughts = "`reasoning_content`";

    public static Reply Of(Exchange exchange, IChatForm form, DeepSeekChatEngine engine)
    {
        if ((DeepSeekChatEngine.ProblemOf(exchange) ?? form.ProblemOf(exchange)) is { } problem)
        {
            return DeepSeekChatErrors.Invalid(exchange, problem);
        }

        try
        {
            var body = exchange.Json!.RootElement;
            var twin = form.ChatOf(body, exchange.Body, DeepSeekChatRules.Of(exchange).Catalog);
            return engine.Answer(exchange, twin, out var complaint) is { } answer
                ? Sent(exchange, form, answer)
                : DeepSeekChatErrors.Invalid(
                    exchange,
                    complaint with { Message = complaint.Message.Replace(ChatThoughts, form.Thoughts, StringComparison.Ordinal) });
        }
        catch (RefusedRequestException refused)
        {
            return DeepSeekChatErrors.Invalid(exchange, refused.Complaint);
        }
    }

    private static Reply Sent(Exchange exchange, IChatForm form, DeepSeekAnswer answer)
    {
        var body = exchange.Json!.RootElement;
        if (answer.Request.IsStream)
        {
            return DeepSeekChatWire.Dress(
                exchange,
                Reply.Streamed(200, "text/event-stream", form.Events(exchange, body, answer.Completion))
                    .AtWork(DeepSeekChatWire.KeepAlive));
        }

        var wait = DeepSeekChatReplies.WaitFor(exchange, answer.Completion);
        return DeepSeekChatWire.Dress(
            exchange,
            Reply.Whole(200, "application/json", form.Whole(exchange, body, answer.Completion), wait)
                .Chunked()
                .AtWork(DeepSeekChatWire.BlankLine));
    }
}
