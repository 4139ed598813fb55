namespace ProviderClients.Calls;

/// <summary>What is known about a call while its attempts go on.</summary>
internal sealed class CallProgress(TimeProvider timeProvider, TimeSpan timeout)
{
    private readonly long _startedAt = timeProvider.GetTimestamp();

    /// <summary>Attempts begun so far; the next one's number.</summary>
    public int Attempts { get; set; }

    /// <summary>Attempts of which at least a byte was sent.</summary>
    public int AttemptsSent { get; set; }

    public CallFailure? LastFailure { get; set; }

    public TimeSpan TimeLeft => timeout - timeProvider.GetElapsedTime(_startedAt);
}
