using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Emulator.Outages;

/// <summary>
/// A listener that is gone while its outages last: its socket is closed, so that the operating system refuses connections, and
/// the connections that were open are lost; afterwards the same port is listened on again.
/// </summary>
internal sealed class OutageListener : IConnectionListener
{
    private readonly OutageBoard _board;
    private readonly string _dialect;
    private readonly IConnectionListenerFactory _sockets;
    private readonly CancellationTokenSource _unbinding = new();
    private readonly ConcurrentDictionary<ConnectionContext, byte> _open = new();
    private readonly Task _turning;
    private TaskCompletionSource<IConnectionListener?> _listening = Listening();

    public OutageListener(
        OutageBoard board, string dialect, IConnectionListenerFactory sockets, IConnectionListener listener)
    {
        _board = board;
        _dialect = dialect;
        _sockets = sockets;
        EndPoint = listener.EndPoint;
        _turning = TurnAsync(listener);
    }

    /// <summary>The address with the port that was found at first; it is the same after every outage.</summary>
    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await Volatile.Read(ref _listening).Task is { } listener)
        {
            if (await listener.AcceptAsync(cancellationToken) is { } connection)
            {
                _open[connection] = 0;
                connection.ConnectionClosed.Register(() => _open.TryRemove(connection, out _));
                return connection;
            }

            // No connection means that the listener was closed: by an outage, or for good.
            await Task.Yield();
        }

        return null;
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbinding.CancelAsync();
        await _turning;
    }

    public async ValueTask DisposeAsync()
    {
        await UnbindAsync();
        _unbinding.Dispose();
    }

    private static TaskCompletionSource<IConnectionListener?> Listening() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens and closes the port as the schedule says, until the server stops.</summary>
    private async Task TurnAsync(IConnectionListener first)
    {
        var listener = (IConnectionListener?)first;
        try
        {
            while (true)
            {
                // Asked for before the schedule: a scenario that is replaced in between has left already.
                var left = _board.ScenarioLeft;
                var schedule = _board.ScheduleOf(_dialect);
                var isOut = schedule.IsOutAt(_board.Clock.Elapsed);
                if (isOut && listener is not null)
                {
                    await CloseAsync(listener);
                    listener = null;
                }
                else if (!isOut)
                {
                    listener ??= await _sockets.BindAsync(EndPoint, _unbinding.Token);
                    _listening.TrySetResult(listener);
                }

                var now = _board.Clock.Now;
                await _board.Clock.WaitForAsync(left, now + schedule.NextChangeAfter(_board.Clock.Elapsed), _unbinding.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops listening for good.
            if (listener is not null)
            {
                await listener.UnbindAsync(CancellationToken.None);
                await listener.DisposeAsync();
            }

            Volatile.Read(ref _listening).TrySetResult(null);
            Interlocked.Exchange(ref _listening, Listening()).TrySetResult(null);
            _listening.TrySetResult(null);
        }
    }

    private async Task CloseAsync(IConnectionListener listener)
    {
        Interlocked.Exchange(ref _listening, Listening());
        await listener.UnbindAsync(CancellationToken.None);
        await listener.DisposeAsync();
        foreach (var connection in _open.Keys)
        {
            connection.Abort(new ConnectionAbortedException("an outage of the scenario began"));
        }
    }
}
