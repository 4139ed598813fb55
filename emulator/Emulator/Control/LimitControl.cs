namespace Emulator.Control;

/// <summary>Tells how full each window of a run's limits is now.</summary>
internal static class LimitControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations = [];
}
