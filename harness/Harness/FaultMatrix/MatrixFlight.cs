using System.Globalization;
using System.Text.Json.Nodes;
using Auditor;
using Emulator;
using Harness.Flights;
using Harness.Steps;
using ScenarioFile;
using VirtualTime;

namespace Harness.FaultMatrix;

/// <summary>Flies the cells of the matrix, each against a server of its own in virtual time, beside a healthy flight to compare with.</summary>
internal sealed class MatrixFlight(ScenarioFlight flight)
{
    /// <summary>Beyond it a call hangs: more than the deadline of any call here, with the waits that its end may take.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(5);

    private readonly Dictionary<CallPoint, string> _healthy = [];

    /// <summary>Flies one cell twice: with the fault at the first attempt, and at every one.</summary>
    public async Task<MatrixCell> FlyAsync(FaultVariant variant, CallPoint point, CancellationToken cancellationToken)
    {
        if (!_healthy.ContainsKey(point))
        {
            _healthy[point] = (await FlyAsync(point, "", cancellationToken)).Got;
        }

        var once = variant.Fault == "unreachable" ? "during: 0s..1s" : "attempts: \"0\"";
        return new MatrixCell(
            variant,
            point,
            await JudgeAsync(variant, point, RuleOf(variant, point, once), cancellationToken),
            await JudgeAsync(variant, point, RuleOf(variant, point, ""), cancellationToken));
    }

    private static string RuleOf(FaultVariant variant, CallPoint point, string when)
    {
        var kinds = variant.Fault == "unreachable" ? "" : $"kinds: [{point.Kind}]";
        string[] keys = [$"fault: {variant.Fault}", variant.Rule, kinds, when];
        return $"{{{string.Join(", ", keys.Where(key => key.Length > 0))}}}";
    }

    private async Task<MatrixFlown> JudgeAsync(
        FaultVariant variant, CallPoint point, string rule, CancellationToken cancellationToken)
    {
        try
        {
            var (record, verdict, got) = await FlyAsync(point, rule, cancellationToken);
            var outcome = record.Steps.Single().Outcomes.Single();
            var lines = record.Journal.Select(line => JsonNode.Parse(line)!).Where(line => (string?)line["kind"] != "callback").ToList();
            var paid = lines.Count(line => (long)line["units"]!["images"]! + (long)line["units"]!["outputTokens"]! > 0);
            return new MatrixFlown(outcome.Outcome, lines.Count, record.Elapsed)
            {
                Paid = paid,
                Defects =
                [
                    .. verdict.Findings.Select(finding => FindingWords.Of(finding.Code)),
                    .. Wrong(variant, outcome, got == _healthy[point]),
                    .. record.Elapsed > LongestCall ? (string[])["hung"] : [],
                    .. paid > 1 && point.Call == "image" ? (string[])["paid twice"] : [],
                ],
            };
        }
        catch (VirtualDeadlockException)
        {
            return new MatrixFlown("never ended", 0, TimeSpan.Zero) { Defects = ["hung"] };
        }
    }

    private static IEnumerable<string> Wrong(FaultVariant variant, StepOutcome outcome, bool isSame)
    {
        // A piece that comes twice looks like a piece that is written twice: nobody can tell.
        var cannotBeTold = variant.Fault == "duplicateFrame";
        return outcome.Outcome == StepOutcome.Succeeded && !isSame && !cannotBeTold ? ["took a wrong result"] : [];
    }

    private async Task<(FlightRecord Record, Verdict Verdict, string Got)> FlyAsync(
        CallPoint point, string rule, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("fault-matrix-").FullName;
        try
        {
            var scenario = ScenarioOf(point, rule);
            var record = await flight.FlyAsync(scenario, folder, cancellationToken);
            var (_, verdict) = FlightJudge.Judge(scenario, record, TimeSpan.Zero);
            return (record, verdict, await GotAsync(record.Steps.Single().Outcomes.Single(), cancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The text, or the picture's bytes with the ending of its file's name.</summary>
    private static async Task<string> GotAsync(StepOutcome outcome, CancellationToken cancellationToken) => File.Exists(outcome.Got)
        ? Path.GetExtension(outcome.Got) + Convert.ToHexString(await File.ReadAllBytesAsync(outcome.Got, cancellationToken))
        : outcome.Got;

    /// <summary>Pictures do not name their job, so that a second submit of the same request gives the same bytes as a healthy one.</summary>
    private static Scenario ScenarioOf(CallPoint point, string rule)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            version: 1
            title: one cell of the matrix of faults
            emulator:
              seed: 30
              pictures:
                caption: withoutJob
              dialects:
                {point.Dialect}: {(rule.Length == 0 ? "{}" : $"{{faults: [{rule}]}}")}
            steps:
              - call: {point.Call}
                dialect: {point.Dialect}
                prompt: a lighthouse
                width: 256
                height: 256
                timeout: 2m
            """);
        var document = ScenarioDocument.Parse(text, "cell.yaml");
        return new Scenario
        {
            Document = document,
            Emulator = EmulatorSettings.From(document),
            Steps = document.Section<IReadOnlyList<Step>>("steps")!,
            Expectations = new Expectations(),
        };
    }
}
