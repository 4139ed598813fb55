namespace Emulator.DeepSeek.Chat;

/// <summary>What is left of an answer, and why it ends there.</summary>
/// <param name="Draft">What is left.</param>
/// <param name="FinishReason">Why it ends.</param>
internal sealed record DeepSeekCut(DeepSeekDraft Draft, string FinishReason)
{
    /// <summary>The text before which it was cut; <see langword="null"/> when none was in the way.</summary>
    public string? StoppedAt { get; init; }

    /// <summary>Cuts an answer before the first of the texts that stop it.</summary>
    public static DeepSeekCut Stop(DeepSeekDraft draft, IReadOnlyList<string> stops)
    {
        var end = -1;
        string? first = null;
        foreach (var stop in stops)
        {
            var at = stop.Length == 0 ? -1 : draft.Content.IndexOf(stop, StringComparison.Ordinal);
            (end, first) = at >= 0 && (end < 0 || at < end) ? (at, stop) : (end, first);
        }

        return end >= 0
            ? new DeepSeekCut(draft with { Content = draft.Content[..end], Calls = [] }, "stop") { StoppedAt = first }
            : new DeepSeekCut(draft, draft.Calls.Count > 0 ? "tool_calls" : "stop");
    }

    /// <summary>Cuts an answer where its tokens are spent: in its thoughts, its text or the arguments of a call.</summary>
    /// <param name="most">The tokens there are.</param>
    /// <param name="finishReason">What the answer then says.</param>
    public DeepSeekCut Limit(int most, string finishReason)
    {
        var left = most;
        var reasoning = Draft.Reasoning is null ? null : Take(Draft.Reasoning, ref left);
        if (reasoning != Draft.Reasoning)
        {
            return new DeepSeekCut(new DeepSeekDraft(reasoning, "", []), finishReason);
        }

        var content = Take(Draft.Content, ref left);
        if (content != Draft.Content)
        {
            return new DeepSeekCut(new DeepSeekDraft(reasoning, content, []), finishReason);
        }

        List<DeepSeekToolCall> calls = [];
        foreach (var call in Draft.Calls)
        {
            var name = DeepSeekTokens.Count(call.Name);
            if (left < name)
            {
                return new DeepSeekCut(Draft with { Calls = calls }, finishReason);
            }

            left -= name;
            var arguments = Take(call.Arguments, ref left);
            calls.Add(call with { Arguments = arguments });
            if (arguments != call.Arguments)
            {
                return new DeepSeekCut(Draft with { Calls = calls }, finishReason);
            }
        }

        return this;
    }

    /// <summary>Leaves half of the text, as an answer has it whose making was broken off.</summary>
    public DeepSeekCut BreakOff(string finishReason)
    {
        var half = DeepSeekTokens.Truncate(Draft.Content, Math.Max(1, DeepSeekTokens.Count(Draft.Content) / 2));
        return new DeepSeekCut(Draft with { Content = half, Calls = [] }, finishReason);
    }

    private static string Take(string text, ref int left)
    {
        var count = DeepSeekTokens.Count(text);
        var taken = count <= left ? text : DeepSeekTokens.Truncate(text, Math.Max(0, left));
        left -= Math.Min(left, count);
        return taken;
    }
}
