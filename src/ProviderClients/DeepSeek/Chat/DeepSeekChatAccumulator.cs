using System.Text;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>Puts the pieces of a streamed answer together; what it has so far can be had at any time, after an interruption too.</summary>
public sealed class DeepSeekChatAccumulator
{
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _reasoning = new();
    private readonly ToolCallAssembly _toolCalls = new();
    private readonly List<DeepSeekTokenLogprob> _logprobs = [];
    private readonly List<DeepSeekTokenLogprob> _reasoningLogprobs = [];
    private DeepSeekChatUpdate _last = new("", "", null, null);
    private bool _isThinking;

    /// <summary>Adds the next piece.</summary>
    /// <param name="update">The piece.</param>
    public void Add(DeepSeekChatUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        _content.Append(update.Content);
        _reasoning.Append(update.Reasoning);
        _toolCalls.Add(update.ToolCalls);
        _logprobs.AddRange(update.Logprobs);
        _reasoningLogprobs.AddRange(update.ReasoningLogprobs);
        _isThinking |= update.IsThinking || update.Reasoning.Length > 0;
        _last = update with
        {
            FinishReason = update.FinishReason ?? _last.FinishReason,
            Usage = update.Usage ?? _last.Usage,
            CostUsd = update.CostUsd ?? _last.CostUsd,
            Model = update.Model.Length > 0 ? update.Model : _last.Model,
            Id = update.Id ?? _last.Id,
        };
    }

    /// <summary>What the pieces make together.</summary>
    /// <returns>The answer; before the last piece its finish reason is empty and its usage zero.</returns>
    public DeepSeekChatCompletion ToCompletion() => new(
        _content.ToString(),
        _isThinking ? _reasoning.ToString() : null,
        _last.FinishReason ?? "",
        _last.Model,
        _last.Usage ?? new DeepSeekChatUsage(0, 0, 0, 0))
    {
        ToolCalls = _toolCalls.ToCalls(),
        Logprobs = [.. _logprobs],
        ReasoningLogprobs = [.. _reasoningLogprobs],
        Id = _last.Id,
        CostUsd = _last.CostUsd,
    };
}
