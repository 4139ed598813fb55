namespace LoadRunner.Benching;

/// <summary>When one request was sent and what came back when, in nanoseconds of the run's clock.</summary>
/// <param name="capacity">How many frames' instants are kept.</param>
internal sealed class ReplyStamps(int capacity)
{
    private readonly long[] _frames = new long[capacity];
    private int _count;

    public long SentAtNs { get; set; }

    public long EndedAtNs { get; set; }

    public long BodyBytes { get; set; }

    /// <summary>Why there is no whole answer with status 200; <see langword="null"/> when there is one.</summary>
    public string? Failure { get; set; }

    /// <summary>When each frame arrived, in their order.</summary>
    public ReadOnlySpan<long> Frames => _frames.AsSpan(0, _count);

    /// <summary>Frames that arrive together have the same instant.</summary>
    public void Arrived(int frames, long atNs)
    {
        for (; frames > 0 && _count < _frames.Length; frames--)
        {
            _frames[_count++] = atNs;
        }
    }
}
