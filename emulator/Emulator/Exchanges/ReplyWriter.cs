using System.Text;
using Emulator.Faults;
using Emulator.Journal;
using Microsoft.AspNetCore.Http.Features;

namespace Emulator.Exchanges;

/// <summary>Sends an answer piece by piece, on the emulator's clock, whole or cut.</summary>
internal static class ReplyWriter
{
    private const int LongestReason = 500;

    /// <summary>Lets what was written leave the machine before the connection is torn down.</summary>
    private static readonly TimeSpan LingerBeforeCut = TimeSpan.FromMilliseconds(20);

    public static async Task WriteAsync(Exchange exchange, Reply reply, CancellationToken cancellationToken)
    {
        var response = exchange.Http.Response;
        WriteHead(exchange, reply);
        if (reply.SendsHeadAtOnce)
        {
            await response.StartAsync(cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            exchange.Entry.FirstByteAt = exchange.Clock.Now;
        }

        var bytesLeft = CutAfter(exchange);
        foreach (var piece in reply.Pieces)
        {
            await exchange.Clock.WaitAsync(piece.Wait, cancellationToken);
            exchange.Entry.FirstByteAt ??= exchange.Clock.Now;
            if (bytesLeft is { } left && (piece.IsLast || piece.Bytes.Length > left))
            {
                await CutAsync(exchange, piece.Bytes, left, cancellationToken);
                return;
            }

            bytesLeft -= piece.Bytes.Length;
            if (piece.IsLast)
            {
                // Before the last byte, so that nobody who has read it can still find the request counted.
                End(exchange, ExchangeEnding.ReadToEnd);
            }

            // A status that has no body refuses even an empty write.
            if (!piece.Bytes.IsEmpty)
            {
                await response.Body.WriteAsync(piece.Bytes, cancellationToken);
                await response.Body.FlushAsync(cancellationToken);
            }
        }
    }

    private static long? CutAfter(Exchange exchange)
    {
        foreach (var fault in exchange.Plan.Faults)
        {
            if (fault is CutFault cut)
            {
                return cut.AfterBytes;
            }
        }

        return null;
    }

    private static async Task CutAsync(
        Exchange exchange, ReadOnlyMemory<byte> piece, long bytesLeft, CancellationToken cancellationToken)
    {
        // An answer that arrived whole would be no cut: one byte at least is held back.
        var length = (int)Math.Min(bytesLeft, Math.Max(0, piece.Length - 1));
        var response = exchange.Http.Response;
        await response.Body.WriteAsync(piece[..length], cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        await exchange.Clock.WaitAsync(LingerBeforeCut, cancellationToken);
        exchange.Entry.Fault = "cut";
        End(exchange, ExchangeEnding.CutByEmulator);
        exchange.Http.Abort();
    }

    private static void End(Exchange exchange, ExchangeEnding ending)
    {
        var now = exchange.Clock.Now;
        exchange.Entry.EndedAt = now;
        exchange.Entry.Ending = ending;
        exchange.Permit.Settle(now);
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

        foreach (var (name, value) in reply.Headers)
        {
            response.Headers.Append(name, value);
        }

        entry.Status = reply.Status;
        entry.RetryAfter = reply.RetryAfter;
        entry.Reason = ReasonOf(exchange, reply) ?? "healthy";
        if (entry.Reason is not "healthy")
        {
            response.Headers["X-Emulator-Reason"] = Ascii(entry.Reason);
            if (entry.Plan is not null)
            {
                response.Headers["X-Emulator-Plan"] = Ascii(entry.Plan);
            }
        }
    }

    private static string? ReasonOf(Exchange exchange, Reply reply)
    {
        var reason = reply.Reason ?? (reply.Status >= StatusCodes.Status400BadRequest ? "the request was refused" : null);
        foreach (var fault in exchange.Plan.Faults)
        {
            if (fault is not RefuseFault)
            {
                reason = reason is null ? fault.Reason : $"{reason}; {fault.Reason}";
            }
        }

        return reason;
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
