namespace Emulator.Answers;

/// <summary>What a dialect can be told to answer with.</summary>
[Flags]
internal enum AnswerForms
{
    None = 0,
    Refuse = 1,
    Text = 2,
    Json = 4,
    Reasoning = 8,
    ToolCalls = 16,
    FinishReason = 32,
    Image = 64,

    /// <summary>A refusal's own error code.</summary>
    ErrorCode = 128,
}
