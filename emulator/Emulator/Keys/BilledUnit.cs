namespace Emulator.Keys;

/// <summary>What a provider takes from an account.</summary>
internal enum BilledUnit
{
    /// <summary>Nothing that is known.</summary>
    Nothing,

    /// <summary>US dollars, when the work is done: whoever has something left is served.</summary>
    Dollars,

    /// <summary>The provider's credits, before the work: whoever has too few is refused.</summary>
    Credits,
}
