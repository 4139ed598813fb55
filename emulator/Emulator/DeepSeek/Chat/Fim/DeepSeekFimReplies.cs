using Emulator.Exchanges;
using Emulator.Timing;

namespace Emulator.DeepSeek.Chat.Fim;

/// <summary>Answers requests for the text between a beginning and an end.</summary>
internal static class DeepSeekFimReplies
{
    public static DeepSeekCompletion Complete(Exchange exchange, DeepSeekFimRequest request)
    {
        var own = exchange.Plan.Answer;
        var content = own?.TextFor(exchange) ?? DeepSeekFimText.Between(new DeepSeekWords(exchange.Plan.ContentSeed), request);
        var cut = DeepSeekCut.Stop(new DeepSeekDraft(null, content, []), request.Stops).Limit(request.MaxTokens, "length");
        return new DeepSeekCompletion
        {
            Id = exchange.Ids.Uuid(),
            Created = exchange.ArrivedAt.ToUnixTimeSeconds(),
            Model = request.ModelName,
            Fingerprint = DeepSeekFingerprint.Of(exchange, request.ModelName),
            Content = cut.Draft.Content,
            Reasoning = null,
            FinishReason = own?.Rule.FinishReason ?? cut.FinishReason,
            PromptTokens = request.PromptTokens,
            ReasoningTokens = 0,
            CompletionTokens = DeepSeekTokens.Count(cut.Draft.Content),
            Logprobs = request.Logprobs is { } top ? new DeepSeekLogprobs(exchange.Plan.ContentSeed, top) : null,
        };
    }

    public static Reply Reply(Exchange exchange, DeepSeekFimRequest request, DeepSeekCompletion completion)
    {
        TokenPace pace = new(exchange.Timing, exchange.Plan.DrawSeed);
        if (request.IsStream)
        {
            return DeepSeekChatWire.Dress(
                exchange,
                Exchanges.Reply.Streamed(200, "text/event-stream", Pieces(request, completion, pace)).AtWork(DeepSeekChatWire.KeepAlive));
        }

        var wait = pace.IsInstant ? pace.FirstToken : pace.Whole(DeepSeekTokens.CountPieces(completion.Content));
        return DeepSeekChatWire.Dress(
            exchange,
            Exchanges.Reply.Whole(200, "application/json", DeepSeekFimWire.Completion(request, completion), wait)
                .Chunked().AtWork(DeepSeekChatWire.BlankLine));
    }

    private static IEnumerable<ReplyPiece> Pieces(DeepSeekFimRequest request, DeepSeekCompletion completion, TokenPace pace)
    {
        var wait = pace.FirstToken;
        if (request.IsEcho)
        {
            yield return Piece(request.Prompt, new DeepSeekFimPlace(-1, 0), wait);
            wait = TimeSpan.Zero;
        }

        var offset = DeepSeekFimWire.Offset(request);
        foreach (var (index, text) in DeepSeekTokens.Pieces(completion.Content).Index())
        {
            yield return Piece(text, new DeepSeekFimPlace(index, offset), index == 0 ? wait : pace.GapBefore(index));
            offset += text.Length;
        }

        yield return Piece(null, new DeepSeekFimPlace(-1, offset), completion.Content.Length == 0 ? wait : TimeSpan.Zero);
        yield return new ReplyPiece(DeepSeekChatWire.Done, TimeSpan.Zero, IsLast: true);

        ReplyPiece Piece(string? text, DeepSeekFimPlace place, TimeSpan after) =>
            new(DeepSeekFimWire.Chunk(request, completion, text, place), after, IsLast: false);
    }
}
