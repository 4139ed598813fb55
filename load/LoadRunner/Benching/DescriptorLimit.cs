using System.Globalization;
using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>How many sockets a process may have; better known before the measurement than in the middle of it.</summary>
internal static class DescriptorLimit
{
    /// <summary>What a process needs beside the connections: assemblies, pipes, the event queue.</summary>
    private const int Reserve = 400;

    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>Refuses a bench that would run out; where the limit cannot be read, nothing is said.</summary>
    /// <exception cref="LoadRunException">The limit is too low.</exception>
    public static void Check(int connections)
    {
        if (File.Exists(Limits) && Find(File.ReadAllText(Limits)) is { } limit && limit < connections + Reserve)
        {
            throw new LoadRunException(
                ExitCode.UnusableInput,
                $"A process may open {limit} files here and {connections} connections need {connections + Reserve}; run ulimit -n {connections + Reserve} first, or ask for fewer with --requests and --streams.");
        }
    }

    /// <summary>The limit in force, which the runtime has raised to what it may; <see langword="null"/> for none.</summary>
    internal static long? Find(string limits)
    {
        var line = limits.Split('\n').FirstOrDefault(each => each.StartsWith(Line, StringComparison.Ordinal));
        var columns = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns is [var soft, ..] && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
    }
}
