using System.Globalization;

namespace Emulator.Exchanges;

/// <summary>An answer as a value: everything that will be sent, before any of it is.</summary>
internal sealed class Reply
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    private Reply(int status, string? contentType, IEnumerable<ReplyPiece> pieces)
    {
        Status = status;
        ContentType = contentType;
        Pieces = pieces;
    }

    public int Status { get; }

    /// <summary>The content type, or <see langword="null"/> for an answer without one.</summary>
    public string? ContentType { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The length, where it is known and the provider sends it.</summary>
    public long? ContentLength { get; private set; }

    /// <summary>The body in the pieces in which it is flushed.</summary>
    public IEnumerable<ReplyPiece> Pieces { get; }

    /// <summary>Whether status and headers leave before the first piece is due.</summary>
    public bool SendsHeadAtOnce { get; private init; }

    /// <summary>The HTTP/1.1 reason phrase, where the provider's differs from the usual one.</summary>
    public string? ReasonPhrase { get; private set; }

    /// <summary>The wait that the answer asks for, in whatever form.</summary>
    public TimeSpan? RetryAfter { get; private set; }

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
        new(status, contentType, pieces) { SendsHeadAtOnce = true };

    public Reply With(string header, string value)
    {
        _headers.Add(new(header, value));
        return this;
    }

    /// <summary>Sends no Content-Length, as providers that answer in chunks do.</summary>
    public Reply Chunked()
    {
        ContentLength = null;
        return this;
    }

    /// <summary>Sends Retry-After in whole seconds, rounded up so that nobody comes back too early.</summary>
    public Reply AskToWait(TimeSpan wait)
    {
        var seconds = Math.Max(0, (long)Math.Ceiling(wait.TotalSeconds));
        RetryAfter = TimeSpan.FromSeconds(seconds);
        return With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Says why the answer is not healthy; header and journal repeat it.</summary>
    public Reply Because(string reason)
    {
        Reason = reason;
        return this;
    }

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
