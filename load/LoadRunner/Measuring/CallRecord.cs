namespace LoadRunner.Measuring;

/// <summary>One logical call as it was made; instants in ns on the run's clock.</summary>
/// <param name="Target">Which target, by its place in the scenario.</param>
/// <param name="Index">The how-manieth call of that target.</param>
/// <param name="DueNs">When it should have begun.</param>
/// <param name="StartedNs">When it began.</param>
/// <param name="EndedNs">When it ended.</param>
/// <param name="Label">How it ended; one of few texts, shared.</param>
internal readonly record struct CallRecord(
    int Target, long Index, long DueNs, long StartedNs, long EndedNs, string Label);
