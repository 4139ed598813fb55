using System.Net.Sockets;
using Emulator.Faults;
using Emulator.Journal;
using Microsoft.AspNetCore.Connections.Features;

namespace Emulator.Exchanges;

/// <summary>Ends an exchange by ending its connection, in the way that a fault says.</summary>
internal static class ConnectionBreaker
{
    /// <summary>In process an aborted answer takes along what its reader has not yet read; this lets it read.</summary>
    private static readonly TimeSpan ReadingTime = TimeSpan.FromMilliseconds(20);

    /// <exception cref="OperationCanceledException">The client went away while the answer was stalled.</exception>
    public static async Task BreakAsync(Exchange exchange, ConnectionFault fault, CancellationToken cancellationToken)
    {
        exchange.Entry.Fault = fault.Name;
        if (fault is StallFault stall)
        {
            await Task.Delay(stall.Silence ?? Timeout.InfiniteTimeSpan, exchange.Clock.TimeProvider, cancellationToken);
        }

        if (fault is ResetFault)
        {
            await ResetAsync(exchange, cancellationToken);
        }
        else
        {
            await CloseAsync(exchange, cancellationToken);
        }
    }

    /// <summary>Ends the connection in the ordinary way, with FIN after all that was flushed.</summary>
    public static async Task CloseAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Http.Features.Get<IConnectionSocketFeature>() is null)
        {
            await exchange.Clock.WaitAsync(ReadingTime, cancellationToken);
        }

        exchange.EndNow(ExchangeEnding.CutByEmulator);
        exchange.Http.Abort();
    }

    private static async Task ResetAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            // A reset throws away what has not yet arrived, and the client is to have it.
            await SendQueue.DrainAsync(socket, exchange.Clock, cancellationToken);
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }

        await CloseAsync(exchange, cancellationToken);
    }
}
