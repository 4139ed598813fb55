using Emulator.Exchanges;
using Emulator.Timing;

namespace Emulator.DeepSeek.Chat;

/// <summary>Makes answers that read like answers; the same prompt and seed give the same one.</summary>
internal static class DeepSeekChatReplies
{
    public const int FramingTokens = 3;

    public static DeepSeekCompletion Complete(Exchange exchange, DeepSeekChatRequest request)
    {
        var words = new DeepSeekWords(exchange.Plan.ContentSeed);
        var own = exchange.Plan.Answer;
        var reasoning = request.IsThinking ? own?.ReasoningFor(exchange) ?? DeepSeekText.Reasoning(words, request) : null;
        var calls = DeepSeekToolCall.Of(exchange);
        var content = own?.TextFor(exchange) ?? (calls.Count > 0 ? "" : DeepSeekText.Answer(words, request));
        var isCut = false;
        if (request.MaxTokens is { } maxTokens)
        {
            var wholeReasoning = reasoning;
            var wholeContent = content;
            reasoning = reasoning is null ? null : DeepSeekTokens.Truncate(reasoning, maxTokens);
            var left = maxTokens - DeepSeekTokens.Count(reasoning ?? "");
            content = reasoning == wholeReasoning ? DeepSeekTokens.Truncate(content, left) : "";
            left -= DeepSeekTokens.Count(content) + calls.Sum(call => call.Tokens);
            isCut = content != wholeContent || reasoning != wholeReasoning || left < 0;
        }

        var reasoningTokens = DeepSeekTokens.Count(reasoning ?? "");
        return new DeepSeekCompletion
        {
            Id = exchange.Ids.Uuid(),
            Created = exchange.ArrivedAt.ToUnixTimeSeconds(),
            Model = request.ModelName,
            Fingerprint = DeepSeekFingerprint.Of(exchange, request.ModelName),
            Content = content,
            Reasoning = reasoning,
            ToolCalls = isCut ? [] : calls,
            FinishReason = own?.Rule.FinishReason ?? (isCut ? "length" : calls.Count > 0 ? "tool_calls" : "stop"),
            PromptTokens = PromptTokens(request),
            ReasoningTokens = reasoningTokens,
            CompletionTokens = reasoningTokens + DeepSeekTokens.Count(content)
                + (isCut ? 0 : calls.Sum(call => call.Tokens)),
        };
    }

    /// <summary>What the prompt counts, known before there is an answer.</summary>
    public static int PromptTokens(DeepSeekChatRequest request) =>
        DeepSeekTokens.Count(request.AllText) + request.AddedTokens + request.ThinkingTokens + FramingTokens;

    /// <summary>From the beginning of the work to an answer that is sent as a whole.</summary>
    public static TimeSpan WaitFor(Exchange exchange, DeepSeekCompletion completion)
    {
        TokenPace pace = new(exchange.Timing, exchange.Plan.DrawSeed);
        return pace.IsInstant ? pace.FirstToken : pace.Whole(TokensOf(completion));
    }

    public static Reply Plain(Exchange exchange, DeepSeekCompletion completion) => DeepSeekChatWire.Dress(
        exchange,
        Reply.Whole(200, "application/json", DeepSeekChatWire.Completion(completion), WaitFor(exchange, completion))
            .Chunked()
            .AtWork(DeepSeekChatWire.BlankLine));

    private static int TokensOf(DeepSeekCompletion completion) =>
        DeepSeekTokens.CountPieces(completion.Reasoning ?? "") + DeepSeekTokens.CountPieces(completion.Content)
            + completion.ToolCalls.SelectMany(DeepSeekToolWire.PartsOf).Count();

    public static Reply Streamed(Exchange exchange, DeepSeekCompletion completion, bool withUsageKey) =>
        DeepSeekChatWire.Dress(
            exchange,
            Reply.Streamed(200, "text/event-stream", Pieces(exchange, completion, withUsageKey))
                .AtWork(DeepSeekChatWire.KeepAlive));

    /// <summary>About one token a chunk, as the provider sends them.</summary>
    private static IEnumerable<ReplyPiece> Pieces(Exchange exchange, DeepSeekCompletion completion, bool withUsageKey)
    {
        TokenPace pace = new(exchange.Timing, exchange.Plan.DrawSeed);
        var isThinking = completion.Reasoning is not null;
        var token = 0;
        yield return Piece(new DeepSeekDelta(isThinking ? null : "", "") { IsFirst = true }, pace.FirstToken);
        foreach (var text in DeepSeekTokens.Pieces(completion.Reasoning ?? ""))
        {
            yield return Piece(new DeepSeekDelta(null, text), pace.GapBefore(token++));
        }

        foreach (var text in DeepSeekTokens.Pieces(completion.Content))
        {
            yield return Piece(new DeepSeekDelta(text, null), pace.GapBefore(token++));
        }

        foreach (var part in completion.ToolCalls.SelectMany(DeepSeekToolWire.PartsOf))
        {
            yield return Piece(new DeepSeekDelta(null, null) { ToolCall = part }, pace.GapBefore(token++));
        }

        yield return Piece(new DeepSeekDelta("", null) { IsFinal = true }, TimeSpan.Zero);
        yield return new ReplyPiece(DeepSeekChatWire.Done, TimeSpan.Zero, IsLast: true);

        ReplyPiece Piece(DeepSeekDelta delta, TimeSpan after) =>
            new(DeepSeekChatWire.Chunk(completion, delta, withUsageKey), after, IsLast: false);
    }
}
