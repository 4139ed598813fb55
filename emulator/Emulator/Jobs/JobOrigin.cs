namespace Emulator.Jobs;

/// <summary>
/// The request that a job or a stored picture came from. Whoever polls or downloads belongs to the same logical call, and
/// rules that name a prompt or a model mean that request's.
/// </summary>
internal sealed record JobOrigin(string Call, string Prompt, string? Model);
