using System.CommandLine;
using System.Globalization;
using System.Net;
using Emulator.Journal;
using Emulator.Network;
using Emulator.Runs;
using Emulator.Scenarios;
using Emulator.Starting;
using Emulator.Timing;
using ScenarioFile;

namespace Emulator;

/// <summary>The command line: its options, what they may be, and the exit codes.</summary>
internal static class ServerCommand
{
    public const int ExitClean = 0;
    public const int ExitUnusable = 2;

    private const string Description = """
        Imitates paid AI providers on one local port: point a client's base URL at it.
        It prints each provider's base URL and a key to use, then one line for every request.

        Exit codes: 0 stopped as asked, 2 unusable input (an option, a scenario, a port in use).
        Environment: MOCK_FAILURE_RATE, from 0 to 1, is the failure rate where the scenario says nothing.
        """;

    private static readonly Option<string> Port = new("--port")
    {
        Description = $"Port to listen on; 0 takes any free one. Default {EmulatorSettings.DefaultPort}.",
        HelpName = "number",
    };

    private static readonly Option<string> Host = new("--host")
    {
        Description = "Address to listen on. Default 127.0.0.1; any that others can reach makes control ask for a token.",
        HelpName = "address",
    };

    private static readonly Option<string> Scenario = new("--scenario")
    {
        Description = "Scenario file that says how the providers behave.",
        HelpName = "file",
    };

    private static readonly Option<string> RunSeed = new("--seed")
    {
        Description = "Decides every draw; goes before the scenario's seed.",
        HelpName = "number",
    };

    private static readonly Option<string> Profile = new("--profile")
    {
        Description = "quick (default), realistic or hostile; goes before the scenario's profiles.",
        HelpName = "name",
    };

    private static readonly Option<string> MaxLateness = new("--max-lateness")
    {
        Description = "The timing counts as void when more than 1 % of a second's waits end later than this. Default 50ms.",
        HelpName = "duration",
    };

    private static readonly Option<string> Level = new("--log-level")
    {
        Description = "debug, information (a line for every request), warning, error or none.",
        HelpName = "level",
    };

    private static readonly Option<string> Journal = new("--journal")
    {
        Description = "File for the journal, one JSON object a line; it is emptied first.",
        HelpName = "file",
    };

    private static readonly Option<string> JournalCapacity = new("--journal-capacity")
    {
        Description = $"How many journal lines are remembered; beyond it the oldest is forgotten. Default {ExchangeJournal.DefaultCapacity}.",
        HelpName = "number",
    };

    private static readonly Option<string> Replay = new("--replay")
    {
        Description = "Repeats one decision: the token of an answer's X-Emulator-Plan, under the same scenario. "
            + "Every request of that operation gets it.",
        HelpName = "token",
    };

    private static readonly Option<bool> StopWithStdin = new("--stop-with-stdin")
    {
        Description = "Stop when standard input ends, so that no server outlives the program that started it.",
    };

    public static RootCommand Create(TimeProvider timeProvider)
    {
        RootCommand command = new(Description)
        {
            Port, Host, Scenario, Profile, RunSeed, Level, Journal, JournalCapacity, Replay, MaxLateness, StopWithStdin,
        };
        foreach (var option in NetworkOptions.All.Concat(RunOptions.All))
        {
            command.Options.Add(option);
        }

        command.Subcommands.Add(ValidateCommand.Create());
        command.Subcommands.Add(InitCommand.Create());
        command.SetAction((parsed, _) => ServeAsync(parsed, timeProvider));
        return command;
    }

