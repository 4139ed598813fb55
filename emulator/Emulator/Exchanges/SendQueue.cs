using System.Buffers.Binary;
using System.Net.Sockets;

namespace Emulator.Exchanges;

/// <summary>Waits until the other side's machine has everything that was written to a socket.</summary>
internal static class SendQueue
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;

    /// <summary>Where Linux's <c>struct tcp_info</c> counts segments that are not acknowledged, and bytes that are not sent.</summary>
    private const int UnacknowledgedOffset = 24;
    private const int NotSentOffset = 144;
    private const int InfoLength = 148;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    /// <summary>Long enough on a machine where nobody can be asked.</summary>
    private static readonly TimeSpan BlindWait = TimeSpan.FromMilliseconds(50);

    /// <summary>A client that takes nothing for so long never will.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public static async Task DrainAsync(Socket socket, EmulatorClock clock, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            await clock.WaitAsync(BlindWait, cancellationToken);
            return;
        }

        var info = new byte[InfoLength];
        for (var waited = TimeSpan.Zero; !IsEmpty(socket, info) && waited < LongestWait; waited += Step)
        {
            await clock.WaitAsync(Step, cancellationToken);
        }
    }

    private static bool IsEmpty(Socket socket, byte[] info)
    {
        try
        {
            var length = socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
            return length < InfoLength
                || (BinaryPrimitives.ReadUInt32LittleEndian(info.AsSpan(UnacknowledgedOffset)) == 0
                    && BinaryPrimitives.ReadUInt32LittleEndian(info.AsSpan(NotSentOffset)) == 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client has gone, so there is nobody left to wait for.
            return true;
        }
    }
}
