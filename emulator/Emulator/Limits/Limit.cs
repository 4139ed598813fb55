using Emulator.Exchanges;
using Emulator.Scenarios;

namespace Emulator.Limits;

/// <summary>A limit that cannot be wrong: what is counted, how much of it is permitted, and for which requests.</summary>
internal sealed class Limit
{
    private static readonly IReadOnlyList<OperationKind> PaidKinds = [OperationKind.Chat, OperationKind.Submit];

    private readonly IReadOnlyList<OperationKind> _kinds;
    private readonly IReadOnlyList<string>? _models;

    private Limit(LimitSection section)
    {
        Name = section.Name;
        RetryAfter = section.RetryAfter;
        CountRefused = section.CountRefused;
        _kinds = section.Kinds ?? PaidKinds;
        _models = section.Models;
        Counting = section switch
        {
            { Requests: not null } => LimitCounting.Window,
            { InFlight: not null } => LimitCounting.InFlight,
            _ => LimitCounting.ActiveJobs,
        };
        PermitLimit = section.Requests ?? section.InFlight ?? section.ActiveJobs ?? 0;
        Window = section.Window ?? TimeSpan.Zero;
        ArgumentOutOfRangeException.ThrowIfLessThan(PermitLimit, 1);
    }

    public string Name { get; }

    public LimitCounting Counting { get; }

    public int PermitLimit { get; }

    public TimeSpan Window { get; }

    /// <summary>Whether refusals say when to come back; <see langword="null"/> leaves it to the dialect.</summary>
    public bool? RetryAfter { get; }

    public bool CountRefused { get; }

    public static Limit From(LimitSection section) => new(section);

    public bool Counts(OperationKind kind, string? model)
    {
        var counts = Counting is LimitCounting.ActiveJobs ? kind is OperationKind.Submit : _kinds.Contains(kind);
        return counts && (_models is null || (model is not null && _models.Contains(model, StringComparer.Ordinal)));
    }

    public override string ToString() => Counting switch
    {
        LimitCounting.Window => $"{Name} ({PermitLimit} in {Window:c})",
        LimitCounting.InFlight => $"{Name} ({PermitLimit} in flight)",
        _ => $"{Name} ({PermitLimit} active jobs)",
    };
}

/// <summary>What a limit counts.</summary>
internal enum LimitCounting
{
    /// <summary>Requests in the window (t - W, t], at any position of t.</summary>
    Window,

    /// <summary>Requests that are not answered to the end.</summary>
    InFlight,

    /// <summary>Jobs that are not ready, failed or cancelled.</summary>
    ActiveJobs,
}
