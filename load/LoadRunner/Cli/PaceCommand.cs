using System.CommandLine;
using System.CommandLine.Parsing;
using LoadRunner.Pacing;
using LoadRunner.Running;

namespace LoadRunner.Cli;

/// <summary>The command that measures the generator itself: how punctual is it on this machine at a given rate.</summary>
internal static class PaceCommand
{
    public static Command Build(TimeProvider timeProvider)
    {
        Option<Rate> rate = new("--rate")
        {
            Description = "Arrivals, 1000/s for example.",
            DefaultValueFactory = _ => Rate.PerSecondOf(1000),
            CustomParser = ParseRate,
        };
        Option<int> seconds = new("--seconds")
        {
            Description = "How long.",
            DefaultValueFactory = _ => 10,
        };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3600)
            {
                result.AddError("--seconds takes a whole number from 1 to 3600.");
            }
        });
        Command command = new(
            "pace", "Measures how punctually this machine can start calls, against a server in this process that does nothing.")
        {
            rate, seconds,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var measured = await PaceProbe.MeasureAsync(
                new ConstantArrivals(parsed.GetValue(rate), TimeSpan.FromSeconds(parsed.GetValue(seconds))),
                timeProvider,
                cancellationToken);
            await Console.Out.WriteLineAsync(PaceProbe.Describe(measured));
            return measured.IsInterrupted ? ExitCode.Interrupted : ExitCode.Clean;
        });
        return command;
    }

    private static Rate ParseRate(ArgumentResult result)
    {
        try
        {
            return Rate.Parse(result.Tokens[0].Value, null);
        }
        catch (FormatException e)
        {
            result.AddError($"--rate {result.Tokens[0].Value} cannot be read; {e.Message}.");
            return default;
        }
    }
}
