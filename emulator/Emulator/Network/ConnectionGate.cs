namespace Emulator.Network;

/// <summary>Counts the open connections of all ports, and says when there are too many.</summary>
internal sealed class ConnectionGate(TimeProvider timeProvider, int most, ILogger<ConnectionGate> logger)
{
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromSeconds(10);

    private readonly Lock _warning = new();
    private int _open;
    private long _refused;
    private long? _lastWarning;

    /// <summary>How many are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>How many were closed at once because there were too many.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public int Most => most;

    /// <summary>Counts a connection in; <see langword="false"/> when it is one too many.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= most)
        {
            return true;
        }

        Leave();
        Warn(Interlocked.Increment(ref _refused));
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _open);

    private void Warn(long refused)
    {
        lock (_warning)
        {
            if (_lastWarning is { } last && timeProvider.GetElapsedTime(last) < BetweenWarnings)
            {
                return;
            }

            _lastWarning = timeProvider.GetTimestamp();
        }

        NetworkLog.TooMany(logger, most, refused);
    }
}
