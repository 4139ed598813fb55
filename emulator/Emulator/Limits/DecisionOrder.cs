namespace Emulator.Limits;

/// <summary>
/// Puts decisions in an order: one lock for all of them, and a time that never runs backwards, although two arrivals may
/// reach the lock in the other order. A gate that takes over counters takes over this, too.
/// </summary>
internal sealed class DecisionOrder
{
    private DateTimeOffset _latest = DateTimeOffset.MinValue;

    public Lock Lock { get; } = new();

    /// <summary>The instant that counts for what happens now; under the lock.</summary>
    public DateTimeOffset At(DateTimeOffset instant) => _latest = instant > _latest ? instant : _latest;
}
