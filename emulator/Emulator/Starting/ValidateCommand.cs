using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Scenarios;
using ScenarioFile;

namespace Emulator.Starting;

/// <summary><c>validate</c>: reads the emulator's part of scenario files as strictly as the server would, and starts nothing.</summary>
internal static class ValidateCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "Scenario files, or folders with some.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Tell it as JSON: a list with one object for each file." };

    public static Command Create()
    {
        Command command = new("validate", "Check the emulator's part of scenario files. Exit codes: 0 all can be used, 2 some cannot.") { Files, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var results = parsed.GetValue(Files)!.SelectMany(FilesIn).Select(file => (File: file, Problems: ProblemsOf(file))).ToArray();
        var isClean = results.Length > 0 && results.All(result => result.Problems.Count == 0);
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(new JsonArray([.. results.Select(result => Describe(result.File, result.Problems))]).ToJsonString(Indented));
        }
        else
        {
            foreach (var (file, problems) in results)
            {
                Console.Out.WriteLine(problems.Count == 0 ? $"{file}: can be used" : string.Join(Environment.NewLine, problems));
            }

            if (results.Length == 0)
            {
                Console.Error.WriteLine("there is no *.yaml in what was named; name a scenario file.");
            }
        }

        return isClean ? ServerCommand.ExitClean : ServerCommand.ExitUnusable;
    }

    private static IEnumerable<string> FilesIn(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [path];

    private static IReadOnlyList<ScenarioProblem> ProblemsOf(string file)
    {
        try
        {
            EmulatorSettings.From(ScenarioDocument.Load(file)).FirstScenario(EmulatorApp.Dialects());
            return [];
        }
        catch (ScenarioFormatException e)
        {
            return e.Problems;
        }
    }

    private static JsonObject Describe(string file, IReadOnlyList<ScenarioProblem> problems) => new()
    {
        ["file"] = file,
        ["usable"] = problems.Count == 0,
        ["problems"] = ProblemsJson.Of(problems),
    };
}
