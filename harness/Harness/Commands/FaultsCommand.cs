using System.CommandLine;
using Emulator.Faults;
using Harness.FaultMatrix;
using Harness.Flights;
using Harness.Steps;

namespace Harness.Commands;

/// <summary><c>faults</c>: let the integration layer meet every fault at every place, and print what it made of it.</summary>
internal sealed class FaultsCommand(TimeProvider timeProvider)
{
    private readonly Option<string?> _dialect = new("--dialect")
    {
        Description = "Only this dialect: DeepSeek/Chat, NanoBanana/Native, NanoBanana/Gemini, NanoBanana/TaskApi, Flux/Bfl or Flux/ImagePig.",
        HelpName = "name",
    };

    private readonly Option<string?> _fault = new("--fault")
    {
        Description = "Only this fault: reset, stall, truncateImage, ...",
        HelpName = "name",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "File for the table; it is printed where none is given.",
        HelpName = "file",
    };

    public Command Build()
    {
        Command command = new(
            "faults", "Let the integration layer meet every fault, in each phase of each dialect, and print the table. Exit code 1 when it has a defect.")
        {
            _dialect, _fault, _out,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (Unknown(arguments) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCode.UnusableInput;
        }

        try
        {
            var cells = await FlyAsync(arguments.GetValue(_dialect), arguments.GetValue(_fault), cancellationToken);
            var table = MatrixTable.Of(cells);
            if (arguments.GetValue(_out) is { } path)
            {
                await File.WriteAllTextAsync(path, table, cancellationToken);
            }
            else
            {
                await Console.Out.WriteAsync(table);
            }

            return cells.Any(MatrixTable.HasDefect) ? ExitCode.Findings : ExitCode.Clean;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The table cannot be written ({e.Message.TrimEnd('.')}); give another file with --out.");
            return ExitCode.UnusableInput;
        }
    }

    private async Task<IReadOnlyList<MatrixCell>> FlyAsync(string? dialect, string? fault, CancellationToken cancellationToken)
    {
        var cells = (
            from variant in FaultVariant.All
            from point in CallPoint.All
            where (fault is null || variant.Fault == fault) && (dialect is null || point.Dialect == dialect) && variant.Fits(point)
            select (variant, point)).ToList();
        var flight = new MatrixFlight(new ScenarioFlight(timeProvider));
        List<MatrixCell> flown = [];
        foreach (var (variant, point) in cells)
        {
            cancellationToken.ThrowIfCancellationRequested();
            flown.Add(await flight.FlyAsync(variant, point, cancellationToken));
            if (flown.Count % 50 == 0)
            {
                await Console.Error.WriteLineAsync($"{flown.Count} of {cells.Count} cells");
            }
        }

        return flown;
    }

    private string? Unknown(ParseResult arguments)
    {
        if (arguments.GetValue(_dialect) is { } dialect && CallPoint.All.All(point => point.Dialect != dialect))
        {
            return $"--dialect {dialect} is not known; use {string.Join(", ", StepDialects.All)}.";
        }

        return arguments.GetValue(_fault) is { } fault && !FaultWord.All.Contains(fault)
            ? $"--fault {fault} is not known; use one of {string.Join(", ", FaultWord.All)}."
            : null;
    }
}
