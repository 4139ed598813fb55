using System.Globalization;
using System.Text;
using Auditor;
using Harness.Reports;
using ProviderClients;
using VirtualTime;

namespace Harness.Flights;

/// <summary>Flies scenarios one after another, tells how it goes, and keeps what each left behind.</summary>
internal sealed class HarnessRun(TimeProvider realTime, TextWriter progress, string outFolder)
{
    private static readonly UTF8Encoding PlainUtf8 = new(false);

    /// <summary>Flies them all; stops early, with the rows so far, when cancelled.</summary>
    public async Task<IReadOnlyList<ScenarioRow>> RunAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellationToken)
    {
        List<ScenarioRow> rows = [];
        foreach (var (index, scenario) in scenarios.Index())
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            await progress.WriteAsync(string.Create(
                CultureInfo.InvariantCulture, $"[{index + 1}/{scenarios.Count}] {scenario.Document.Name} ... "));
            var row = await FlyAsync(scenario, cancellationToken);
            if (row is null)
            {
                await progress.WriteLineAsync("interrupted");
                break;
            }

            rows.Add(row);
            await progress.WriteLineAsync($"{Words.Outcome(row.Outcome)} ({Words.Duration(row.VirtualTime)} in {Words.Duration(row.RealTime)})");
        }

        return rows;
    }

    private async Task<ScenarioRow?> FlyAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var startedAt = realTime.GetTimestamp();
        var folder = Path.Combine(outFolder, scenario.Document.Name);
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
            var flight = await new ScenarioFlight(realTime).FlyAsync(scenario, folder, cancellationToken);
            await WriteLinesAsync(folder, "journal.jsonl", flight.Journal);
            await WriteLinesAsync(folder, "audit.jsonl", flight.Audit);
            var (row, verdict) = FlightJudge.Judge(scenario, flight, realTime.GetElapsedTime(startedAt));
            await File.WriteAllTextAsync(Path.Combine(folder, "verdict.txt"), VerdictText.Of(verdict), PlainUtf8, CancellationToken.None);
            return row;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is VirtualDeadlockException or IOException or ProviderException or InvalidOperationException or UnauthorizedAccessException)
        {
            // Not flown to its end: nothing it shows can be trusted, but the other scenarios can still be judged.
            return new ScenarioRow
            {
                Name = scenario.Document.Name,
                Title = scenario.Document.Heading.Title ?? scenario.Document.Name,
                Outcome = ScenarioOutcome.Void,
                Findings = [],
                Failures = [$"the flight could not end: {e.Message}"],
                RealTime = realTime.GetElapsedTime(startedAt),
            };
        }
    }

    private static Task WriteLinesAsync(string folder, string name, IReadOnlyList<string> lines) =>
        File.WriteAllTextAsync(
            Path.Combine(folder, name), string.Concat(lines.Select(line => line + "\n")), PlainUtf8, CancellationToken.None);
}
