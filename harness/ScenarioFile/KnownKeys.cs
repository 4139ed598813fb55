namespace ScenarioFile;

/// <summary>Turns a misspelt key into the one that was probably meant.</summary>
internal static class KnownKeys
{
    private const int FarthestTypo = 3;

    public static string Suggest(string wrong, IReadOnlyList<string> known)
    {
        var nearest = known.MinBy(key => Distance(wrong, key));
        return nearest is not null && Distance(wrong, nearest) <= Math.Min(FarthestTypo, nearest.Length / 2)
            ? $"write {nearest}"
            : $"use one of {string.Join(", ", known)}";
    }

    /// <summary>How many single letters must change to make one word the other (Levenshtein), case aside.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1];
    }
}
