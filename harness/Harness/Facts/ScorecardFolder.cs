using Emulator;

namespace Harness.Facts;

/// <summary>Finds the facts files of the checkout.</summary>
internal static class ScorecardFolder
{
    private static readonly string Place = Path.Combine("harness", "Harness.Tests", "Contracts");

    /// <summary>The nearest folder of contracts, from a folder upwards; <see langword="null"/> outside a checkout.</summary>
    public static string? Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Place);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>A card for every dialect of the emulator, with or without a facts file, and for files of any other.</summary>
    /// <exception cref="ScenarioFile.ScenarioFormatException">A facts file has rows that are wrong.</exception>
    public static IReadOnlyList<Scorecard> Read(string contracts)
    {
        var cards = Directory.EnumerateFiles(contracts, FactsFile.Name, SearchOption.AllDirectories)
            .Select(file => Scorecard.Of(FactsFile.Read(file), TestedFacts.In(Path.GetDirectoryName(file)!)))
            .ToDictionary(card => card.Dialect);
        var names = EmulatorApp.Dialects().Select(dialect => dialect.Traits.Name).ToList();
        return
        [
            .. names.Select(name => cards.GetValueOrDefault(name) ?? Scorecard.Empty(name)),
            .. cards.Values.Where(card => !names.Contains(card.Dialect)).OrderBy(card => card.Dialect, StringComparer.Ordinal),
        ];
    }
}
