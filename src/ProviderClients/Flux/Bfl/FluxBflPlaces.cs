using ProviderClients.Calls;
using ProviderClients.Configuration;
using ProviderClients.Limiting;

namespace ProviderClients.Flux.Bfl;

/// <summary>
/// The places among the jobs of <see cref="FluxBflModels.KontextMax"/>, of which there may be fewer; such a job holds one of these besides
/// its place among all.
/// </summary>
internal sealed class FluxBflPlaces
{
    private readonly RequestLimiter? _limiter;

    public FluxBflPlaces(FluxBflOptions options, CallParts parts)
    {
        var settings = SettingsOf.Options(FluxBflClient.Dialect, ProviderHttp.Flux, options, []);
        _limiter = options.KontextMaxConcurrency is { } most
            ? parts.Limiters.For(settings with
            {
                Dialect = $"{FluxBflClient.Dialect}/{FluxBflModels.KontextMax}",
                Limits = new LimiterSettings { Concurrency = most },
            })
            : null;
    }

    /// <summary>Waits for a place; <see langword="null"/> for a model that needs none.</summary>
    /// <exception cref="ProviderException">None comes in time.</exception>
    public async Task<Permit?> TakeAsync(string model, string callId, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        if (_limiter is null || model != FluxBflModels.KontextMax)
        {
            return null;
        }

        var decision = await _limiter.AcquireAsync(timeLeft, cancellationToken).ConfigureAwait(false);
        return decision.Permit
            ?? throw new ProviderException(FluxBflClient.Dialect, AttemptFailures.NoPermit(FluxBflClient.Dialect, decision), callId, 0);
    }

    /// <summary>Gives a place back after a submit that made no job, as far as is known.</summary>
    public static void GiveBack(Permit? place, CommitState commitState)
    {
        switch (commitState)
        {
            case CommitState.NotSent:
                place?.Refund();
                break;
            case CommitState.Answered:
                place?.Settle();
                place?.Dispose();
                break;
            default:
                place?.Dispose();
                break;
        }
    }

    /// <summary>Both places of a job as one.</summary>
    public static IDisposable Both(IDisposable among, Permit? ofModel)
    {
        ofModel?.Settle();
        return new Places(among, ofModel);
    }

    private sealed class Places(IDisposable among, Permit? ofModel) : IDisposable
    {
        public void Dispose()
        {
            among.Dispose();
            ofModel?.Dispose();
        }
    }
}
