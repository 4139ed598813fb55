using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ProviderClients.Audit;
using ProviderClients.Calls;
using ProviderClients.Images;
using ProviderClients.Images.Fitting;
using ProviderClients.Limiting;

namespace ProviderClients;

/// <summary>
/// What all clients share: connections, clock, limiters, audit log. Registered by <c>AddProviderClients</c>; take it from the
/// container to build a client with options of your own.
/// </summary>
public sealed class ProviderClientServices : IDisposable
{
    private readonly LimiterPool _limiters;

    /// <summary>Gathers the shared parts.</summary>
    /// <param name="httpClients">Makes the HTTP clients that <see cref="ProviderHttp"/> names.</param>
    /// <param name="timeProvider">The clock of every wait, deadline and stamp.</param>
    /// <param name="auditSinks">Where audit lines go; none switches the log off.</param>
    /// <param name="chance">Seeds and call identities.</param>
    public ProviderClientServices(
        IHttpClientFactory httpClients, TimeProvider timeProvider, IEnumerable<IAuditSink> auditSinks, ProviderChance chance)
    {
        ArgumentNullException.ThrowIfNull(httpClients);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(auditSinks);
        ArgumentNullException.ThrowIfNull(chance);
        _limiters = new LimiterPool(timeProvider);
        Parts = new CallParts
        {
            HttpClients = httpClients,
            TimeProvider = timeProvider,
            Clock = new AuditClock(timeProvider),
            Audit = new AuditLog(auditSinks),
            Limiters = _limiters,
            Log = new CallLog(NullLogger.Instance),
            Seed = chance.Seed,
            NewCallId = chance.NewCallId,
        };
    }

    /// <summary>Where the clients log retries, calls given up and breakers; nowhere by default.</summary>
    public ILoggerFactory LoggerFactory
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            Parts = Parts with { Log = new CallLog(value.CreateLogger("ProviderClients")) };
        }
    }

    = NullLoggerFactory.Instance;

    /// <summary>Crops, scales and converts the pictures of providers that make no free sizes.</summary>
    public IImageFitter ImageFitter
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    = new ImageFitter();

    internal CallParts Parts { get; private init; }

    /// <inheritdoc/>
    public void Dispose() => _limiters.Dispose();
}
