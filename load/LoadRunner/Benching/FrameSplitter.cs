namespace LoadRunner.Benching;

/// <summary>Counts the server-sent events in a body as its bytes come, wherever the network cuts them; comments are none.</summary>
internal sealed class FrameSplitter
{
    private bool _isAtStart = true;
    private bool _isComment;
    private bool _endsInNewline;

    /// <summary>How many events have ended so far.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>How many events end in them.</returns>
    public int Feed(ReadOnlySpan<byte> body)
    {
        var before = Count;
        while (!body.IsEmpty)
        {
            if (_isAtStart)
            {
                _isComment = body[0] == (byte)':';
                _isAtStart = false;
            }

            if (_endsInNewline && body[0] == (byte)'\n')
            {
                body = body[1..];
                End();
                continue;
            }

            var newline = body.IndexOf((byte)'\n');
            _endsInNewline = newline >= 0;
            body = newline < 0 ? [] : body[(newline + 1)..];
        }

        return Count - before;
    }

    private void End()
    {
        Count += _isComment ? 0 : 1;
        _isAtStart = true;
        _endsInNewline = false;
    }
}
