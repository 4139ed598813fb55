using System.Globalization;

namespace Emulator.Exchanges;

/// <summary>An answer as a value: everything that will be sent, before any of it is.</summary>
internal sealed class Reply
{
    private readonly List<KeyValuePair<string, string>> _headers = new(8);

    private Reply(int status, string? contentType, IEnumerable<ReplyPiece> pieces)
    {
        Status = status;
        ContentType = contentType;
        Pieces = pieces;
    }

    public int Status { get; }

    /// <summary>The content type, or <see langword="null"/> for an answer without one.</summary>
    public string? ContentType { get; private set; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The length, where it is known and the provider sends it.</summary>
    public long? ContentLength { get; private set; }

    /// <summary>The body in the pieces in which it is flushed.</summary>
    public IEnumerable<ReplyPiece> Pieces { get; private set; }

    /// <summary>Whether it is a stream: status and headers leave before the first piece is due, and each piece is an event.</summary>
    public bool IsStream { get; private set; }

    /// <summary>How many events at the end of a stream say that it ends: a final one and, with most providers, a mark.</summary>
    public int EventsOfTheEnd { get; private set; } = 2;

    /// <summary>Whether the body is compressed on its way out, after everything that alters it.</summary>
    public bool IsCompressed { get; private set; }

    /// <summary>Whether the connection is closed after the body, because more was promised than there is.</summary>
    public bool ClosesAtEnd { get; private set; }

    /// <summary>The HTTP/1.1 reason phrase, where the provider's differs from the usual one.</summary>
    public string? ReasonPhrase { get; private set; }

    /// <summary>The wait that the answer asks for, in whatever form.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Whether it is work that a worker does; an answer that needs none is sent at once.</summary>
    public bool NeedsWorker { get; private set; }

    /// <summary>What is sent while it waits for a worker, its status and headers having left; empty for nothing.</summary>
    public ReadOnlyMemory<byte> SignOfLife { get; private set; }

    /// <summary>Makes the answer once a worker is free, for answers that tell when their work was begun.</summary>
    public Func<Reply>? WhenWorkerIsFree { get; private init; }

    /// <summary>Why the answer is not a plainly healthy one; <see langword="null"/> when it is.</summary>
    public string? Reason { get; private set; }

    /// <summary>An answer whose body is known as a whole, with Content-Length.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The content type, or <see langword="null"/>.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="wait">How long the provider's own work takes before the answer.</param>
    public static Reply Whole(int status, string? contentType, ReadOnlyMemory<byte> body, TimeSpan wait = default) =>
        new(status, contentType, [new ReplyPiece(body, wait, IsLast: true)]) { ContentLength = body.Length };

    /// <summary>An answer that is flushed piece by piece; the last piece says that it is the last.</summary>
    public static Reply Streamed(int status, string contentType, IEnumerable<ReplyPiece> pieces) =>
        new(status, contentType, pieces) { IsStream = true };

    /// <summary>An answer that is made when a worker is free; until then nothing is sent.</summary>
    public static Reply Later(Func<Reply> make) =>
        new(StatusCodes.Status200OK, null, []) { NeedsWorker = true, WhenWorkerIsFree = make };

    /// <summary>The answer of work that a worker does, of which status and headers leave at once.</summary>
    /// <param name="signOfLife">What is sent again and again while it waits.</param>
    public Reply AtWork(ReadOnlyMemory<byte> signOfLife)
    {
        NeedsWorker = true;
        SignOfLife = signOfLife;
        return this;
    }

    public Reply With(string header, string value)
    {
        _headers.Add(new(header, value));
        return this;
    }

    /// <summary>Takes a header away, however often it is there.</summary>
    public Reply Without(string header)
    {
        _headers.RemoveAll(one => one.Key.Equals(header, StringComparison.OrdinalIgnoreCase));
        return this;
    }

    public Reply WithContentType(string? contentType)
    {
        ContentType = contentType;
        return this;
    }

    /// <summary>Another body in other pieces; a length that was promised is no longer.</summary>
    public Reply WithPieces(IEnumerable<ReplyPiece> pieces)
    {
        Pieces = pieces;
        ContentLength = null;
        return this;
    }

    /// <summary>Another body as a whole, due when the old one would have been complete.</summary>
    public Reply WithBody(ReadOnlyMemory<byte> body)
    {
        var wait = Pieces.Aggregate(TimeSpan.Zero, (sum, piece) => sum + piece.Wait);
        var hadLength = ContentLength is not null;
        IsStream = false;
        WithPieces([new ReplyPiece(body, wait, IsLast: true)]);
        ContentLength = hadLength ? body.Length : null;
        return this;
    }

    /// <summary>The whole body in one array; a stream's events one after the other.</summary>
    public byte[] WholeBody()
    {
        var pieces = Pieces.ToArray();
        Pieces = pieces;
        var body = new byte[pieces.Sum(piece => piece.Bytes.Length)];
        var length = 0;
        foreach (var piece in pieces)
        {
            piece.Bytes.CopyTo(body.AsMemory(length));
            length += piece.Bytes.Length;
        }

        return body;
    }

    /// <summary>Promises a length that the body does not have; the connection is closed where the promise is broken.</summary>
    public Reply ClaimLength(long length)
    {
        ClosesAtEnd = length > WholeBody().Length;
        ContentLength = length;
        return this;
    }

    /// <summary>Sends no Content-Length, as providers that answer in chunks do.</summary>
    public Reply Chunked()
    {
        ContentLength = null;
        return this;
    }

    /// <summary>Says how many events at the end of the stream say that it ends.</summary>
    public Reply EndingIn(int events)
    {
        EventsOfTheEnd = events;
        return this;
    }

    /// <summary>Sends the body in gzip; for clients that accept it.</summary>
    public Reply Compressed()
    {
        IsCompressed = true;
        return this;
    }

    /// <summary>Sends Retry-After in whole seconds, rounded up so that nobody comes back too early.</summary>
    public Reply AskToWait(TimeSpan wait)
    {
        var seconds = Math.Max(0, (long)Math.Ceiling(wait.TotalSeconds));
        RetryAfter = TimeSpan.FromSeconds(seconds);
        return With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Notes a wait that the answer asks for in a header that is there already.</summary>
    public Reply AsksFor(TimeSpan wait)
    {
        RetryAfter = wait;
        return this;
    }

    /// <summary>Says why the answer is not healthy; header and journal repeat it.</summary>
    public Reply Because(string reason)
    {
        Reason = reason;
        return this;
    }

    /// <summary>Adds to what is not healthy about the answer.</summary>
    public Reply AlsoBecause(string reason) => Because(Reason is null ? reason : $"{Reason}; {reason}");

    public Reply WithReasonPhrase(string phrase)
    {
        ReasonPhrase = phrase;
        return this;
    }
}

/// <summary>A part of an answer's body that is sent and flushed at once.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="Wait">How long after the previous piece.</param>
/// <param name="IsLast">Whether nothing follows: what the request held is then free before the client can know it.</param>
internal readonly record struct ReplyPiece(ReadOnlyMemory<byte> Bytes, TimeSpan Wait, bool IsLast);
