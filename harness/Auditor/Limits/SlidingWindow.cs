namespace Auditor.Limits;

/// <summary>
/// Usage of a window in every position. A window is half-open, (t - W, t]: arrivals exactly W apart never share one.
/// Usage changes only where an arrival enters or leaves, and it is highest when the window ends at an arrival, so
/// looking at the windows that end at arrivals looks at every position there is, to the nanosecond.
/// </summary>
internal static class SlidingWindow
{
    /// <summary>Calls back for each arrival with the usage of the window that ends at it.</summary>
    /// <param name="arrivals">Instants in order.</param>
    /// <param name="units">What each arrival weighs; empty if each weighs one.</param>
    /// <param name="rule">The window and how much it may hold.</param>
    /// <param name="over">Called for each arrival whose window holds more.</param>
    /// <returns>The fullest window.</returns>
    public static WindowUse Scan(
        ReadOnlySpan<long> arrivals, ReadOnlySpan<long> units, WindowRule rule, Action<WindowUse>? over = null)
    {
        var peak = new WindowUse(0, 0, 0);
        var first = 0;
        var used = 0L;
        for (var last = 0; last < arrivals.Length; last++)
        {
            used += units.IsEmpty ? 1 : units[last];
            while (arrivals[last] - arrivals[first] >= rule.LengthNs)
            {
                used -= units.IsEmpty ? 1 : units[first];
                first++;
            }

            if (used > peak.Used)
            {
                peak = new WindowUse(first, last, used);
            }

            if (used > rule.Allowed)
            {
                over?.Invoke(new WindowUse(first, last, used));
            }
        }

        return peak;
    }
}

/// <summary>How much a window may hold.</summary>
internal readonly record struct WindowRule(long LengthNs, long Allowed)
{
    /// <summary>
    /// The most that any schedule can send in a time of length T without breaking the rule: N * ceil(T / W).
    /// <para>
    /// No more: cut the half-open time [a, a + T) into ceil(T / W) slices [b, c) with c - b at most W. If x is the last
    /// arrival in a slice, then x is less than c, so x - W is less than b, and the window (x - W, x] holds every
    /// arrival of the slice: at most N.
    /// </para>
    /// <para>
    /// So many: send N at once at a + kW for k = 0, 1, ... up to ceil(T / W) - 1. The last of these is before a + T,
    /// and instants W apart share no half-open window. (Were the time closed at both ends and T a multiple of W, one
    /// more N would fit at a + T itself; that is why a run's own length counts its last nanosecond.)
    /// </para>
    /// </summary>
    public Int128 MostIn(long timeNs) => (Int128)Allowed * ((timeNs + (Int128)LengthNs - 1) / LengthNs);
}

/// <summary>One position of a window: the arrivals from <paramref name="First"/> to <paramref name="Last"/> and their sum.</summary>
internal readonly record struct WindowUse(int First, int Last, long Used);
