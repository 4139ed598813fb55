using System.CommandLine;
using System.Globalization;
using Emulator.Clocks;
using Emulator.Images;
using Emulator.Jobs;
using ScenarioFile;

namespace Emulator.Runs;

/// <summary>The part of the command line that says how time runs, and how much is remembered.</summary>
internal static class RunOptions
{
    private const int MebiByte = 1024 * 1024;

    private static readonly Option<string> Clock = new("--clock")
    {
        Description = "How fast the emulator's time runs: 60x makes a minute of every second, for limits, delays, jobs, expiry and stamps alike. Default 1x.",
        HelpName = "rate",
    };

    private static readonly Option<bool> Watch = new("--watch")
    {
        Description = "Read the scenario file again whenever it changes; one that is wrong leaves the old one in place and is told of.",
    };

    private static readonly Option<string> MaxRuns = new("--max-runs")
    {
        Description = $"How many runs (X-Test-Id) there may be at once. Default {RunBounds.DefaultMaxRuns}.",
        HelpName = "number",
    };

    private static readonly Option<string> RunLifetime = new("--run-lifetime")
    {
        Description = "A run that nobody has asked for longer than this makes way for others. Default 15m.",
        HelpName = "duration",
    };

    private static readonly Option<string> MaxJobs = new("--max-jobs")
    {
        Description = $"How many jobs each dialect remembers. Default {JobStore<object>.DefaultCapacity}, and a tenth of it for each run with a name.",
        HelpName = "number",
    };

    private static readonly Option<string> JobMemory = new("--job-memory")
    {
        Description = "How many MiB the jobs of each of a dialect's stores may hold, by what their requests sent. Default 256, and an eighth of it for each run with a name.",
        HelpName = "MiB",
    };

    private static readonly Option<string> MaxBody = new("--max-body")
    {
        Description = "The longest request body in MiB, where a provider permits more. Default 40.",
        HelpName = "MiB",
    };

    private static readonly Option<string> PictureMemory = new("--picture-memory")
    {
        Description = "How many MiB of pictures are kept for those who ask again. Default 64.",
        HelpName = "MiB",
    };

    public static IReadOnlyList<Option> All { get; } = [Clock, Watch, MaxRuns, RunLifetime, MaxJobs, JobMemory, MaxBody, PictureMemory];

    /// <summary>Reads what was given.</summary>
    /// <exception cref="UnusableInputException">A value is not what it must be.</exception>
    public static EmulatorSettings Read(ParseResult parsed, EmulatorSettings settings)
    {
        var jobs = OptionNumber.Of(MaxJobs, parsed, 1, 10_000_000) ?? settings.JobCapacity;
        var jobBytes = OptionNumber.Of(JobMemory, parsed, 1, 1_048_576) is { } mebi ? (long)mebi * MebiByte : settings.JobBytes;
        if (parsed.GetValue(Watch) && settings.Document is null)
        {
            throw new UnusableInputException("--watch has no file to watch; give one with --scenario.");
        }

        return settings with
        {
            ClockRate = ReadRate(parsed.GetValue(Clock)),
            WatchesScenario = parsed.GetValue(Watch),
            Runs = new RunBounds(
                OptionNumber.Of(MaxRuns, parsed, 0, 100_000) ?? RunBounds.DefaultMaxRuns, ReadLifetime(parsed.GetValue(RunLifetime))),
            JobCapacity = jobs,
            JobBytes = jobBytes,
            JobBytesOfARun = Math.Max(1, jobBytes / 8),
            JobCapacityOfARun = Math.Max(1, jobs / 10),
            MaxBodyBytes = (OptionNumber.Of(MaxBody, parsed, 1, 1024) ?? (EmulatorSettings.DefaultMaxBodyBytes / MebiByte)) * MebiByte,
            PictureMemoryBytes = OptionNumber.Of(PictureMemory, parsed, 0, 65_536) is { } mebiBytes ? (long)mebiBytes * MebiByte : KeptPictures.DefaultCapacityBytes,
        };
    }

    private static double ReadRate(string? text)
    {
        if (text is null)
        {
            return 1;
        }

        return text.EndsWith('x')
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            && rate is >= ControlledTime.LowestRate and <= ControlledTime.HighestRate
            ? rate
            : throw new UnusableInputException(
                $"--clock {text} is no rate; give a number from {ControlledTime.LowestRate} to {ControlledTime.HighestRate} with an x, 60x for example.");
    }

    private static TimeSpan ReadLifetime(string? text)
    {
        if (text is null)
        {
            return RunBounds.DefaultLifetime;
        }

        return ScenarioScalar.TryDuration(text, out var lifetime) && lifetime > TimeSpan.Zero
            ? lifetime
            : throw new UnusableInputException($"--run-lifetime {text} is no duration above zero; give one with its unit, 15m for example.");
    }
}
