using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Emulator.DeepSeek.Chat;

/// <summary>What a scenario says of chats where the provider's own behaviour is uncertain, or where clients had to cope with more.</summary>
internal sealed record DeepSeekAnswerSection
{
    [Description("Which assistant messages must bring their reasoning back while thinking is on: default (those of turns that called tools), strict (all) or lenient (none).")]
    public ReasoningHistory? ReasoningHistory { get; init; }

    [Description("What prefix and strict do outside the beta path: ignore (default), refuse or honour.")]
    public BetaFields? BetaFields { get; init; }

    [Description("A ceiling below max_tokens at which the server cuts every answer by itself.")]
    public OutputCeilingSection? OutputCeiling { get; init; }

    [Description("Oddities of streams that clients had to cope with.")]
    public IReadOnlyList<ChatQuirk>? Quirks { get; init; }

    [Description("Share of JSON answers, from 0 to 1, that are empty.")]
    [Range(0.0, 1.0)]
    public double? EmptyJson { get; init; }

    [Description("Share of JSON answers, from 0 to 1, that are blanks until max_tokens, or 4096 tokens of them.")]
    [Range(0.0, 1.0)]
    public double? EndlessWhitespace { get; init; }
}

/// <summary>Which assistant messages must bring their reasoning back.</summary>
internal enum ReasoningHistory
{
    Default,
    Strict,
    Lenient,
}

/// <summary>What fields of the beta path do outside it.</summary>
internal enum BetaFields
{
    Ignore,
    Refuse,
    Honour,
}

/// <summary>One oddity of a stream.</summary>
internal enum ChatQuirk
{
    /// <summary>Chunks of reasoning carry an empty list of tool calls.</summary>
    [JsonStringEnumMemberName("emptyToolCalls")]
    EmptyToolCalls,

    /// <summary>All calls of an answer have the id of its first.</summary>
    [JsonStringEnumMemberName("repeatedToolCallIds")]
    RepeatedToolCallIds,

    /// <summary>The ids of calls are empty texts.</summary>
    [JsonStringEnumMemberName("emptyToolCallIds")]
    EmptyToolCallIds,

    /// <summary>The indexes of calls begin at 1 and leave gaps.</summary>
    [JsonStringEnumMemberName("toolCallIndexGaps")]
    ToolCallIndexGaps,
}

/// <summary>Where the server cuts answers by itself, and what it calls that.</summary>
internal sealed record OutputCeilingSection
{
    [Description("The most tokens of output, reasoning included; 65536 was measured.")]
    [Range(1, int.MaxValue)]
    public int Tokens { get; init; } = 65_536;

    [Description("What the cut answer says: length (default), or stop for one that hides it.")]
    [AllowedValues("length", "stop")]
    public string FinishReason { get; init; } = "length";
}
