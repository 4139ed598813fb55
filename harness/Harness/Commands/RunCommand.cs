using System.CommandLine;
using System.Text;
using Harness.Flights;
using Harness.Reports;
using ScenarioFile;

namespace Harness.Commands;

/// <summary><c>run</c>, and what happens without any command: fly scenarios, print the table, write the reports.</summary>
internal sealed class RunCommand(TimeProvider realTime)
{
    private static readonly UTF8Encoding PlainUtf8 = new(false);

    private readonly Argument<string[]> _files = new("files")
    {
        Description = "Scenario files or folders; all of scenarios/ where none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "The folder for reports, journals, audit logs and pictures.",
        DefaultValueFactory = _ => Path.Combine("out", "harness"),
    };

    private readonly Option<ulong?> _seed = new("--seed") { Description = "Goes before the seed of every scenario." };

    private readonly Option<bool> _json = new("--json") { Description = "Print the JSON summary instead of the table." };

    /// <summary>Puts the arguments on a command and lets it run scenarios.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        command.Add(_out);
        command.Add(_seed);
        command.Add(_json);
        command.SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<Scenario> scenarios;
        try
        {
            scenarios = ScenarioFiles.Load(ScenarioFiles.Find(arguments.GetValue(_files) ?? []));
        }
        catch (ScenarioFormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.UnusableInput;
        }

        if (arguments.GetValue(_seed) is { } seed)
        {
            scenarios = [.. scenarios.Select(scenario => scenario with { Emulator = scenario.Emulator with { Seed = seed } })];
        }

        var folder = arguments.GetValue(_out)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"--out {folder}: the folder cannot be made ({e.Message.TrimEnd('.')}); name another.");
            return ExitCode.UnusableInput;
        }

        var rows = await new HarnessRun(realTime, Console.Error, folder).RunAsync(scenarios, cancellationToken);
        await WriteReportsAsync(rows, folder);
        if (arguments.GetValue(_json))
        {
            await Console.Out.WriteAsync(JsonReport.Render(rows));
        }
        else
        {
            TableReport.Write(rows, Console.Out, !Console.IsOutputRedirected);
        }

        await Console.Error.WriteLineAsync($"reports: {folder} (junit.xml, summary.md, summary.json; journal, audit log and verdict of each scenario)");
        return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : CodeOf(rows);
    }

    private static async Task WriteReportsAsync(IReadOnlyList<ScenarioRow> rows, string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "junit.xml"), JUnitReport.Text(rows), PlainUtf8, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "summary.md"), MarkdownReport.Render(rows), PlainUtf8, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "summary.json"), JsonReport.Render(rows), PlainUtf8, CancellationToken.None);
    }

    private static int CodeOf(IReadOnlyList<ScenarioRow> rows) =>
        rows.Any(row => row.Outcome is ScenarioOutcome.Void) ? ExitCode.Void
        : rows.Any(row => row.Outcome is ScenarioOutcome.Failed) ? ExitCode.Findings
        : ExitCode.Clean;
}
