using System.CommandLine;
using Harness.Facts;
using ScenarioFile;

namespace Harness.Commands;

/// <summary><c>facts</c>: how much of what is known of each provider is imitated and tested.</summary>
internal sealed class FactsCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON instead of the table." };

    public Command Build()
    {
        Command command = new(
            "facts", "Print a scorecard for each dialect from the facts files of the checkout. Exit code 1 when a fact has no test, or a test no fact.")
        {
            _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        if (ScorecardFolder.Find(Environment.CurrentDirectory) is not { } folder)
        {
            Console.Error.WriteLine($"No facts are found above {Environment.CurrentDirectory}; run from the checkout.");
            return ExitCode.UnusableInput;
        }

        try
        {
            var cards = ScorecardFolder.Read(folder);
            if (arguments.GetValue(_json))
            {
                Console.Out.Write(ScorecardJson.Render(cards));
            }
            else
            {
                ScorecardTable.Write(cards, Console.Out, !Console.IsOutputRedirected);
            }

            return cards.Any(card => card.Loose.Count > 0) ? ExitCode.Findings : ExitCode.Clean;
        }
        catch (ScenarioFormatException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.UnusableInput;
        }
    }
}
