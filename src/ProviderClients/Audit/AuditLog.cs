using System.Text.Json;

namespace ProviderClients.Audit;

/// <summary>Numbers, chains and hands on the audit lines of all clients of one container.</summary>
internal sealed class AuditLog
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<IAuditSink> _sinks;
    private long _lastSeq;
    private string _lastHash;

    public AuditLog(IEnumerable<IAuditSink> sinks)
    {
        _sinks = [.. sinks];
        _lastHash = _sinks.OfType<FileAuditSink>().FirstOrDefault()?.LastHash ?? AuditChain.Start;
    }

    public void Write(AuditEntry entry)
    {
        if (_sinks.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            var numbered = entry with { Seq = ++_lastSeq, PrevHash = _lastHash };
            var line = AuditChain.Seal(
                _lastHash, JsonSerializer.Serialize(numbered, AuditJsonContext.Default.AuditEntry), out _lastHash);
            foreach (var sink in _sinks)
            {
                sink.Write(line);
            }
        }
    }
}
