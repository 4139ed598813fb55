using System.Globalization;

namespace Emulator.Limits;

/// <summary>What the limits decided about one request, told by the limit that decided: the refusing one, or the fullest.</summary>
/// <param name="IsGranted">Whether the request may go on.</param>
/// <param name="Limit">The limit that decided.</param>
/// <param name="Used">Units in use, this request included when it was granted.</param>
/// <param name="FreeAt">When the next unit becomes free; <see langword="null"/> when that depends on answers still running.</param>
internal sealed record LimitDecision(bool IsGranted, Limit Limit, int Used, DateTimeOffset? FreeAt)
{
    public int Remaining => Math.Max(0, Limit.PermitLimit - Used);

    /// <summary>When the whole allowance is there again, if nothing else is sent; for headers that tell it.</summary>
    public DateTimeOffset? ResetAt { get; init; }

    public string Reason => string.Create(
        CultureInfo.InvariantCulture,
        $"limit {Limit}: {Used} of {Limit.PermitLimit} used{(FreeAt is { } at ? $", next free at {at:yyyy-MM-ddTHH:mm:ss.fffZ}" : "")}");
}
