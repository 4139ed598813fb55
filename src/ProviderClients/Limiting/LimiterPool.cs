using System.Collections.Concurrent;
using ProviderClients.Calls;

namespace ProviderClients.Limiting;

/// <summary>One limiter for each dialect and key: clients that share a key share what the provider allows it.</summary>
internal sealed class LimiterPool(TimeProvider timeProvider) : IDisposable
{
    private readonly ConcurrentDictionary<(string Dialect, string Key), RequestLimiter> _limiters = new();

    /// <summary>The limiter that all clients of the key share.</summary>
    /// <exception cref="InvalidOperationException">Another client of the same key keeps other limits.</exception>
    public RequestLimiter For(CallSettings settings)
    {
        var limiter = _limiters.GetOrAdd(
            (settings.Dialect, settings.Key),
            static (_, arguments) => new RequestLimiter(arguments.Limits, arguments.Clock),
            (settings.Limits, Clock: timeProvider));
        return limiter.Keeps(settings.Limits)
            ? limiter
            : throw new InvalidOperationException(
                $"Two clients of {settings.Dialect} with key {settings.Key} have different limits; they share one limiter, give them the same.");
    }

    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
        {
            limiter.Dispose();
        }
    }
}
