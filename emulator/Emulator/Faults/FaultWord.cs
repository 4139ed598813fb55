namespace Emulator.Faults;

/// <summary>How scenarios, headers and the journal spell a fault.</summary>
internal static class FaultWord
{
    private static readonly Dictionary<FaultKind, string> Words =
        Enum.GetValues<FaultKind>().ToDictionary(kind => kind, kind => Camel($"{kind}"));

    /// <summary>Every word there is, in the order of the set.</summary>
    public static IReadOnlyCollection<string> All => Words.Values;

    public static string Of(FaultKind fault) => Words[fault];

    public static string Camel(string name) => $"{char.ToLowerInvariant(name[0])}{name[1..]}";
}
