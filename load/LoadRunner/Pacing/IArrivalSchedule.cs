namespace LoadRunner.Pacing;

/// <summary>When arrivals are due, counted from one origin, so that lateness never shifts what follows.</summary>
internal interface IArrivalSchedule
{
    /// <summary>Nanoseconds from the origin, never falling, the same in every enumeration; ends with the schedule.</summary>
    IEnumerable<long> OffsetsNs();
}
