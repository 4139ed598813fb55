using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Emulator.Network;

/// <summary>Counts the open connections of all ports, and closes those that are too many before they cost anything.</summary>
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

    public void Guard(ListenOptions listen) => listen.Use(next => connection => PassAsync(next, connection));

    private async Task PassAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        try
        {
            if (Interlocked.Increment(ref _open) <= most)
            {
                await next(connection);
                return;
            }

            var refused = Interlocked.Increment(ref _refused);
            connection.Abort(new ConnectionAbortedException("too many connections are open"));
            Warn(refused);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

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
