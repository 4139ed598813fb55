using System.CommandLine;
using ScenarioFile;

namespace Harness.Commands;

/// <summary><c>validate</c>: read scenario files as strictly as a run would, and fly nothing.</summary>
internal sealed class ValidateCommand
{
    private readonly Argument<string[]> _files = new("files")
    {
        Description = "Scenario files or folders; all of scenarios/ where none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Command Build()
    {
        Command command = new("validate", "Check scenario files without flying them.") { _files };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        try
        {
            var scenarios = ScenarioFiles.Load(ScenarioFiles.Find(arguments.GetValue(_files) ?? []));
            Console.Out.WriteLine($"{scenarios.Count} scenarios can be flown");
            return ExitCode.Clean;
        }
        catch (ScenarioFormatException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.UnusableInput;
        }
    }
}
