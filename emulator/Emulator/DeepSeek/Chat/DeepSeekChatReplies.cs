using Bogus;
using Emulator.Chance;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat;

/// <summary>Makes answers that read like answers; the same prompt and seed give the same one.</summary>
internal static class DeepSeekChatReplies
{
    /// <summary>What thinking adds to every prompt, about as much as was measured.</summary>
    private const int ThinkingPreambleTokens = 27;

    private const int FramingTokens = 3;

    /// <summary>Making one costs a millisecond; giving a kept one another seed costs nothing. It is not for two threads.</summary>
    [ThreadStatic]
    private static Faker? KeptFaker;

    public static DeepSeekCompletion Complete(Exchange exchange, DeepSeekChatRequest request)
    {
        var faker = FakerFor(exchange.Plan.ContentSeed);
        var reasoning = request.IsThinking ? DeepSeekText.Reasoning(faker, request) : null;
        var content = DeepSeekText.Answer(faker, request);
        var isCut = false;
        if (request.MaxTokens is { } maxTokens)
        {
            var wholeReasoning = reasoning;
            var wholeContent = content;
            reasoning = reasoning is null ? null : DeepSeekTokens.Truncate(reasoning, maxTokens);
            var left = maxTokens - DeepSeekTokens.Count(reasoning ?? "");
            content = reasoning == wholeReasoning ? DeepSeekTokens.Truncate(content, left) : "";
            isCut = content != wholeContent;
        }

        var reasoningTokens = DeepSeekTokens.Count(reasoning ?? "");
        return new DeepSeekCompletion
        {
            Id = exchange.Ids.Uuid(),
            Created = exchange.ArrivedAt.ToUnixTimeSeconds(),
            Model = request.ModelName,
            Fingerprint = new SeededIds(Seed.For(exchange.Seed, "fingerprint", request.ModelName)).Hex(32),
            Content = content,
            Reasoning = reasoning,
            FinishReason = isCut ? "length" : "stop",
            PromptTokens = DeepSeekTokens.Count(request.AllText)
                + (request.IsThinking ? ThinkingPreambleTokens : 0) + FramingTokens,
            ReasoningTokens = reasoningTokens,
            CompletionTokens = reasoningTokens + DeepSeekTokens.Count(content),
        };
    }

    public static Reply Plain(Exchange exchange, DeepSeekCompletion completion)
    {
        var wait = exchange.Timing.TimeToFirstToken!.At(exchange.Draw("timeToFirstToken"))
            + TimeFor(exchange, completion.CompletionTokens);
        return DeepSeekChatWire.Dress(
            exchange, Reply.Whole(200, "application/json", DeepSeekChatWire.Completion(completion), wait).Chunked());
    }

    public static Reply Streamed(Exchange exchange, DeepSeekCompletion completion, bool withUsageKey) =>
        DeepSeekChatWire.Dress(
            exchange, Reply.Streamed(200, "text/event-stream", Pieces(exchange, completion, withUsageKey)));

    private static IEnumerable<ReplyPiece> Pieces(Exchange exchange, DeepSeekCompletion completion, bool withUsageKey)
    {
        var isThinking = completion.Reasoning is not null;
        var wait = exchange.Timing.TimeToFirstToken!.At(exchange.Draw("timeToFirstToken"));
        yield return Piece(new DeepSeekDelta(isThinking ? null : "", "") { IsFirst = true }, wait);
        foreach (var text in DeepSeekTokens.Pieces(completion.Reasoning ?? ""))
        {
            yield return Piece(new DeepSeekDelta(null, text), TimeFor(exchange, DeepSeekTokens.Count(text)));
        }

        foreach (var text in DeepSeekTokens.Pieces(completion.Content))
        {
            yield return Piece(new DeepSeekDelta(text, null), TimeFor(exchange, DeepSeekTokens.Count(text)));
        }

        yield return Piece(new DeepSeekDelta("", null) { IsFinal = true }, TimeSpan.Zero);
        yield return new ReplyPiece(DeepSeekChatWire.Done, TimeSpan.Zero, IsLast: true);

        ReplyPiece Piece(DeepSeekDelta delta, TimeSpan after) =>
            new(DeepSeekChatWire.Chunk(completion, delta, withUsageKey), after, IsLast: false);
    }

    private static Faker FakerFor(ulong contentSeed)
    {
        KeptFaker ??= new Faker();
        KeptFaker.Random = new Randomizer((int)(contentSeed & int.MaxValue));
        return KeptFaker;
    }

    private static TimeSpan TimeFor(Exchange exchange, int tokens) =>
        TimeSpan.FromSeconds(tokens / exchange.Timing.TokensPerSecond!.Value);
}
