using System.Net;
using System.Net.Sockets;
using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>Connections that are all open before anything is measured.</summary>
internal sealed class ConnectionSet : IDisposable
{
    /// <summary>Less than a server's queue of connections that wait to be accepted, so that none is turned away.</summary>
    private const int OpeningAtOnce = 64;

    private readonly Lock _lock = new();
    private readonly List<BenchConnection> _connections = [];

    /// <summary>How many could not be opened.</summary>
    public int Refused { get; private set; }

    /// <summary>Those that are open.</summary>
    public IReadOnlyList<BenchConnection> Open => _connections;

    public static async Task<ConnectionSet> OpenAsync(
        IPEndPoint server, int count, RunClock clock, CancellationToken cancellationToken)
    {
        var set = new ConnectionSet();
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce, CancellationToken = cancellationToken },
                async (_, token) => await set.AddAsync(server, clock, token));
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>Closes all; whoever reads from one then learns that it broke.</summary>
    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    private async Task AddAsync(IPEndPoint server, RunClock clock, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await BenchConnection.OpenAsync(server, clock, cancellationToken);
            lock (_lock)
            {
                _connections.Add(connection);
            }
        }
        catch (SocketException)
        {
            lock (_lock)
            {
                Refused++;
            }
        }
    }
}
