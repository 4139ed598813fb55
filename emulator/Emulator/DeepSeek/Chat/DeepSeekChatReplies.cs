using Emulator.Exchanges;
using Emulator.Timing;

namespace Emulator.DeepSeek.Chat;

/// <summary>Makes answers that read like answers; the same prompt and seed give the same one.</summary>
internal static class DeepSeekChatReplies
{
    public const int FramingTokens = 3;

    public static DeepSeekCompletion Complete(Exchange exchange, DeepSeekChatRequest request)
    {
        var cut = Cut(exchange, request, DeepSeekDraft.Of(exchange, request));
        var draft = cut.Draft;
        var reasoningTokens = DeepSeekTokens.Count(draft.Reasoning ?? "");
        return new DeepSeekCompletion
        {
            Id = exchange.Ids.Uuid(),
            Created = exchange.ArrivedAt.ToUnixTimeSeconds(),
            Model = request.ModelName,
            Fingerprint = DeepSeekFingerprint.Of(exchange, request.ModelName),
            Content = draft.Content,
            Reasoning = draft.Reasoning,
            ToolCalls = Odd(draft.Calls, DeepSeekChatRules.Of(exchange).Section.Chat.Quirks ?? []),
            FinishReason = cut.FinishReason,
            StoppedAt = cut.FinishReason is "stop" ? cut.StoppedAt : null,
            PromptTokens = PromptTokens(request),
            ReasoningTokens = reasoningTokens,
            CompletionTokens = reasoningTokens + DeepSeekTokens.Count(draft.Content) + draft.Calls.Sum(call => call.Tokens),
            Logprobs = request.Wishes.WantsLogprobs
                ? new DeepSeekLogprobs(exchange.Plan.ContentSeed, (int)(request.Wishes.TopLogprobs ?? 0))
                : null,
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

    public static Reply Streamed(Exchange exchange, DeepSeekCompletion completion, bool withUsageKey) =>
        DeepSeekChatWire.Dress(
            exchange,
            Reply.Streamed(200, "text/event-stream", Pieces(exchange, completion, withUsageKey))
                .AtWork(DeepSeekChatWire.KeepAlive));

    /// <summary>What is left of an answer when all that ends answers has had its turn: stops, limits, the scenario's own reason.</summary>
    private static DeepSeekCut Cut(Exchange exchange, DeepSeekChatRequest request, DeepSeekDraft draft)
    {
        var cut = DeepSeekCut.Stop(draft, request.Wishes.Stops);
        cut = request.MaxTokens is { } most ? cut.Limit(most, "length") : cut;
        cut = DeepSeekChatRules.Of(exchange).Section.Chat.OutputCeiling is { } ceiling ? cut.Limit(ceiling.Tokens, ceiling.FinishReason) : cut;
        if (exchange.Plan.Answer?.Rule is not { FinishReason: { } reason } own)
        {
            return cut;
        }

        var isBroken = reason is "content_filter" or "insufficient_system_resource" && own is { Text: null, Json: null, ToolCalls: null };
        return isBroken ? cut.BreakOff(reason) : cut with { FinishReason = reason };
    }

    private static IReadOnlyList<DeepSeekToolCall> Odd(IReadOnlyList<DeepSeekToolCall> calls, IReadOnlyList<ChatQuirk> quirks) =>
        calls.Count == 0 || quirks.Count == 0
            ? calls
            :
            [
                .. calls.Select(call => call with
                {
                    Index = quirks.Contains(ChatQuirk.ToolCallIndexGaps) ? (call.Index * 2) + 1 : call.Index,
                    Id = quirks.Contains(ChatQuirk.EmptyToolCallIds) ? ""
                        : quirks.Contains(ChatQuirk.RepeatedToolCallIds) ? calls[0].Id
                        : call.Id,
                }),
            ];

    private static int TokensOf(DeepSeekCompletion completion) =>
        DeepSeekTokens.CountPieces(completion.Reasoning ?? "") + DeepSeekTokens.CountPieces(completion.Content)
            + completion.ToolCalls.SelectMany(DeepSeekToolWire.PartsOf).Count();

    /// <summary>About one token a chunk, as the provider sends them.</summary>
    private static IEnumerable<ReplyPiece> Pieces(Exchange exchange, DeepSeekCompletion completion, bool withUsageKey)
    {
        TokenPace pace = new(exchange.Timing, exchange.Plan.DrawSeed);
        var isThinking = completion.Reasoning is not null;
        var hasEmptyCalls = DeepSeekChatRules.Of(exchange).Section.Chat.Quirks?.Contains(ChatQuirk.EmptyToolCalls) is true;
        var token = 0;
        yield return Piece(new DeepSeekDelta(isThinking ? null : "", "") { IsFirst = true }, pace.FirstToken);
        foreach (var (index, text) in DeepSeekTokens.Pieces(completion.Reasoning ?? "").Index())
        {
            yield return Piece(new DeepSeekDelta(null, text) { Index = index, HasEmptyCalls = hasEmptyCalls }, pace.GapBefore(token++));
        }

        foreach (var (index, text) in DeepSeekTokens.Pieces(completion.Content).Index())
        {
            yield return Piece(new DeepSeekDelta(text, null) { Index = index }, pace.GapBefore(token++));
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
