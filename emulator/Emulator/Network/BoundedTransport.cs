using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Emulator.Network;

/// <summary>
/// Closes connections that are too many where they are accepted, one after the other: a process that has run out of files to
/// open ends, so that no flood may be faster than its refusal.
/// </summary>
internal sealed class BoundedTransport(IConnectionListenerFactory transport, ConnectionGate gate) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await transport.BindAsync(endpoint, cancellationToken), gate);

    /// <summary>Counts the connections of a port out again when they are served.</summary>
    public static void CountOut(ListenOptions listen)
    {
        var gate = listen.ApplicationServices.GetRequiredService<ConnectionGate>();
        listen.Use(next => async connection =>
        {
            try
            {
                await next(connection);
            }
            finally
            {
                gate.Leave();
            }
        });
    }

    private sealed class Listener(IConnectionListener listener, ConnectionGate gate) : IConnectionListener
    {
        public EndPoint EndPoint => listener.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var connection = await listener.AcceptAsync(cancellationToken);
                if (connection is null || gate.TryEnter())
                {
                    return connection;
                }

                connection.Abort(new ConnectionAbortedException("too many connections are open"));
                await connection.DisposeAsync();
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => listener.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => listener.DisposeAsync();
    }
}
