using System.Net;
using System.Net.Sockets;
using System.Text;
using Emulator.Tests.Sockets;

namespace Emulator.Tests.Fuzzing;

/// <summary>A client that sends bytes, whatever they are, and takes what comes until the connection ends or its patience does.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int MostBytes = 4 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <param name="app">The server.</param>
    /// <param name="isNarrow">Whether it takes only so much before it is read, so that the server's side is full early.</param>
    public static async Task<RawConnection> OpenAsync(WebApplication app, bool isNarrow = false)
    {
        RawConnection connection = new();
        if (isNarrow)
        {
            connection._socket.ReceiveBufferSize = 4096;
        }

        await connection._socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port, TestContext.Current.CancellationToken);
        return connection;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await _socket.SendAsync(bytes, TestContext.Current.CancellationToken)..];
            }
        }
        catch (SocketException)
        {
            // The server has had enough; what it said of it is still to be read.
            return;
        }
    }

    /// <summary>Says that no more will be sent, which leaves the other direction open.</summary>
    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until a text has come.</summary>
    public async Task ReadUntilAsync(string text)
    {
        var tail = "";
        var buffer = new byte[64 * 1024];
        while (!tail.Contains(text, StringComparison.Ordinal))
        {
            var read = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            Assert.True(read > 0, $"the connection ended before {text} came");
            tail = tail[Math.Max(0, tail.Length - text.Length)..] + Encoding.Latin1.GetString(buffer, 0, read);
        }
    }

    public async Task<string> ReadAsync()
    {
        StringBuilder text = new();
        var buffer = new byte[16 * 1024];
        using CancellationTokenSource patience = new(Patience, SocketClock.Real);
        try
        {
            int read;
            while (text.Length < MostBytes && (read = await _socket.ReceiveAsync(buffer, patience.Token)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // A reset is an end as well, and so is a client that goes.
            return text.ToString();
        }

        return text.ToString();
    }

    public void Dispose() => _socket.Dispose();
}
