namespace LoadRunner.Benching;

/// <summary>
/// How punctual frames were. Each stream is anchored at its first frame; the k-th is due k intervals later. Only the time in
/// which all streams are open counts, because that is the load that is spoken of.
/// </summary>
internal sealed class StreamTiming(StreamPlan plan)
{
    private readonly List<long> _errors = new(plan.Streams * 64);
    private readonly List<long> _drifts = new(plan.Streams);
    private readonly List<long> _firstFrames = new(plan.Streams);

    public long Frames => _errors.Count;

    public Spread Error => Spread.Of(_errors);

    public Spread Drift => Spread.Of(_drifts);

    public Spread FirstFrame => Spread.Of(_firstFrames);

    /// <summary>Counts the frames of one stream that are due within the time that is watched.</summary>
    public void Add(ReplyStamps stream, long watchedFromNs)
    {
        var frames = stream.Frames;
        var anchor = frames[0];
        var watchedUntilNs = watchedFromNs + (plan.Watched.Ticks * TimeSpan.NanosecondsPerTick);
        for (var k = 1; k <= plan.Tokens; k++)
        {
            var due = anchor + (k * plan.IntervalNs);
            if (due >= watchedFromNs && due < watchedUntilNs)
            {
                _errors.Add(Math.Abs(frames[k] - due));
            }
        }

        _drifts.Add(frames[plan.Tokens] - (anchor + (plan.Tokens * plan.IntervalNs)));
        _firstFrames.Add(anchor - stream.SentAtNs);
    }
}
