using System.Text.Json.Serialization;

namespace Auditor.Lines;

/// <summary>
/// What an operation is to any dialect; a submit is paid work, a synchronous image call included, and a callback is the
/// provider's own request to the client.
/// </summary>
[JsonConverter(typeof(WordConverter<ExchangeKind>))]
internal enum ExchangeKind
{
    Chat,
    Submit,
    Poll,
    Download,
    Other,
    Callback,
}

/// <summary>How the emulator found out which call and attempt an exchange belongs to.</summary>
[JsonConverter(typeof(WordConverter<IdentifiedBy>))]
internal enum IdentifiedBy
{
    Declared,
    RetryHeader,
    Content,
}

/// <summary>Who ended an exchange and how.</summary>
[JsonConverter(typeof(WordConverter<ExchangeEnding>))]
internal enum ExchangeEnding
{
    ReadToEnd,
    CutByEmulator,
    CancelledByClient,
    Open,
}

/// <summary>What the emulator's limiter decided; read because the line has it, never used to judge.</summary>
[JsonConverter(typeof(WordConverter<LimiterDecision>))]
internal enum LimiterDecision
{
    Granted,
    Refused,
}

/// <summary>How an attempt came out for the client.</summary>
[JsonConverter(typeof(WordConverter<AttemptOutcome>))]
internal enum AttemptOutcome
{
    Succeeded,
    Refused,
    Failed,
    Unknown,
    Cancelled,
    NotSent,
}

/// <summary>What the client decided after an attempt.</summary>
[JsonConverter(typeof(WordConverter<NextStep>))]
internal enum NextStep
{
    Done,
    Retry,
    GiveUp,
}
