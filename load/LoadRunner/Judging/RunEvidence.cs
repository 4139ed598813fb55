namespace LoadRunner.Judging;

/// <summary>Where the evidence of a run lies.</summary>
/// <param name="Journal">The emulator's journal; a file that need not exist.</param>
/// <param name="Audit">The client's log of its attempts; a file that need not exist.</param>
/// <param name="WarmUpKey">The key of the warm-up, whose exchanges are left out; null without a warm-up.</param>
internal sealed record RunEvidence(string Journal, string Audit, string? WarmUpKey);
