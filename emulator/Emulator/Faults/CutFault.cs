namespace Emulator.Faults;

/// <summary>The connection breaks in the middle of the answer.</summary>
/// <param name="AfterBytes">How many bytes of the body arrive; fewer if the body is shorter, for it never arrives whole.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record CutFault(long AfterBytes, string Reason) : Fault(Reason)
{
    public override string Name => "cut";
}
