namespace Emulator.Faults;

/// <summary>The answer takes longer.</summary>
internal sealed record DelayFault(TimeSpan Delay, string Reason) : Fault(Reason)
{
    public override string Name => "delay";
}
