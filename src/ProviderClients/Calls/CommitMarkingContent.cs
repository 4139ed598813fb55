using System.Net;

namespace ProviderClients.Calls;

/// <summary>
/// Notes the moment before a request's first body byte goes out. HTTP/1.1 asks for the body only after the pool has given a
/// connection, so a request whose mark is not set provably never left this host, whatever the exception says.
/// </summary>
internal sealed class CommitMarkingContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly Action _onCommit;

    public CommitMarkingContent(HttpContent inner, Action onCommit)
    {
        _inner = inner;
        _onCommit = onCommit;
        foreach (var (name, values) in inner.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _onCommit();
        return _inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
