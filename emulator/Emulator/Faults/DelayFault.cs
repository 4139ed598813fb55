namespace Emulator.Faults;

/// <summary>The answer takes longer.</summary>
internal sealed record DelayFault(TimeSpan Delay, string Reason) : Fault(FaultKind.Delay, Reason)
{
    public override TimeSpan Wait => Delay;
}
