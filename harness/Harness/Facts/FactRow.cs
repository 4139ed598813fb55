using System.Globalization;

namespace Harness.Facts;

/// <summary>One fact of a provider: a row of a facts file.</summary>
internal sealed record FactRow
{
    public required string Id { get; init; }

    public required string Statement { get; init; }

    public required string Source { get; init; }

    public required DateOnly Date { get; init; }

    public required FactGrade Grade { get; init; }

    /// <summary>Why it is not imitated; <see langword="null"/> where it is.</summary>
    public string? WhyNot { get; init; }

    /// <summary>The code spans of the statement in their order: what the fact's test expects or sends.</summary>
    public IReadOnlyList<string> Values => CodeSpans.Of(Statement);

    /// <summary>Whether somebody saw it, and it was not made up to fill a gap.</summary>
    public bool HasEvidence => Grade is not (FactGrade.Inferred or FactGrade.Chosen);

    /// <summary>A value that is not the one given, but of the same kind: what a test that means anything must notice.</summary>
    public static string Altered(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (number + 1).ToString(CultureInfo.InvariantCulture)
            : $"{value}~";
}
