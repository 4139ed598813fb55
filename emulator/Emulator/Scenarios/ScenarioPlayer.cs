using System.Collections.ObjectModel;
using System.Globalization;
using Emulator.Answers;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Images;
using Emulator.Timing;

namespace Emulator.Scenarios;

/// <summary>
/// Decides what happens to a request. The plan is a function of seed, scenario, identity and attempt alone, so it is the
/// same whatever else is going on; only rules that ask for the time or for a position in the run see those.
/// </summary>
internal sealed class ScenarioPlayer(string dialect, DialectSection section, ulong seed)
{
    private const int DefaultStatus = 503;

    private readonly bool _looksAtTheClock = (section.Faults ?? []).Any(rule => rule.During is not null);

    /// <summary>How long answers take.</summary>
    public required TimingTable Timings { get; init; }

    /// <summary>The share of attempts that are refused.</summary>
    public required double FailureRate { get; init; }

    /// <summary>The pictures that its own answers deliver, by the paths that the scenario names.</summary>
    public IReadOnlyDictionary<string, OwnImage> Images { get; init; } = ReadOnlyDictionary<string, OwnImage>.Empty;

    /// <summary>Where the faults stand when it is not the scenario: <c>profile hostile, </c>.</summary>
    public string RulesFrom { get; init; } = "";

    /// <summary>The fingerprint of the rules, for tokens.</summary>
    public uint Fingerprint { get; init; }

    public Plan Next(PlannedRequest request, RequestOrders orders)
    {
        var drawSeed = Seed.For(seed, "request", request.Identity, request.Attempt);
        var answer = AnswerFor(request, out var why);
        return new Plan
        {
            Answer = answer,
            Delay = orders.Delay ?? Timings.Of(request.Operation, request.Model).Delay.At(Seed.For(drawSeed, "delay")),
            Faults = orders.Faults is { } ordered ? OrderedFaults(ordered, drawSeed) : [.. PlannedFaults(request, drawSeed)],
            Notes = [.. DelayNote(orders), .. why],
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
        foreach (var (index, rule) in (section.Faults ?? []).Index())
        {
            var name = RuleName(index);
            if (rule.Enabled is not false
                && rule.Describes(request)
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

    /// <summary>Every rule of a dialect by the name that tokens and positions know it by.</summary>
    public static IEnumerable<KeyValuePair<string, RequestConditions>> RulesOf(DialectSection section) =>
    [
        .. (section.Faults ?? []).Select((rule, index) => KeyValuePair.Create<string, RequestConditions>(RuleName(index), rule)),
        .. (section.Answers ?? []).Select((rule, index) => KeyValuePair.Create<string, RequestConditions>(AnswerName(index), rule)),
    ];

    private static string RuleName(int index) => string.Create(CultureInfo.InvariantCulture, $"f{index}");

    private static string AnswerName(int index) => string.Create(CultureInfo.InvariantCulture, $"a{index}");

    private static IEnumerable<string> DelayNote(RequestOrders orders) => orders.Delay is { } delay
        ? [string.Create(CultureInfo.InvariantCulture, $"X-Emulator-Delay: {delay.TotalMilliseconds:0.###} ms")]
        : [];

    /// <summary>The first answer of the scenario's own that means the request; only paid work is answered.</summary>
    private OwnAnswer? AnswerFor(PlannedRequest request, out IEnumerable<string> why)
    {
        why = [];
        if (section.Answers is not { } answers || request.Kind is not (OperationKind.Chat or OperationKind.Submit))
        {
            return null;
        }

        foreach (var (index, rule) in answers.Index())
        {
            var name = AnswerName(index);
            var position = request.Positions.GetValueOrDefault(name);

            // Whoever brings a tool's result is not sent to the tool again: the conversation would never end.
            var isAnswered = request.AnswersATool && rule.ToolCalls is not null;
            if (!isAnswered && rule.Describes(request) && rule.CountsIn(request, position))
            {
                why = [$"answers[{index}]{CountsOf(rule, request, position)}"];
                return new OwnAnswer(rule, position.Call, rule.Image is { } image ? Images[image] : null);
            }
        }

        return null;
    }

    private string ReasonOf(FaultSection rule, string name, PlannedRequest request, string chance)
    {
        var position = request.Positions.GetValueOrDefault(name);
        return $"{RulesFrom}faults[{name[1..]}] {FaultWord.Of(rule.Fault)}{CountsOf(rule, request, position)}{chance}";
    }

    private static string CountsOf(RequestConditions rule, PlannedRequest request, RunPosition position)
    {
        var attempts = (rule.Attempts, rule.Scope) switch
        {
            (null, _) => "",
            ({ } range, CountScope.Run) => $", request {position.Request} of the run is in {range}",
            ({ } range, _) => $", attempt {request.Attempt} is in {range}",
        };
        var calls = rule.Calls is { } numbers ? $", call {position.Call} is in {numbers}" : "";
        return attempts + calls;
    }
}
