using System.Buffers;
using System.Globalization;
using System.Text;
using Emulator.Faults;
using Emulator.Journal;
using Microsoft.AspNetCore.Http.Features;

namespace Emulator.Exchanges;

/// <summary>Sends an answer piece by piece, each at the instant it is due on the emulator's clock, whole or broken.</summary>
internal static class ReplyWriter
{
    private const int LongestReason = 500;

    /// <summary>Longer bodies are flushed at once, so that the emulator learns whether the client takes them.</summary>
    private const int LongestUnflushed = 4096;

    public static async Task WriteAsync(Exchange exchange, Reply reply, CancellationToken cancellationToken)
    {
        var response = exchange.Http.Response;
        var broken = exchange.Plan.Break;
        if (broken is { Phase: BreakPhase.Headers })
        {
            NoteReply(exchange, reply, isSent: false);
            await exchange.Clock.WaitAsync(reply.Pieces.First().Wait, cancellationToken);
            await ConnectionBreaker.BreakAsync(exchange, broken, cancellationToken);
            return;
        }

        WriteHead(exchange, reply);
        var isWaiting = exchange.Place is { HasStarted: false };
        if (reply.IsStream || isWaiting || broken is { Phase: BreakPhase.FirstByte })
        {
            await response.StartAsync(cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            exchange.Entry.FirstByteAt = exchange.Clock.Now;
        }

        // A sign of life would be taken for a part of a body whose length is promised.
        if (isWaiting
            && !await WorkDesk.WaitAsync(exchange, reply.ContentLength is null ? reply.SignOfLife : default, cancellationToken))
        {
            return;
        }

        // Each piece is due at an instant, not so long after the last: lateness must not add up.
        var due = exchange.Clock.Now;
        var readyAt = due;
        var bytesLeft = broken?.BytesOf(reply.WholeBody().Length);
        foreach (var piece in reply.Pieces)
        {
            if (piece.Wait > TimeSpan.Zero)
            {
                due += piece.Wait;
                await exchange.Clock.WaitUntilAsync(due, readyAt, cancellationToken);
            }

            exchange.Entry.FirstByteAt ??= exchange.Clock.Now;
            if (bytesLeft is { } left && (piece.IsLast || piece.Bytes.Length > left))
            {
                await response.StartAsync(cancellationToken);
                await WriteAsync(response, piece.Bytes[..(int)Math.Min(left, piece.Bytes.Length)], cancellationToken);
                await ConnectionBreaker.BreakAsync(exchange, broken!, cancellationToken);
                return;
            }

            bytesLeft -= piece.Bytes.Length;
            if (piece.IsLast && !reply.ClosesAtEnd)
            {
                // Before the last byte, so that nobody who has read it can still find the request counted.
                exchange.EndNow(ExchangeEnding.ReadToEnd);
                if (!response.HasStarted && piece.Bytes.Length <= LongestUnflushed)
                {
                    await WriteWholeAsync(response, piece.Bytes, cancellationToken);
                    return;
                }
            }

            var written = WriteAsync(response, piece.Bytes, cancellationToken);
            if (!written.IsCompletedSuccessfully)
            {
                // The client reads slower than it is written to, which is no lateness of the emulator.
                await written;
                readyAt = exchange.Clock.Now;
            }
        }

        if (reply.ClosesAtEnd)
        {
            await ConnectionBreaker.CloseAsync(exchange, cancellationToken);
        }
    }

    private static async Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // A status that has no body refuses even an empty write.
        if (!bytes.IsEmpty)
        {
            await response.Body.WriteAsync(bytes, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Leaves a short whole answer to the server, which sends head, body and end in one piece when the request ends.</summary>
    private static async Task WriteWholeAsync(HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await response.StartAsync(cancellationToken);
        if (!bytes.IsEmpty)
        {
            response.BodyWriter.Write(bytes.Span);
        }
    }

    private static void WriteHead(Exchange exchange, Reply reply)
    {
        var response = exchange.Http.Response;
        var entry = exchange.Entry;
        response.StatusCode = reply.Status;
        response.ContentLength = reply.ContentLength;
        if (reply.ContentType is not null)
        {
            response.ContentType = reply.ContentType;
        }

        if (reply.ReasonPhrase is not null)
        {
            exchange.Http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = reply.ReasonPhrase;
        }

        if (exchange.Clock.Time.IsOwn)
        {
            // The server's own Date is the machine's, and a client may reckon with it.
            response.Headers.Date = exchange.Clock.Now.ToString("R", CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in reply.Headers)
        {
            if (!response.Headers.TryAdd(name, value))
            {
                response.Headers.Append(name, value);
            }
        }

        NoteReply(exchange, reply, isSent: true);
        if (entry.Reason is not "healthy")
        {
            response.Headers["X-Emulator-Reason"] = Ascii(entry.Reason);
            if (entry.Plan is not null)
            {
                response.Headers["X-Emulator-Plan"] = entry.Plan;
            }
        }
    }

    private static void NoteReply(Exchange exchange, Reply reply, bool isSent)
    {
        exchange.Entry.Status = isSent ? reply.Status : null;
        exchange.Entry.RetryAfter = isSent ? reply.RetryAfter : null;
        exchange.Entry.Reason = reply.Reason
            ?? (reply.Status >= StatusCodes.Status400BadRequest ? "the request was refused" : "healthy");
    }

    /// <summary>Header values are plain ASCII without control characters.</summary>
    private static string Ascii(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, LongestReason));
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, LongestReason)))
        {
            plain.Append(character is >= ' ' and <= '~' ? character : '?');
        }

        return plain.ToString();
    }
}
