using ProviderClients.Limiting;

namespace ProviderClients.Calls;

/// <summary>An answer that is still being read after its call has returned; whoever holds it must end it.</summary>
internal sealed class OpenExchange(HttpResponseMessage response, Permit? permit, Action<ExchangeEnd> onEnd)
{
    private int _isEnded;

    /// <summary>Closes the connection, frees the place among the requests under way and writes the audit line.</summary>
    public void End(ExchangeEnd end)
    {
        if (Interlocked.Exchange(ref _isEnded, 1) != 0)
        {
            return;
        }

        response.Dispose();
        permit?.Dispose();
        onEnd(end);
    }
}

/// <summary>How such an answer ended.</summary>
/// <param name="Outcome">As the audit log writes it.</param>
/// <param name="Failure">What broke it off; <see langword="null"/> when it was read to its end, or left.</param>
/// <param name="Why">The reason, for a person.</param>
/// <param name="SettledMicroUsd">What it cost; <see langword="null"/> when that is not known.</param>
internal sealed record ExchangeEnd(string Outcome, CallFailure? Failure, string Why, long? SettledMicroUsd);
