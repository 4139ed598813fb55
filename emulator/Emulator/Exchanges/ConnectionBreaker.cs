using System.Net.Sockets;
using Emulator.Faults;
using Emulator.Journal;
using Microsoft.AspNetCore.Connections.Features;

namespace Emulator.Exchanges;

/// <summary>Ends an exchange by ending its connection, in the way that a fault says.</summary>
internal static class ConnectionBreaker
{
    /// <summary>Lets what was written leave the machine before the connection is torn down.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);

    /// <exception cref="OperationCanceledException">The client went away while the answer was stalled.</exception>
    public static async Task BreakAsync(Exchange exchange, ConnectionFault fault, CancellationToken cancellationToken)
    {
        exchange.Entry.Fault = fault.Name;
        if (fault is StallFault stall)
        {
            await exchange.Clock.WaitAsync(stall.Silence ?? Timeout.InfiniteTimeSpan, cancellationToken);
        }

        await CloseAsync(exchange, isReset: fault is ResetFault, cancellationToken);
    }

    /// <summary>Ends the connection: with FIN, or with RST.</summary>
    public static async Task CloseAsync(Exchange exchange, bool isReset, CancellationToken cancellationToken)
    {
        await exchange.Clock.WaitAsync(Linger, cancellationToken);
        exchange.EndNow(ExchangeEnding.CutByEmulator);
        if (exchange.Http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            if (isReset)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Close();
            }
            else
            {
                socket.Shutdown(SocketShutdown.Both);
            }
        }

        exchange.Http.Abort();
    }
}
