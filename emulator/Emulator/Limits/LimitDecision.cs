namespace Emulator.Limits;

/// <summary>What the limits decided about one request, told by the limit that decided: the refusing one, or the fullest.</summary>
/// <param name="IsGranted">Whether the request may go on.</param>
/// <param name="Limit">The limit that decided.</param>
/// <param name="Used">Units in use, this request included when it was granted.</param>
/// <param name="FreeAt">
/// When the next unit becomes free, or the refused request fits; <see langword="null"/> when that depends on answers still running.
/// </param>
internal sealed record LimitDecision(bool IsGranted, Limit Limit, long Used, DateTimeOffset? FreeAt)
{
    /// <summary>The units that could be in use at that instant.</summary>
    public required long PermitLimit { get; init; }

    /// <summary>Whose use was counted.</summary>
    public required Subject Subject { get; init; }

    /// <summary>How many units had to be free for the request.</summary>
    public long Needed { get; init; } = 1;

    /// <summary>
    /// The same decision as it may be told in headers: by the fullest limit over time that is not hidden;
    /// <see langword="null"/> when there is none.
    /// </summary>
    public LimitDecision? Shown
    {
        get => Limit is { IsHidden: false, IsOverTime: true } ? this : field;
        init;
    }

    public long Remaining => Math.Max(0, PermitLimit - Used);

    /// <summary>Whether the request is larger than the whole limit ever is.</summary>
    public bool IsImpossible => Needed > Limit.PermitLimit;

    public string Reason
    {
        get
        {
            var used = $"{LimitWords.Number(Limit, Used)} of {LimitWords.Number(Limit, PermitLimit)} used by {Subject}";
            var needed = IsGranted || Needed <= 1 ? "" : $", the request needs {LimitWords.Number(Limit, Needed)}";
            var next = FreeAt is { } at ? $", next free at {LimitWords.Instant(at)}" : "";
            return IsImpossible
                ? $"limit {Limit}: the request needs {LimitWords.Number(Limit, Needed)}, more than the limit ever admits, {used}"
                : $"limit {Limit}: {used}{needed}{next}";
        }
    }
}
