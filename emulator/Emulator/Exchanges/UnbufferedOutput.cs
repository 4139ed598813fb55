using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Emulator.Exchanges;

/// <summary>
/// Lets a flush end when the bytes are with the operating system, in place of Kestrel's queue, from which another thread sends
/// them later. A connection can then be broken after exactly the bytes that were written, and a frame's time is the time at
/// which it was really sent.
/// </summary>
internal static class UnbufferedOutput
{
    /// <summary>Kestrel's own switch: a connection that the server gives up ends with FIN, so that a reset is one that was asked for.</summary>
    private const string FinOnError = "Microsoft.AspNetCore.Server.Kestrel.FinOnError";

    /// <summary>Must be called before a server is built, for that is when Kestrel reads its switch.</summary>
    public static void EndConnectionsWithFin() => AppContext.SetSwitch(FinOnError, true);

    public static void UseUnbufferedOutput(this ListenOptions listen)
    {
        listen.Use(next => connection => RunAsync(next, connection));
    }

    private static async Task RunAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            await next(connection);
            return;
        }

        var buffered = connection.Transport;
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        connection.Transport = new Duplex(buffered.Input, PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)));
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = buffered;
        }
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
