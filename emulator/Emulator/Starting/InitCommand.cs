using System.CommandLine;

namespace Emulator.Starting;

/// <summary><c>init</c>: writes a scenario to begin with, and the schema by which editors complete and check it.</summary>
internal static class InitCommand
{
    private static readonly Argument<string> Target = new("file")
    {
        Description = "Where to write it; - writes it to standard output. Default scenario.yaml.",
        DefaultValueFactory = static _ => "scenario.yaml",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Write over files that are there." };

    public static Command Create()
    {
        Command command = new("init", "Write a commented scenario to begin with, and its JSON Schema beside it.") { Target, Force };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(Target)!;
        if (file == "-")
        {
            await Console.Out.WriteAsync(StarterFiles.Scenario);
            return ServerCommand.ExitClean;
        }

        var schema = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, StarterFiles.SchemaName);
        if (!parsed.GetValue(Force) && File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"{file} is there already; name another file, or write over it with --force.");
            return ServerCommand.ExitUnusable;
        }

        try
        {
            await File.WriteAllTextAsync(file, StarterFiles.Scenario, cancellationToken);
            await File.WriteAllTextAsync(schema, StarterFiles.Schema, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file} cannot be written ({e.Message.TrimEnd('.')}); name another place.");
            return ServerCommand.ExitUnusable;
        }

        await Console.Out.WriteLineAsync($"{file} and {StarterFiles.SchemaName} are written; start the server with --scenario {file} --watch.");
        return ServerCommand.ExitClean;
    }
}
