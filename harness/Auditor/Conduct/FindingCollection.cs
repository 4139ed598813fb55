namespace Auditor.Conduct;

/// <summary>
/// Gathers findings as they are made and files those of one code, dialect, key and limit together, so that a report
/// stays readable however often something happened. Sentences are made only for the first and the worst.
/// </summary>
internal sealed class FindingCollection(IReadOnlyList<FindingExpectation> expected)
{
    private readonly Dictionary<FileKey, File> _files = [];

    private readonly HashSet<FindingExpectation> _appeared = new(ReferenceEqualityComparer.Instance);

    public void Add(Evidence evidence, Func<string> sentence)
    {
        var covering = expected.Where(expectation => expectation.Covers(evidence)).ToArray();
        _appeared.UnionWith(covering);
        var key = new FileKey(evidence.Code, evidence.Dialect, evidence.Key, evidence.Limit, covering.Length > 0);
        if (!_files.TryGetValue(key, out var file))
        {
            var occurrence = Occurred(evidence, sentence);
            _files.Add(key, new File { Count = 1, Severity = evidence.Severity, First = occurrence, Worst = occurrence });
            return;
        }

        file.Count++;
        if (evidence.Severity > file.Severity)
        {
            file.Severity = evidence.Severity;
            file.Worst = Occurred(evidence, sentence);
        }

        if (evidence.AtNs < file.First.AtNs)
        {
            file.First = Occurred(evidence, sentence);
        }
    }

    /// <summary>Everything that was found, and every expected finding that was not.</summary>
    public IReadOnlyList<Finding> Finish()
    {
        foreach (var missing in expected.Where(expectation => !_appeared.Contains(expectation)))
        {
            var about = new[]
            {
                missing.Dialect, missing.Key is null ? null : KeyFingerprint.Of(missing.Key), missing.Call,
            };
            var code = FindingWords.Of(missing.Code);
            var sentence = $"The finding {code} had to appear and did not{FindingWords.About(about)}.";
            Add(new Evidence { Code = FindingCode.ExpectationFailed, Limit = code }, () => sentence);
        }

        return
        [
            .. _files.OrderBy(file => file.Key.IsExpected)
                .ThenBy(file => file.Key.Code)
                .ThenBy(file => file.Key.Dialect, StringComparer.Ordinal)
                .ThenBy(file => file.Key.Key, StringComparer.Ordinal)
                .ThenBy(file => file.Key.Limit, StringComparer.Ordinal)
                .Select(file => ToFinding(file.Key, file.Value)),
        ];
    }

    private static Occurrence Occurred(Evidence evidence, Func<string> sentence) =>
        new(evidence.AtNs, evidence.Call, sentence());

    private static Finding ToFinding(FileKey key, File file) => new()
    {
        Code = key.Code,
        Dialect = key.Dialect,
        Key = key.Key,
        Limit = key.Limit,
        Count = file.Count,
        First = file.First,
        Worst = file.Worst,
        IsExpected = key.IsExpected,
    };

    private readonly record struct FileKey(FindingCode Code, string? Dialect, string? Key, string? Limit, bool IsExpected);

    private sealed record File
    {
        public required long Count { get; set; }

        public required long Severity { get; set; }

        public required Occurrence First { get; set; }

        public required Occurrence Worst { get; set; }
    }
}
