using System.Collections.Concurrent;
using ProviderClients.Calls;

namespace ProviderClients.Limiting;

/// <summary>One limiter for each dialect and key: clients that share a key share what the provider allows it.</summary>
internal sealed class LimiterPool(TimeProvider timeProvider) : IDisposable
{
    private readonly ConcurrentDictionary<(string Dialect, string Key), RequestLimiter> _limiters = new();

    /// <summary>The limiter; the first client of a key decides its settings.</summary>
    public RequestLimiter For(CallSettings settings) => _limiters.GetOrAdd(
        (settings.Dialect, settings.Key),
        static (_, arguments) => new RequestLimiter(arguments.Limits, arguments.Clock),
        (settings.Limits, Clock: timeProvider));

    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
        {
            limiter.Dispose();
        }
    }
}
