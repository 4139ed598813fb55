using System.CommandLine;
using System.Globalization;

namespace Emulator;

/// <summary>Reads options that are whole numbers within bounds.</summary>
internal static class OptionNumber
{
    /// <summary>The number that was given; <see langword="null"/> where none was.</summary>
    /// <exception cref="UnusableInputException">It is none, or not within its bounds.</exception>
    public static int? Of(Option<string> option, ParseResult parsed, int least, int most)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UnusableInputException($"{option.Name} {text} is not possible; give a whole number from {least} to {most}.");
    }
}
