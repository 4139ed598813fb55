namespace Emulator.Faults;

/// <summary>The provider refuses, in the dialect's own form.</summary>
internal sealed record RefuseFault(int Status, TimeSpan? RetryAfter, string Reason) : Fault(Reason)
{
    public override string Name => "refuse";
}
