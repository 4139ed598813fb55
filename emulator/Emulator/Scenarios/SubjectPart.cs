namespace Emulator.Scenarios;

/// <summary>What a limit counts apart; <c>per</c> in a limit is a list of these.</summary>
internal enum SubjectPart
{
    Key,
    Account,
    Project,
    Model,
}
