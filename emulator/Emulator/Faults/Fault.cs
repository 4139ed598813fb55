namespace Emulator.Faults;

/// <summary>One of the closed set of misbehaviours, with the reason why it was planned.</summary>
internal abstract record Fault(string Reason)
{
    /// <summary>The word of scenarios and journal.</summary>
    public abstract string Name { get; }
}
