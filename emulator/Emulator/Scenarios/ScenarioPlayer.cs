using System.Globalization;
using Emulator.Chance;
using Emulator.Faults;

namespace Emulator.Scenarios;

/// <summary>
/// Decides what happens to a request. The plan is a function of seed, scenario, identity and attempt alone, so it is the
/// same whatever else is going on.
/// </summary>
internal sealed class ScenarioPlayer(string dialect, DialectSection section, ulong seed)
{
    private const int DefaultStatus = 503;

    /// <summary>How long every answer takes.</summary>
    public required DelayRange Delay { get; init; }

    /// <summary>The share of attempts that are refused.</summary>
    public required double FailureRate { get; init; }

    public Plan Next(PlannedRequest request)
    {
        var identity = $"{dialect}\n{request.Operation}\n{request.Call}\n{request.Occurrence}";
        var drawSeed = Seed.For(seed, "request", identity, request.Attempt);
        List<Fault> faults = [];
        foreach (var (index, script) in section.Faults.Index())
        {
            if (Hits(script, index, request, drawSeed, out var draw))
            {
                faults.Add(FaultOf(script, index, drawSeed, draw));
            }
        }

        if (FailureRate > 0)
        {
            var draw = Seed.Fraction(Seed.For(drawSeed, "failureRate"));
            if (draw < FailureRate)
            {
                faults.Add(new RefuseFault(
                    section.FailureStatus ?? DefaultStatus,
                    RetryAfter: null,
                    string.Create(CultureInfo.InvariantCulture, $"failureRate {FailureRate}: draw {draw:0.0000} is below it")));
            }
        }

        return new Plan(
            Delay.At(Seed.For(drawSeed, "delay")),
            faults,
            Seed.For(seed, "content", request.Prompt),
            drawSeed,
            string.Create(CultureInfo.InvariantCulture, $"{seed}-{Seed.Hash(identity):x16}-{request.Attempt}"));
    }

    private static bool Hits(FaultSection script, int index, PlannedRequest request, ulong drawSeed, out double draw)
    {
        draw = 0;
        if (script.Attempts is { } attempts && !attempts.Contains(request.Attempt))
        {
            return false;
        }

        if (script.Operations is { } operations && !operations.Contains(request.Operation, StringComparer.Ordinal))
        {
            return false;
        }

        if (script.PromptContains is { } text && !request.Prompt.Contains(text, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (script.Probability is not { } probability)
        {
            return true;
        }

        draw = Seed.Fraction(Seed.For(drawSeed, "fault", number: index));
        return draw < probability;
    }

    private static Fault FaultOf(FaultSection script, int index, ulong drawSeed, double draw)
    {
        var reason = ReasonOf(script, index, draw);
        return script.Fault switch
        {
            FaultKind.Delay => new DelayFault(script.Delay!.At(Seed.For(drawSeed, "faultDelay", number: index)), reason),
            FaultKind.Cut => new CutFault(script.AfterBytes ?? 0, reason),
            _ => new RefuseFault(script.Status ?? DefaultStatus, script.RetryAfter, reason),
        };
    }

    private static string ReasonOf(FaultSection script, int index, double draw)
    {
        var attempts = script.Attempts is { } range ? $", attempts {range}" : "";
        var chance = script.Probability is { } probability
            ? string.Create(CultureInfo.InvariantCulture, $", probability {probability}: draw {draw:0.0000} is below it")
            : "";
#pragma warning disable CA1308 // scenario files spell the kinds in lower case
        return $"faults[{index}] {script.Fault.ToString().ToLowerInvariant()}{attempts}{chance}";
#pragma warning restore CA1308
    }
}

/// <summary>What a plan is made from.</summary>
/// <param name="Operation">The dialect's own word.</param>
/// <param name="Call">The logical call.</param>
/// <param name="Attempt">0 for the first attempt.</param>
/// <param name="Occurrence">How often this very attempt came before; polls repeat themselves.</param>
/// <param name="Prompt">The text that content is made from.</param>
internal readonly record struct PlannedRequest(
    string Operation, string Call, int Attempt, int Occurrence, string Prompt);
