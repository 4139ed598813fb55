namespace Emulator.Limits;

/// <summary>What a request is known to use when it arrives, beside being a request.</summary>
internal readonly record struct RequestUnits(long InputTokens, long Images);

/// <summary>What a request turned out to use.</summary>
internal readonly record struct BilledUnits(long InputTokens, long OutputTokens, long Images, long MicroUsd);
