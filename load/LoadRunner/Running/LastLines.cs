namespace LoadRunner.Running;

/// <summary>Reads a process's error output to its end and keeps the last few lines, for the message that explains a failure.</summary>
internal sealed class LastLines
{
    private const int Capacity = 12;

    private readonly Queue<string> _lines = new();
    private readonly Task _reading;

    public LastLines(TextReader reader) => _reading = ReadAsync(reader);

    /// <summary>The kept lines, once the output has ended.</summary>
    public async Task<string> WhenEndedAsync()
    {
        await _reading;
        return string.Join(Environment.NewLine, _lines);
    }

    private async Task ReadAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (_lines.Count == Capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }
}
