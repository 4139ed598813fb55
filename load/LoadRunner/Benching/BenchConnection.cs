using System.Net;
using System.Net.Sockets;
using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>One connection of the bench: a plain socket that sends a request and stamps what comes back.</summary>
/// <remarks>
/// A socket and no HttpClient, because the latter costs more for each frame than the server does; its pool would also
/// decide which request waits for which connection.
/// </remarks>
internal sealed class BenchConnection : IDisposable
{
    private const int BufferBytes = 2048;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Socket _socket;
    private readonly RunClock _clock;

    private BenchConnection(Socket socket, RunClock clock)
    {
        _socket = socket;
        _clock = clock;
    }

    /// <exception cref="SocketException">Nobody accepts it.</exception>
    public static async Task<BenchConnection> OpenAsync(IPEndPoint server, RunClock clock, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return new BenchConnection(socket, clock);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends at once and reads in the background until the answer is whole; failures are in the stamps.</summary>
    /// <param name="request">The whole request.</param>
    /// <param name="stamps">What is to be known of it.</param>
    public Task Call(ReadOnlySpan<byte> request, ReplyStamps stamps)
    {
        stamps.SentAtNs = _clock.NowNs;
        try
        {
            _socket.Send(request);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            stamps.Failure = "the request could not be sent";
            return Task.CompletedTask;
        }

        return ReceiveAsync(stamps);
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAsync(ReplyStamps stamps)
    {
        var reader = new HttpReplyReader();
        try
        {
            while (!reader.IsComplete)
            {
                // Without a token: registering for each frame costs as much as reading it. To end it, close the connection.
                var length = await _socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
                var now = _clock.NowNs;
                if (length == 0)
                {
                    stamps.Failure = "the connection ended before the answer did";
                    return;
                }

                stamps.Arrived(reader.Feed(_buffer.AsSpan(0, length)), now);
                stamps.EndedAtNs = now;
            }

            stamps.BodyBytes = reader.BodyBytes;
            stamps.Failure = reader.Status == 200 ? null : $"status {reader.Status}";
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            stamps.Failure = "the connection broke before the answer was whole";
        }
        catch (InvalidDataException e)
        {
            stamps.Failure = e.Message;
        }
    }
}
