namespace Harness.Facts;

/// <summary>How faithful a dialect is, by its facts file and the tests beside it.</summary>
internal sealed record Scorecard
{
    public const string ScoreExplained =
        "score: of the facts with evidence (documented, captured, client-required, reported), those not imitated included, the share that has a test";

    public const string TestedExplained =
        "tested: read from the tests' attributes in the source, not run; the test run fails when a row and a test are not bound to each other";

    public required string Dialect { get; init; }

    /// <summary>How many facts are imitated, by grade; all grades are there.</summary>
    public required IReadOnlyDictionary<FactGrade, int> Grades { get; init; }

    public required int Facts { get; init; }

    public required int Tested { get; init; }

    public required int NotImitated { get; init; }

    /// <summary>The date of the oldest fact; <see langword="null"/> where there is none.</summary>
    public required DateOnly? Oldest { get; init; }

    /// <summary>From 0 to 1; <see langword="null"/> without facts that have evidence.</summary>
    public required double? Score { get; init; }

    /// <summary>Rows without a test, and tests without a row.</summary>
    public required IReadOnlyList<string> Loose { get; init; }

    /// <summary>The card of a dialect whose facts nobody has written down.</summary>
    public static Scorecard Empty(string dialect) =>
        Of(new FactsFile { Dialect = dialect, Facts = [], NotImitated = [] }, new HashSet<string>());

    public static Scorecard Of(FactsFile file, IReadOnlySet<string> tested)
    {
        var evident = file.Facts.Where(row => row.HasEvidence).ToList();
        var wanted = evident.Count + file.NotImitated.Count(row => row.HasEvidence);
        var ids = file.Facts.Select(row => row.Id).ToHashSet();
        return new Scorecard
        {
            Dialect = file.Dialect,
            Grades = Enum.GetValues<FactGrade>().ToDictionary(grade => grade, grade => file.Facts.Count(row => row.Grade == grade)),
            Facts = file.Facts.Count,
            Tested = ids.Count(tested.Contains),
            NotImitated = file.NotImitated.Count,
            Oldest = file.Facts.Count == 0 ? null : file.Facts.Min(row => row.Date),
            Score = wanted == 0 ? null : (double)evident.Count(row => tested.Contains(row.Id)) / wanted,
            Loose =
            [
                .. file.Facts.Where(row => !tested.Contains(row.Id)).Select(row => $"{row.Id} has no test"),
                .. tested.Except(ids).Order(StringComparer.Ordinal).Select(id => $"{id} is tested and has no row"),
            ],
        };
    }
}
