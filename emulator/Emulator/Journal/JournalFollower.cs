using System.Threading.Channels;

namespace Emulator.Journal;

/// <summary>Somebody who reads the lines of a journal as they are written; whoever is too slow loses lines and is told how many.</summary>
internal sealed class JournalFollower
{
    /// <summary>How many lines wait for a reader.</summary>
    public const int QueueLength = 10_000;

    private readonly Channel<NumberedLine> _lines = Channel.CreateBounded<NumberedLine>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private long _lost;

    /// <summary>How many lines were lost since this was last asked for.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    public void Offer(NumberedLine line)
    {
        if (!_lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    public bool TryRead(out NumberedLine line) => _lines.Reader.TryRead(out line);

    /// <summary>Waits until there is a line.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _lines.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Says that no line will follow.</summary>
    public void End() => _lines.Writer.TryComplete();
}
