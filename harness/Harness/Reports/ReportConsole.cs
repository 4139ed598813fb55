using Spectre.Console;

namespace Harness.Reports;

/// <summary>Where tables are written: with colours on a terminal, plain text without escapes anywhere else.</summary>
internal static class ReportConsole
{
    /// <summary>Wide enough for every column when the width is not the terminal's own.</summary>
    private const int PlainWidth = 200;

    public static IAnsiConsole On(TextWriter output, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
