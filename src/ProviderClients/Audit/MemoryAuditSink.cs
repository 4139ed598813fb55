namespace ProviderClients.Audit;

/// <summary>Keeps the newest audit lines in memory.</summary>
/// <param name="capacity">How many lines are kept; older ones are dropped.</param>
public sealed class MemoryAuditSink(int capacity = 1_000_000) : IAuditSink
{
    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <inheritdoc/>
    public void Write(string line)
    {
        lock (_lock)
        {
            if (_lines.Count == capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }
}
