namespace Emulator.Limits;

/// <summary>What a limit's amount is an amount of.</summary>
internal enum CountedUnit
{
    Requests,

    /// <summary>Tokens of prompt and answer together.</summary>
    Tokens,

    InputTokens,

    Images,

    /// <summary>Millionths of a US dollar.</summary>
    Money,

    Jobs,
}
