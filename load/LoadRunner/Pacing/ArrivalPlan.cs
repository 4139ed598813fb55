namespace LoadRunner.Pacing;

/// <summary>Puts the schedules of several targets into one line, by due time and then by the targets' order.</summary>
internal static class ArrivalPlan
{
    public static IEnumerable<Arrival> Merge(IReadOnlyList<IArrivalSchedule> schedules)
    {
        List<IEnumerator<long>> sources = [.. schedules.Select(schedule => schedule.OffsetsNs().GetEnumerator())];
        try
        {
            PriorityQueue<Arrival, (long OffsetNs, int Target)> heads = new();
            for (var target = 0; target < sources.Count; target++)
            {
                Enqueue(target, 0);
            }

            while (heads.TryDequeue(out var next, out _))
            {
                yield return next;
                Enqueue(next.Target, next.Index + 1);
            }

            void Enqueue(int target, long index)
            {
                if (sources[target].MoveNext())
                {
                    var offset = sources[target].Current;
                    heads.Enqueue(new Arrival(target, index, offset), (offset, target));
                }
            }
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }
}
