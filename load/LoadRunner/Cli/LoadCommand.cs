using System.CommandLine;
using System.CommandLine.Parsing;
using LoadRunner.Running;
using ScenarioFile;

namespace LoadRunner.Cli;

/// <summary>The command line.</summary>
internal static class LoadCommand
{
    private const string ExitCodes =
        "Exit codes: 0 clean, 1 findings, 2 unusable input, 3 the run is void (it proves nothing), 130 interrupted (reports are written).";

    /// <summary>How long an interrupted run may take to write its reports.</summary>
    private static readonly TimeSpan InterruptPatience = TimeSpan.FromSeconds(25);

    public static async Task<int> RunAsync(string[] args, TimeProvider timeProvider)
    {
        var parsed = Build(timeProvider).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"{error.Message} See --help.");
            }

            return ExitCode.UnusableInput;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = InterruptPatience, EnableDefaultExceptionHandler = false },
            CancellationToken.None);
    }

    private static RootCommand Build(TimeProvider timeProvider)
    {
        Argument<string> scenario = new("scenario") { Description = "A scenario file with a load section." };
        Option<string> outFolder = new("--out")
        {
            Description = "Folder for outputs; the report goes to <out>/load/<scenario>/report.json.",
            DefaultValueFactory = _ => "out",
        };
        Option<Uri?> emulatorUrl = new("--emulator-url")
        {
            Description = "Use this running emulator; the journal then comes from its /__emulator/journal.",
            CustomParser = ParseUrl,
        };
        Option<bool> quiet = new("--quiet") { Description = "No progress and no report on standard output; the exit code tells." };
        Option<bool> json = new("--json") { Description = "The report on standard output as JSON." };
        RootCommand root = new(
            $"Calls AI providers' emulator at a scenario's pace, in real time over real sockets, and judges the client. {ExitCodes}")
        {
            scenario, outFolder, emulatorUrl, quiet, json,
        };
        root.SetAction((parsed, cancellationToken) => GuardAsync(() => new LoadRun(timeProvider).RunAsync(
            new LoadOrder
            {
                Scenario = parsed.GetRequiredValue(scenario),
                OutFolder = parsed.GetRequiredValue(outFolder),
                EmulatorUrl = parsed.GetValue(emulatorUrl),
                IsQuiet = parsed.GetValue(quiet),
                IsJson = parsed.GetValue(json),
            },
            cancellationToken)));
        root.Subcommands.Add(PaceCommand.Build(timeProvider));
        root.Subcommands.Add(BenchCommand.Build(timeProvider));
        root.Subcommands.Add(BenchCommand.BuildEndpoint(timeProvider));
        return root;
    }

    /// <summary>Turns what cannot be done into one sentence and an exit code.</summary>
    private static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ScenarioFormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.UnusableInput;
        }
        catch (LoadRunException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"A file of the run cannot be used: {e.Message} Check --out and its permissions.");
            return ExitCode.UnusableInput;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted before the first call; there is nothing to report.");
            return ExitCode.Interrupted;
        }
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return new Uri(url.GetLeftPart(UriPartial.Authority));
        }

        result.AddError($"--emulator-url {text} is no http address; write http://127.0.0.1:5380 for example.");
        return null;
    }
}
