namespace Emulator.Exchanges;

/// <summary>Finds what somebody probably meant who asked for a path that is not there.</summary>
internal static class NearestPath
{
    private const char Separator = '/';

    /// <summary>Beyond it, whatever was meant is not here.</summary>
    private const double FarthestTypo = 0.6;

    /// <summary>A part of a path is forgotten more easily than misspelt beyond recognition.</summary>
    private const double MissingSegment = 0.5;

    /// <summary>A place for any value fits everything, and so says little.</summary>
    private const double AnyValue = 0.3;

    /// <summary>The nearest operation as <c>POST /deepseek/chat/completions</c>; <see langword="null"/> when none is near.</summary>
    public static string? To(string method, string path, IEnumerable<Operation> operations)
    {
        var asked = Segments(path);
        if (asked.Length == 0)
        {
            // Nothing was asked for: every short path would be near.
            return null;
        }

        var nearest = operations
            .Where(operation => operation.Name != StrayRequests.OperationName)
            .SelectMany(operation => operation.Routes.Select(route => (operation.Method, Route: route)))
            .Select(one => (one.Method, one.Route, Distance: Distance(asked, Segments(one.Route), SegmentCost, MissingSegment)))
            .OrderBy(one => one.Distance)
            .ThenBy(one => one.Method == method ? 0 : 1)
            .FirstOrDefault();
        return nearest.Route is not null && nearest.Distance <= FarthestTypo
            ? $"{nearest.Method} {nearest.Route}"
            : null;
    }

    private static string[] Segments(string path) => path.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    private static double SegmentCost(string asked, string known)
    {
        if (known.StartsWith('{'))
        {
            return AnyValue;
        }

        var letters = Distance(
            asked.ToUpperInvariant().ToCharArray(),
            known.ToUpperInvariant().ToCharArray(),
            static (left, right) => left == right ? 0 : 1,
            gap: 1);
        return letters / Math.Max(asked.Length, known.Length);
    }

    /// <summary>What it costs to make one sequence the other by inserting, removing and replacing (Levenshtein).</summary>
    private static double Distance<TItem>(
        TItem[] left, TItem[] right, Func<TItem, TItem, double> replace, double gap)
    {
        var row = Enumerable.Range(0, right.Length + 1).Select(length => length * gap).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i * gap;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + gap, diagonal + replace(left[i - 1], right[j - 1]));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1];
    }
}
