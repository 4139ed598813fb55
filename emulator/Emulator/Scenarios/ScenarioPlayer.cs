using System.Globalization;
using Emulator.Chance;
using Emulator.Faults;

namespace Emulator.Scenarios;

/// <summary>
/// Decides what happens to a request. The plan is a function of seed, scenario, identity and attempt alone, so it is the
/// same whatever else is going on; only rules that ask for the time or for a position in the run see those.
/// </summary>
internal sealed class ScenarioPlayer(string dialect, DialectSection section, ulong seed)
{
    private const int DefaultStatus = 503;

    private readonly bool _looksAtTheClock = section.Faults.Any(rule => rule.During is not null);

    /// <summary>How long every answer takes.</summary>
    public required DelayRange Delay { get; init; }

    /// <summary>The share of attempts that are refused.</summary>
    public required double FailureRate { get; init; }

    /// <summary>The fingerprint of the rules, for tokens.</summary>
    public uint Fingerprint { get; init; }

    public Plan Next(PlannedRequest request, RequestOrders orders)
    {
        var drawSeed = Seed.For(seed, "request", request.Identity, request.Attempt);
        return new Plan
        {
            Delay = orders.Delay ?? Delay.At(Seed.For(drawSeed, "delay")),
            Faults = orders.Faults is { } ordered ? OrderedFaults(ordered, drawSeed) : [.. PlannedFaults(request, drawSeed)],
            Notes = orders.Delay is { } delay
                ? [string.Create(CultureInfo.InvariantCulture, $"X-Emulator-Delay: {delay.TotalMilliseconds:0.###} ms")]
                : [],
            ContentSeed = Seed.For(seed, "content", request.Prompt),
            DrawSeed = drawSeed,
            Token = new ReplayToken
            {
                Seed = seed,
                Scenario = Fingerprint,
                Operation = ReplayToken.OperationOf(dialect, request.Operation),
                Identity = request.Identity,
                Attempt = request.Attempt,
                Elapsed = _looksAtTheClock ? request.Elapsed : null,
                Positions = request.Positions,
            },
        };
    }

    private static IReadOnlyList<Fault> OrderedFaults(IReadOnlyList<OrderedFault> ordered, ulong drawSeed) =>
        [.. ordered.Select(order => FaultMaker.Of(
            order.Rule, $"{order.Header}: {FaultWord.Of(order.Rule.Fault)}", Seed.For(drawSeed, "ordered")))];

    private IEnumerable<Fault> PlannedFaults(PlannedRequest request, ulong drawSeed)
    {
        foreach (var (index, rule) in section.Faults.Index())
        {
            var name = RuleName(index);
            if (rule.Describes(request)
                && rule.CountsIn(request, request.Positions.GetValueOrDefault(name))
                && RuleChance.Decide(rule, request.Elapsed, Seed.For(drawSeed, "fault", number: index)) is { IsHit: true } chance)
            {
                yield return FaultMaker.Of(
                    rule, ReasonOf(rule, name, request, chance.Reason), Seed.For(drawSeed, "faultDelay", number: index));
            }
        }

        if (FailureRate > 0 && Seed.Fraction(Seed.For(drawSeed, "failureRate")) is var draw && draw < FailureRate)
        {
            yield return new RefuseFault(
                section.FailureStatus ?? DefaultStatus,
                RetryAfter: null,
                Form: null,
                string.Create(CultureInfo.InvariantCulture, $"failureRate {FailureRate}: draw {draw:0.0000} is below it"));
        }
    }

    /// <summary>How tokens and positions know a rule.</summary>
    public static string RuleName(int index) => string.Create(CultureInfo.InvariantCulture, $"f{index}");

    private static string ReasonOf(FaultSection rule, string name, PlannedRequest request, string chance)
    {
        var position = request.Positions.GetValueOrDefault(name);
        var attempts = (rule.Attempts, rule.Scope) switch
        {
            (null, _) => "",
            ({ } range, CountScope.Run) => $", request {position.Request} of the run is in {range}",
            ({ } range, _) => $", attempt {request.Attempt} is in {range}",
        };
        var calls = rule.Calls is { } numbers ? $", call {position.Call} is in {numbers}" : "";
        return $"faults[{name[1..]}] {FaultWord.Of(rule.Fault)}{attempts}{calls}{chance}";
    }
}
