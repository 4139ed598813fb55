using Emulator.DeepSeek.Chat.Files;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat.Forms;

/// <summary>Answers a request of another form with the chat's engine: the same texts, tokens, prices and refusals.</summary>
internal static class FormAnswer
{
    /// <summary>What a chat calls the thoughts that a history must bring back.</summary>
    private const string ChatThoughts = "`reasoning_content`";

    /// <summary>Answers a request.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="form">What is particular to its form.</param>
    /// <param name="files">The files that it may refer to.</param>
    public static Reply Of(Exchange exchange, IChatForm form, UploadedFiles files)
    {
        if (exchange.Json is not { } json)
        {
            return DeepSeekChatErrors.Unparsable(exchange);
        }

        try
        {
            var twin = form.ChatOf(json.RootElement, exchange.Body);
            if (new DeepSeekChatReader(twin.Bytes, exchange.Prompt).Read(twin.Body, out var complaint) is not { } request)
            {
                return DeepSeekChatErrors.Invalid(exchange, complaint.Replace(ChatThoughts, form.Thoughts, StringComparison.Ordinal));
            }

            return (form.ProblemOf(exchange) ?? ProblemOf(files.MissingIn(exchange, twin.Body))) is { } problem
                ? DeepSeekChatErrors.Invalid(exchange, problem)
                : Answer(exchange, form, request);
        }
        catch (RefusedRequestException refused)
        {
            return DeepSeekChatErrors.Invalid(exchange, refused.Message);
        }
    }

    private static string? ProblemOf(string? missing) => missing is null ? null : $"File {missing} not found";

    private static Reply Answer(Exchange exchange, IChatForm form, DeepSeekChatRequest request)
    {
        var completion = DeepSeekChatReplies.Complete(exchange, request);
        DeepSeekChatReplies.Bill(exchange, completion);
        var body = exchange.Json!.RootElement;
        if (request.IsStream)
        {
            return DeepSeekChatWire.Dress(
                exchange,
                Reply.Streamed(200, "text/event-stream", form.Events(exchange, body, completion)).AtWork(DeepSeekChatWire.KeepAlive));
        }

        var wait = DeepSeekChatReplies.WaitFor(exchange, completion);
        return DeepSeekChatWire.Dress(
            exchange,
            Reply.Whole(200, "application/json", form.Whole(exchange, body, completion), wait)
                .Chunked()
                .AtWork(DeepSeekChatWire.BlankLine));
    }
}
