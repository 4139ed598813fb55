using Emulator.Exchanges;
using Emulator.Scenarios;

namespace Emulator.Limits;

/// <summary>A limit that cannot be wrong: what is counted, how, how much of it is permitted, and for which requests.</summary>
internal sealed class Limit
{
    private static readonly IReadOnlyList<OperationKind> PaidKinds = [OperationKind.Chat, OperationKind.Submit];
    private static readonly IReadOnlyList<OperationKind> JobKinds = [OperationKind.Submit];
    private static readonly IReadOnlyList<SubjectPart> PerKey = [SubjectPart.Key];

    private readonly int _kinds;
    private readonly string[]? _models;
    private readonly LimitDrift? _drift;

    private Limit(LimitSection section, ulong seed)
    {
        Section = section;
        _models = section.Models?.ToArray();
        Per = section.Per ?? PerKey;
        (Unit, var amount) = AmountOf(section);
        Counting = CountingOf(section);
        _kinds = (Counting is LimitCounting.ActiveJobs ? JobKinds : section.Kinds ?? PaidKinds).Aggregate(0, static (all, kind) => all | BitOf(kind));
        Amount = LimitRules.Units(section, amount);
        PermitLimit = section.Burst is { } burst ? LimitRules.Units(section, burst) : Amount;
        Window = section.Window ?? TimeSpan.Zero;
        ArgumentOutOfRangeException.ThrowIfLessThan(PermitLimit, 1);
        _drift = section.Drift is { } drift
            ? new LimitDrift(seed, section.Name, drift.Every) { Least = LimitRules.Units(section, drift.DownTo), Most = PermitLimit }
            : null;
    }

    /// <summary>What the scenario says.</summary>
    public LimitSection Section { get; }

    public string Name => Section.Name;

    public LimitCounting Counting { get; }

    public CountedUnit Unit { get; }

    /// <summary>What is counted apart from each other.</summary>
    public IReadOnlyList<SubjectPart> Per { get; }

    /// <summary>The units that a window admits, or that come back to a bucket in it.</summary>
    public long Amount { get; }

    /// <summary>The units that can be in use at most; what a drifting limit permits at its best.</summary>
    public long PermitLimit { get; }

    public TimeSpan Window { get; }

    public bool IsDrifting => _drift is not null;

    /// <summary>Whether it counts over time, so that its units come back by themselves.</summary>
    public bool IsOverTime => Counting is not (LimitCounting.InFlight or LimitCounting.ActiveJobs);

    /// <summary>Whether what it counts is known for certain only when the answer is made.</summary>
    public bool IsBilled => Unit is not (CountedUnit.Requests or CountedUnit.Jobs);

    /// <summary>Whether refusals say when to come back; <see langword="null"/> leaves it to the dialect.</summary>
    public bool? RetryAfter => IsHidden ? false : Section.RetryAfter;

    public bool CountRefused => Section.CountRefused;

    /// <summary>Whether answers keep quiet about it.</summary>
    public bool IsHidden => Section.Hidden;

    /// <param name="section">What the scenario says.</param>
    /// <param name="seed">The run's seed, for what drifts.</param>
    public static Limit From(LimitSection section, ulong seed = 0) => new(section, seed);

    /// <summary>The units that can be in use at an instant.</summary>
    public long PermitLimitAt(DateTimeOffset now) => _drift?.At(now) ?? PermitLimit;

    /// <summary>When <see cref="PermitLimitAt"/> changes next; <see langword="null"/> when it does not.</summary>
    public DateTimeOffset? NextChangeAfter(DateTimeOffset now) => _drift?.EndOfPiece(now);

    /// <summary>Whether it counts a request of this kind and model; the first thing that every request is asked.</summary>
    public bool Counts(OperationKind kind, string? model)
    {
        if ((_kinds & BitOf(kind)) == 0 || _models is null)
        {
            return (_kinds & BitOf(kind)) != 0;
        }

        foreach (var one in _models)
        {
            if (one == model)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a request is known to use of it when it arrives.</summary>
    public long UnitsOf(RequestUnits known) => Unit switch
    {
        CountedUnit.Tokens or CountedUnit.InputTokens => known.InputTokens,
        CountedUnit.Images => known.Images,
        CountedUnit.Money => 0,
        _ => 1,
    };

    /// <summary>What a request turned out to use of it.</summary>
    public long UnitsOf(BilledUnits billed) => Unit switch
    {
        CountedUnit.Tokens => billed.InputTokens + billed.OutputTokens,
        CountedUnit.InputTokens => billed.InputTokens,
        CountedUnit.Images => billed.Images,
        CountedUnit.Money => billed.MicroUsd,
        _ => 1,
    };

    /// <summary>Whether the counts of another limit are counts of this one, so that a new scenario can go on with them.</summary>
    public bool CountsLike(Limit other) =>
        Section.SaysTheSameAs(other.Section) && _drift?.Seed == other._drift?.Seed;

    public override string ToString() => $"{Name} ({LimitWords.Of(this)})";

    private static int BitOf(OperationKind kind) => 1 << (int)kind;

    private static (CountedUnit Unit, decimal Amount) AmountOf(LimitSection section) => section switch
    {
        { Requests: { } requests } => (CountedUnit.Requests, requests),
        { Tokens: { } tokens } => (CountedUnit.Tokens, tokens),
        { InputTokens: { } tokens } => (CountedUnit.InputTokens, tokens),
        { Images: { } images } => (CountedUnit.Images, images),
        { Money: { } money } => (CountedUnit.Money, money),
        { InFlight: { } requests } => (CountedUnit.Requests, requests),
        _ => (CountedUnit.Jobs, section.ActiveJobs ?? 0),
    };

    private static LimitCounting CountingOf(LimitSection section) => section switch
    {
        { InFlight: not null } => LimitCounting.InFlight,
        { ActiveJobs: not null } => LimitCounting.ActiveJobs,
        { Daily: not null } => LimitCounting.Daily,
        _ => section.Counting switch
        {
            WindowCounting.FixedWindow => LimitCounting.FixedWindow,
            WindowCounting.FirstUse => LimitCounting.FirstUse,
            WindowCounting.TokenBucket => LimitCounting.TokenBucket,
            WindowCounting.SlidingCounter => LimitCounting.SlidingCounter,
            WindowCounting.Quantised => LimitCounting.Quantised,
            _ => LimitCounting.SlidingLog,
        },
    };
}
