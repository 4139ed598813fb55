using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>
/// One of the closed set of misbehaviours, with the reason why it was planned. It decides nothing: it does to an answer what
/// was decided, and where there is nothing that it could act on it leaves the answer alone.
/// </summary>
/// <param name="Kind">Which one.</param>
/// <param name="Reason">The rule, its draw and its position.</param>
internal abstract record Fault(FaultKind Kind, string Reason)
{
    /// <summary>The word of scenarios and journal.</summary>
    public string Name => FaultWord.Of(Kind);

    /// <summary>How much longer the answer takes.</summary>
    public virtual TimeSpan Wait => TimeSpan.Zero;

    /// <summary>The answer in place of the dialect's; <see langword="null"/> to let the dialect answer.</summary>
    public virtual Reply? Instead(Exchange exchange) => null;

    /// <summary>The answer as the fault leaves it; <see langword="null"/> when there is nothing in it to act on.</summary>
    public virtual Reply? Alter(Exchange exchange, Reply reply) => reply;
}
