using Emulator.Runs;

namespace Emulator.Tests.Fuzzing;

/// <summary>What must not have grown beyond its bound, whatever was sent.</summary>
internal static class Bounds
{
    public static IEnumerable<string> Broken(RunRegistry runs)
    {
        if (runs.NamedCount > runs.Bounds.MaxRuns)
        {
            yield return $"there are {runs.NamedCount} runs where {runs.Bounds.MaxRuns} may be";
        }

        foreach (var run in runs.All)
        {
            if (run.Journal.OpenExchanges > 0)
            {
                yield return $"run {run.Id}: {run.Journal.OpenExchanges} exchanges are still open";
            }

            if (run.Journal.Lines.Count > FuzzedServer.Settings().JournalCapacity)
            {
                yield return $"run {run.Id}: the journal has {run.Journal.Lines.Count} lines";
            }
        }
    }
}
