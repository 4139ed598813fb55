using Emulator.Chance;
using Emulator.DeepSeek.Chat.Tools;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat;

/// <summary>What an answer would say if nothing cut it short.</summary>
/// <param name="Reasoning">Its thoughts; <see langword="null"/> without thinking.</param>
/// <param name="Content">Its text.</param>
/// <param name="Calls">The tools that it calls.</param>
internal sealed record DeepSeekDraft(string? Reasoning, string Content, IReadOnlyList<DeepSeekToolCall> Calls)
{
    /// <summary>How many blanks an answer is that never ends, where the request does not say.</summary>
    private const int EndlessTokens = 4096;

    /// <summary>The answer's texts: the scenario's own where it has some, else plausible ones.</summary>
    public static DeepSeekDraft Of(Exchange exchange, DeepSeekChatRequest request)
    {
        var words = new DeepSeekWords(exchange.Plan.ContentSeed);
        var own = exchange.Plan.Answer;
        var reasoning = request.IsThinking ? own?.ReasoningFor(exchange) ?? ReasoningOf(words, request) : null;
        var isOwn = own?.Rule is { Text: not null } or { Json: not null } or { ToolCalls: not null };
        var calls = isOwn ? DeepSeekToolCall.Of(exchange) : DeepSeekToolDecision.Decide(exchange, request);
        var content = own?.TextFor(exchange)
            ?? (calls.Count > 0 ? isOwn ? "" : BeforeCalls(exchange, request) : Oddity(exchange, request) ?? DeepSeekJsonText.Fitting(exchange, request) ?? DeepSeekText.Answer(words, request));
        return new DeepSeekDraft(reasoning, content, calls);
    }

    private static string ReasoningOf(DeepSeekWords words, DeepSeekChatRequest request)
    {
        var whole = DeepSeekText.Reasoning(words, request);
        return request.Wishes.History.Prefix?.Reasoning is { Length: > 0 } begun && whole.StartsWith(begun, StringComparison.Ordinal)
            ? whole[begun.Length..]
            : whole;
    }

    /// <summary>One answer in three says what it is about to do.</summary>
    private static string BeforeCalls(Exchange exchange, DeepSeekChatRequest request) =>
        request.Wishes.ToolChoice.Kind is ToolChoiceKind.Auto && Seed.For(exchange.Plan.ContentSeed, "before calls") % 3 == 0
            ? "Let me look that up for you."
            : "";

    /// <summary>JSON answers are sometimes empty, and sometimes nothing but blanks, where the scenario wants them so.</summary>
    private static string? Oddity(Exchange exchange, DeepSeekChatRequest request)
    {
        var chat = DeepSeekChatRules.Of(exchange).Section.Chat;
        if (!request.WantsJson || chat is { EmptyJson: null, EndlessWhitespace: null })
        {
            return null;
        }

        var draw = Seed.Fraction(exchange.Draw("json oddity"));
        var empty = chat.EmptyJson ?? 0;
        return draw < empty ? ""
            : draw < empty + (chat.EndlessWhitespace ?? 0) ? Blanks(request.MaxTokens ?? EndlessTokens)
            : null;
    }

    /// <summary>One token more than there is room for.</summary>
    private static string Blanks(int tokens) => string.Concat(Enumerable.Repeat(" \n\t ", Math.Min(tokens, 65_536) + 1));
}
