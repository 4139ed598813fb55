namespace LoadRunner.Targets;

/// <summary>What one arrival does: a logical call, made in one of several ways.</summary>
internal interface ICallTarget
{
    /// <summary>Makes one call. What can be expected to go wrong is an outcome, not an exception.</summary>
    /// <param name="index">The how-manieth call of this target.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    Task<CallOutcome> CallAsync(long index, CancellationToken cancellationToken);
}
