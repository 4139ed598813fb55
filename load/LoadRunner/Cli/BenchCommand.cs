using System.CommandLine;
using System.CommandLine.Parsing;
using LoadRunner.Benching;
using LoadRunner.Running;
using ScenarioFile;

namespace LoadRunner.Cli;

/// <summary>The command that measures the emulator itself, beside a bare Kestrel endpoint.</summary>
internal static class BenchCommand
{
    private static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(2);

    private static readonly Argument<BenchPart> Part = new("part")
    {
        Description = "What is measured: delays, streams, throughput, memory, start, pictures or all, which is the default.",
        HelpName = "part",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ParsePart,
    };

    private static readonly Option<int> Requests = Number("--requests", 10_000, 50_000, "Delays: how many requests wait at once.");

    private static readonly Option<TimeSpan?> Delay = new("--delay")
    {
        Description = "How long each of them is delayed, 2s for example, which is the default.",
        HelpName = "duration",
        CustomParser = ParseDelay,
    };

    private static readonly Option<int> Streams = Number("--streams", 2000, 20_000, "Streams: how many are open at once.");

    private static readonly Option<int> TokensPerSecond = Number(
        "--tokens-per-second", 20, 1000, "The pace of each stream; a frame carries one token.");

    private static readonly Option<int> Seconds = Number("--seconds", 10, 600, "Streams: how long all are watched together.");

    private static readonly Option<int> Connections = Number(
        "--connections", 64, 10_000, "Throughput and memory: how many connections ask one request after the other.");

    private static readonly Option<int> Rounds = Number(
        "--rounds", 5, 100, "Throughput: how many turns each server has. Start: how many times the emulator is started.");

    private static readonly Option<int> RoundSeconds = Number("--round-seconds", 4, 600, "Throughput: how long a turn lasts.");

    private static readonly Option<int> MemoryRequests = Number(
        "--memory-requests", 1_000_000, 1_000_000_000, "Memory: how many requests there are; it is read after a tenth of them and after all.");

    private static readonly Option<int> Pictures = Number("--pictures", 60, 10_000, "Pictures: how many of each format are made.");

    private static readonly Option<string?> JsonFile = new("--json")
    {
        Description = "Writes the figures to this file, too.",
        HelpName = "file",
    };

    public static Command Build(TimeProvider timeProvider)
    {
        Command command = new(
            "bench",
            "Measures how many delayed requests and paced streams the emulator bears and how many requests a second it answers, beside "
                + "a bare Kestrel endpoint that waits as long and sends as many bytes; whether its memory grows, how soon it answers after it "
                + "was started, and how long it makes a picture. Server and client are processes of their own. Exit codes: 0 the targets are met, 1 one is missed, "
                + "2 unusable input, 3 no server to measure, 130 interrupted.")
        {
            Part, Requests, Delay, Streams, TokensPerSecond, Seconds, Connections, Rounds, RoundSeconds, MemoryRequests, Pictures, JsonFile,
        };
        command.SetAction((parsed, cancellationToken) => GuardAsync(() =>
            new BenchRun(timeProvider).RunAsync(OrderOf(parsed), cancellationToken)));
        return command;
    }

    /// <summary>The command that the bench starts for itself; of no use to anybody else.</summary>
    public static Command BuildEndpoint(TimeProvider timeProvider)
    {
        Argument<int> plainBytes = new("bytes") { Arity = ArgumentArity.ZeroOrOne };
        Command command = new(BenchServer.BareCommand, "The bare endpoint of the bench.") { plainBytes };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            BareEndpoint.ServeAsync(parsed.GetValue(plainBytes), timeProvider, cancellationToken));
        return command;
    }

    internal static BenchOrder OrderOf(ParseResult parsed) => new()
    {
        Part = parsed.GetValue(Part),
        Requests = parsed.GetValue(Requests),
        Delay = parsed.GetValue(Delay) ?? UsualDelay,
        Streams = parsed.GetValue(Streams),
        TokensPerSecond = parsed.GetValue(TokensPerSecond),
        Watched = TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
        Connections = parsed.GetValue(Connections),
        Rounds = parsed.GetValue(Rounds),
        Round = TimeSpan.FromSeconds(parsed.GetValue(RoundSeconds)),
        MemoryRequests = parsed.GetValue(MemoryRequests),
        Pictures = parsed.GetValue(Pictures),
        JsonFile = parsed.GetValue(JsonFile),
    };

    private static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (LoadRunException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"A file of the bench cannot be written: {e.Message} Check --json and its permissions.");
            return ExitCode.UnusableInput;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted; nothing is reported.");
            return ExitCode.Interrupted;
        }
    }

    private static Option<int> Number(string name, int usual, int most, string description)
    {
        Option<int> option = new(name)
        {
            Description = description,
            HelpName = "number",
            DefaultValueFactory = _ => usual,
        };
        option.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var value) && value >= 1 && value <= most)
            {
                return value;
            }

            result.AddError($"{name} takes a whole number from 1 to {most}.");
            return usual;
        };
        return option;
    }

    private static BenchPart ParsePart(ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "all" : result.Tokens[0].Value;
        var names = Enum.GetValues<BenchPart>().ToDictionary(static part => $"{part}".ToLowerInvariant(), StringComparer.Ordinal);
        if (names.TryGetValue(text, out var part))
        {
            return part;
        }

        result.AddError($"bench measures no {text}; write delays, streams, throughput, memory, start, pictures or all.");
        return BenchPart.All;
    }

    private static TimeSpan? ParseDelay(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ScenarioScalar.TryDuration(text, out var delay) && delay >= TimeSpan.Zero && delay <= TimeSpan.FromMinutes(1))
        {
            return delay;
        }

        result.AddError($"--delay {text} is no duration up to a minute; write 2s or 500ms for example.");
        return null;
    }
}