    /// <summary>Runs what was parsed; everything unusable is one sentence on standard error.</summary>
    public static async Task<int> RunAsync(this ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            // Signals are the server's own business: it writes the journal to its end before it goes.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        }

        await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message.TrimEnd('.')}; see --help.");
        return ExitUnusable;
    }

    private static async Task<int> ServeAsync(ParseResult parsed, TimeProvider timeProvider)
    {
        try
        {
            return await ServerRun.ServeAsync(Read(parsed), timeProvider, parsed.GetValue(StopWithStdin));
        }
        catch (UnusableInputException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (ScenarioFormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }

        return ExitUnusable;
    }

    private static EmulatorSettings Read(ParseResult parsed)
    {
        var scenario = parsed.GetValue(Scenario) is { } path
            ? EmulatorSettings.From(ScenarioDocument.Load(path))
            : new EmulatorSettings();
        scenario = ReadProfile(parsed.GetValue(Profile)) is { } profile ? scenario.WithProfile(profile) : scenario;
        var host = ReadHost(parsed.GetValue(Host));
        var failureRate = ReadRate(Environment.GetEnvironmentVariable("MOCK_FAILURE_RATE"));
        return RunOptions.Read(parsed, scenario) with
        {
            Replay = ReadReplay(parsed.GetValue(Replay), ScenarioFingerprint.Of(scenario.Scenario, failureRate)),
            LateAfter = ReadLateness(parsed.GetValue(MaxLateness)),
            Port = ReadPort(parsed.GetValue(Port)),
            Host = host,
            Network = NetworkOptions.Read(parsed, host),
            Seed = ReadSeed(parsed.GetValue(RunSeed)),
            LogLevel = ReadLevel(parsed.GetValue(Level)),
            JournalFile = parsed.GetValue(Journal),
            JournalCapacity = ReadJournalCapacity(parsed.GetValue(JournalCapacity)),
            DefaultFailureRate = failureRate,
        };
    }

    private static int ReadPort(string? text)
    {
        if (text is null)
        {
            return EmulatorSettings.DefaultPort;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new UnusableInputException($"--port {text} is no port; give a whole number from 0 to 65535.");
    }

    private static string ReadHost(string? text)
    {
        var address = text is null or "localhost" ? "127.0.0.1" : text;
        return IPAddress.TryParse(address, out _)
            ? address
            : throw new UnusableInputException($"--host {text} is no address; give one such as 127.0.0.1 or 0.0.0.0.");
    }

    private static int ReadJournalCapacity(string? text)
    {
        if (text is null)
        {
            return ExchangeJournal.DefaultCapacity;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) && lines >= 1
            ? lines
            : throw new UnusableInputException($"--journal-capacity {text} is no number of lines; give a whole number of 1 or more.");
    }

    private static ReplayToken? ReadReplay(string? text, uint fingerprint)
    {
        if (text is null)
        {
            return null;
        }

        var token = ReplayToken.Parse(text)
            ?? throw new UnusableInputException($"--replay {text} is no token; give the value of an answer's X-Emulator-Plan header.");
        var isKnown = EmulatorApp.Dialects().Any(dialect => dialect.Operations.Any(
            operation => ReplayToken.OperationOf(dialect.Traits.Name, operation.Name) == token.Operation));
        if (!isKnown)
        {
            throw new UnusableInputException($"--replay {text} names an operation that no dialect has; copy the token whole.");
        }

        return token.Scenario == fingerprint
            ? token
            : throw new UnusableInputException(
                $"--replay {text} was decided under another scenario; give the same --scenario and --profile (and the same MOCK_FAILURE_RATE).");
    }

    private static ulong? ReadSeed(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new UnusableInputException($"--seed {text} is no seed; give a whole number of 0 or more.");
    }

    private static ProfileName? ReadProfile(string? text) => text switch
    {
        null => null,
        "quick" => ProfileName.Quick,
        "realistic" => ProfileName.Realistic,
        "hostile" => ProfileName.Hostile,
        _ => throw new UnusableInputException($"--profile {text} is not known; use quick, realistic or hostile."),
    };

    private static TimeSpan ReadLateness(string? text)
    {
        if (text is null)
        {
            return LatenessMeter.DefaultThreshold;
        }

        return ScenarioScalar.TryDuration(text, out var lateness) && lateness > TimeSpan.Zero
            ? lateness
            : throw new UnusableInputException(
                $"--max-lateness {text} is no duration above zero; give one with its unit, 50ms for example.");
    }

    private static LogLevel ReadLevel(string? text) => text switch
    {
        null or "information" => LogLevel.Information,
        "debug" => LogLevel.Debug,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "none" => LogLevel.None,
        _ => throw new UnusableInputException(
            $"--log-level {text} is not known; use debug, information, warning, error or none."),
    };

    private static double ReadRate(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= 1
            ? rate
            : throw new UnusableInputException(
                $"The environment variable MOCK_FAILURE_RATE is {text}; set a number from 0 to 1, 0.2 for example, or unset it.");
    }
}

/// <summary>Says in one sentence what the server cannot be started with, and what to do.</summary>
internal sealed class UnusableInputException(string message) : Exception(message);
