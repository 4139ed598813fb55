using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Scenarios;
using LoadRunner.Targets;

namespace LoadRunner.Running;

/// <summary>Everything that one phase will do: which calls, when, and how many at once.</summary>
internal sealed record FlightPlan
{
    public required IReadOnlyList<ICallTarget> Targets { get; init; }

    public required IEnumerable<Arrival> Arrivals { get; init; }

    public required int MaxInFlight { get; init; }

    public required TimeSpan Grace { get; init; }

    /// <summary>The measured phase.</summary>
    public static FlightPlan Of(LoadSection load, IReadOnlyList<ICallTarget> targets) => new()
    {
        Targets = targets,
        Arrivals = ArrivalPlan.Merge([.. load.Targets.Select(target => target.Arrivals.Over(load.Duration))]),
        MaxInFlight = load.MaxInFlight,
        Grace = load.Grace,
    };

    /// <summary>The phase that is thrown away: evenly, at the mean rates, so that a ramp from zero warms up too.</summary>
    public static FlightPlan OfWarmUp(LoadSection load, TimeSpan duration, IReadOnlyList<ICallTarget> targets) => new()
    {
        Targets = targets,
        Arrivals = ArrivalPlan.Merge([.. load.Targets.Select(target => new ConstantArrivals(
            Rate.PerSecondOf((decimal)target.Arrivals.MeanPerSecond), duration))]),
        MaxInFlight = load.MaxInFlight,
        Grace = load.Grace,
    };
}

/// <summary>What came of one phase.</summary>
internal sealed record FlightRecord
{
    public required Measurements Measurements { get; init; }

    /// <summary>The instant that arrivals are counted from.</summary>
    public required long OriginNs { get; init; }

    public required long ArrivalsEndedNs { get; init; }

    public required long EndedNs { get; init; }

    public required int InFlightPeak { get; init; }

    /// <summary>Calls that did not end even after they were cancelled.</summary>
    public required int LeftBehind { get; init; }

    public required bool IsInterrupted { get; init; }
}
