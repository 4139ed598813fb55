namespace Emulator.Keys;

/// <summary>What a provider's keys look like.</summary>
/// <param name="Words">The form in words, to be read after "a key is".</param>
/// <param name="Matches">Whether a key has it.</param>
internal sealed record KeyFormat(string Words, Func<string, bool> Matches);
