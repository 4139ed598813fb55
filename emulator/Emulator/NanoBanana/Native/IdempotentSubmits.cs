using System.Security.Cryptography;
using Emulator.Exchanges;
using Emulator.Jobs;

namespace Emulator.NanoBanana.Native;

/// <summary>
/// Makes one job of all submits that carry the same Idempotency-Key and body; for a day, and for a bounded number of keys.
/// </summary>
internal sealed class IdempotentSubmits(DialectMemory memory)
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Submitted> _byKey = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset At, long Bytes)> _byAge = new();
    private long _bytes;

    /// <summary>The job that the submit stands for, new or known; <see langword="null"/> when its key was used for another body, or none was started.</summary>
    public Job<NanoBananaWork>? JobOf(Exchange exchange, Func<Job<NanoBananaWork>?> start)
    {
        string? header = exchange.Http.Request.Headers["Idempotency-Key"];
        if (string.IsNullOrEmpty(header))
        {
            return start();
        }

        var key = $"{exchange.Account} {header}";
        var body = Convert.ToHexString(SHA256.HashData(exchange.Body.Span));
        var now = exchange.Clock.Now;
        lock (_lock)
        {
            Forget(now, exchange.KeptBytes);
            if (_byKey.TryGetValue(key, out var known))
            {
                return known.Body == body ? known.Job : null;
            }

            var job = start();
            if (job is not null)
            {
                _byKey.Add(key, new Submitted(body, job));
                _byAge.Enqueue((key, now, exchange.KeptBytes));
                _bytes += exchange.KeptBytes;
            }

            return job;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _byKey.Clear();
            _byAge.Clear();
            _bytes = 0;
        }
    }

    private void Forget(DateTimeOffset now, long coming)
    {
        while (_byAge.TryPeek(out var oldest)
            && (_byAge.Count >= Capacity || _bytes + coming > memory.JobBytes || now - oldest.At >= Lifetime))
        {
            _byAge.Dequeue();
            _byKey.Remove(oldest.Key);
            _bytes -= oldest.Bytes;
        }
    }

    private sealed record Submitted(string Body, Job<NanoBananaWork> Job);
}
