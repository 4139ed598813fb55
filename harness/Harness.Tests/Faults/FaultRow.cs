using System.Text.RegularExpressions;

namespace Harness.Tests.Faults;

/// <summary>One line of the table of faults in <c>scenarios/README.md</c>.</summary>
/// <param name="Fault">The fault's word.</param>
/// <param name="Scenario">The file that shows it.</param>
/// <param name="Line">The line for the shell.</param>
/// <param name="Comes">What is said to come.</param>
internal sealed partial record FaultRow(string Fault, string Scenario, string Line, string Comes)
{
    private static string Readme => File.ReadAllText(RepositoryRoot.File("scenarios", "README.md"));

    /// <summary>The functions of the shell that the lines use.</summary>
    public static string Preamble => ShellBlock().Match(Readme).Groups[1].Value;

    public static IReadOnlyList<FaultRow> All =>
    [
        .. TableRow().Matches(Readme).Select(row => new FaultRow(
            row.Groups["fault"].Value, row.Groups["file"].Value, row.Groups["line"].Value, row.Groups["comes"].Value.Trim())),
    ];

    /// <summary>The exit code of curl that the row announces.</summary>
    public int ExitCode => CurlCode().Match(Comes) is { Success: true } code ? int.Parse(code.Groups[1].Value) : 0;

    /// <summary>The status that the row announces, where it does.</summary>
    public string? Status => LeadingStatus().Match(Comes) is { Success: true } status ? status.Value : null;

    [GeneratedRegex(@"```sh\n(E=.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^\| `(?<fault>\w+)` \| [^|]* \| `(?<file>faults/[\w-]+\.yaml)` \| `(?<line>[^`]+)` \| (?<comes>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"curl: \((\d+)\)")]
    private static partial Regex CurlCode();

    [GeneratedRegex(@"^\d{3}")]
    private static partial Regex LeadingStatus();
}
