namespace Auditor.Limits;

/// <summary>Something that occupies a limit from one instant until another.</summary>
/// <param name="StartNs">The first instant.</param>
/// <param name="EndNs">The first instant that it no longer occupies; <see cref="long.MaxValue"/> if none is known.</param>
/// <param name="Call">The call it belongs to.</param>
internal readonly record struct Span(long StartNs, long EndNs, string Call);

/// <summary>How many half-open spans [start, end) run at once, at every instant.</summary>
internal static class Overlap
{
    /// <summary>
    /// Calls back for each start with the number of spans that run at that instant, itself included: between starts
    /// the number only falls. A span without length counts at its own start and for nobody else.
    /// </summary>
    /// <param name="spans">Spans in order of their starts.</param>
    /// <param name="seen">Receives the index of each span and how many ran when it started.</param>
    public static void Scan(IReadOnlyList<Span> spans, Action<int, long> seen)
    {
        long[] ends = [.. spans.Where(span => span.EndNs > span.StartNs).Select(span => span.EndNs).Order()];
        var started = 0;
        var ended = 0;
        for (var i = 0; i < spans.Count; i++)
        {
            // What ends at the very instant at which another starts has made room for it.
            while (ended < ends.Length && ends[ended] <= spans[i].StartNs)
            {
                ended++;
            }

            var hasLength = spans[i].EndNs > spans[i].StartNs;
            started += hasLength ? 1 : 0;
            seen(i, started - ended + (hasLength ? 0 : 1));
        }
    }

    /// <summary>The time that spans occupied within [start, start + length), summed.</summary>
    public static Int128 Occupied(IReadOnlyList<Span> spans, long startNs, long lengthNs)
    {
        Int128 sum = 0;
        foreach (var span in spans)
        {
            var from = Math.Max(span.StartNs, startNs);
            var until = Int128.Min(span.EndNs, (Int128)startNs + lengthNs);
            sum += Int128.Max(0, until - from);
        }

        return sum;
    }

    /// <summary>The calls that run at the start of one span, that one last.</summary>
    public static IReadOnlyList<string> RunningAt(IReadOnlyList<Span> spans, int index)
    {
        var instant = spans[index].StartNs;
        var others = spans.Take(index).Where(span => span.EndNs > instant).Select(span => span.Call);
        return [.. others.Take(Overshoot.MaxCalls - 1), spans[index].Call];
    }
}
