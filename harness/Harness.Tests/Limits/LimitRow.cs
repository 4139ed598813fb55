using System.Text.RegularExpressions;

namespace Harness.Tests.Limits;

/// <summary>One line of the table of limits in <c>scenarios/README.md</c>.</summary>
/// <param name="Counting">The word in the first column.</param>
/// <param name="Scenario">The file that shows it.</param>
/// <param name="Line">The line for the shell.</param>
internal sealed partial record LimitRow(string Counting, string Scenario, string Line)
{
    public static IReadOnlyList<LimitRow> All =>
    [
        .. TableRow().Matches(File.ReadAllText(RepositoryRoot.File("scenarios", "README.md"))).Select(
            row => new LimitRow(row.Groups["counting"].Value, row.Groups["file"].Value, row.Groups["line"].Value)
            {
                Reason = row.Groups["reason"].Value,
                Answer = row.Groups["answer"].Value,
            }),
    ];

    /// <summary>What <c>X-Emulator-Reason</c> is said to contain.</summary>
    public required string Reason { get; init; }

    /// <summary>What the provider's own form is said to contain.</summary>
    public required string Answer { get; init; }

    [GeneratedRegex(
        @"^\| `(?<counting>\w+)` \| [^|]* \| `(?<file>limits/[\w-]+\.yaml)` \| `(?<line>[^`]+)` \| `(?<reason>[^`]+)` \| `(?<answer>[^`]+)` \|$",
        RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
