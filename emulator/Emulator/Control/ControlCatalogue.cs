namespace Emulator.Control;

/// <summary>Everything that can be asked of the emulator itself, on one screen.</summary>
internal static class ControlCatalogue
{
    public const string Root = "/__emulator";

    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        .. ScenarioControl.Operations,
        .. FaultControl.Operations,
        .. JournalControl.Operations,
        .. VerifyControl.Operations,
        .. LimitControl.Operations,
        .. KeyControl.Operations,
        .. AccountControl.Operations,
        .. TokenControl.Operations,
        .. ClockControl.Operations,
        .. JobControl.Operations,
        .. PictureControl.Operations,
        .. RunControl.Operations,
        .. ResetControl.Operations,
        .. DescriptionControl.Operations,
    ];
}
