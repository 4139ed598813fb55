namespace Emulator.DeepSeek.Chat.Caching;

/// <summary>A place in a prompt at which it may be cached: everything before it, known by its hash.</summary>
/// <param name="Hash">Of everything before it, and of whose cache it is.</param>
/// <param name="Tokens">How many tokens are before it.</param>
/// <param name="IsUnit">Whether what is before it is written to the cache whatever other requests there are.</param>
internal readonly record struct PromptMark(ulong Hash, int Tokens, bool IsUnit);
