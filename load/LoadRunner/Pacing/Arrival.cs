namespace LoadRunner.Pacing;

/// <summary>One call that is to begin at a given instant.</summary>
/// <param name="Target">Which target, by its place in the scenario.</param>
/// <param name="Index">The how-manieth call of that target, from 0.</param>
/// <param name="OffsetNs">When, counted from the run's origin.</param>
internal readonly record struct Arrival(int Target, long Index, long OffsetNs);
