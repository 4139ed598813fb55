using System.Net;
using System.Net.Sockets;

namespace LoadRunner.Benching;

/// <summary>One connection of a closed loop: it asks, reads the whole answer and asks again. It allocates nothing meanwhile.</summary>
internal sealed class LoopConnection : IDisposable
{
    private const int LongestAnswer = 16 * 1024;

    private readonly byte[] _answer = new byte[LongestAnswer];
    private readonly NumberedRequest _request;
    private readonly Socket _socket;

    private LoopConnection(Socket socket, NumberedRequest request)
    {
        _socket = socket;
        _request = request;
    }

    /// <exception cref="SocketException">Nobody accepts it.</exception>
    public static async Task<LoopConnection> OpenAsync(
        IPEndPoint server, NumberedRequest request, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return new LoopConnection(socket, request);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Goes round until there are no more numbers, or something fails.</summary>
    public async Task<LoopResult> RunAsync(LoopNumbers numbers)
    {
        var answers = 0L;
        try
        {
            while (numbers.TryTake(out var number))
            {
                _socket.Send(_request.With(number).Span);
                if (!await ReadAnswerAsync())
                {
                    return new LoopResult(answers, "the connection ended before the answer did");
                }

                answers++;
            }

            return new LoopResult(answers, null);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return new LoopResult(answers, "the connection broke before the answer was whole");
        }
        catch (InvalidDataException e)
        {
            return new LoopResult(answers, e.Message);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<bool> ReadAnswerAsync()
    {
        var length = 0;
        do
        {
            // Without a token: to end it, close the connection.
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), CancellationToken.None);
            if (read == 0)
            {
                return false;
            }

            length += read;
        }
        while (!ChunkedAnswer.IsWhole(_answer.AsSpan(0, length)));

        return true;
    }
}

/// <summary>What one connection of a closed loop got.</summary>
internal readonly record struct LoopResult(long Answers, string? Failure);
