using System.Text;

namespace ProviderClients.Tests;

/// <summary>A body that comes in parts, each after a wait on the clock, and then ends, breaks or stays silent.</summary>
internal sealed class ScriptedBody(TimeProvider clock, BodyEnd end, params (TimeSpan After, string Text)[] parts) : Stream
{
    private int _next;
    private byte[] _rest = [];

    public bool IsClosed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public HttpResponseMessage Response() => new() { Content = new StreamContent(this) };

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.Length == 0 && _next < parts.Length)
        {
            await Task.Delay(parts[_next].After, clock, cancellationToken);
            _rest = Encoding.UTF8.GetBytes(parts[_next++].Text);
        }
        else if (_rest.Length == 0)
        {
            switch (end)
            {
                case BodyEnd.Breaks:
                    throw new HttpIOException(HttpRequestError.ResponseEnded);
                case BodyEnd.StaysSilent:
                    await Task.Delay(TimeSpan.FromDays(30), clock, cancellationToken);
                    break;
                default:
                    return 0;
            }
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = _rest[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}

internal enum BodyEnd
{
    Ends,
    Breaks,
    StaysSilent,
}
