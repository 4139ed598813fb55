using ProviderClients.Limiting;

namespace ProviderClients.Calls;

/// <summary>An answer that is still being read after its call has returned; whoever holds it must end it.</summary>
internal sealed class OpenExchange(HttpResponseMessage response, Permit? permit, Action<CallFailure?, long> onEnd)
{
    private int _isEnded;

    /// <summary>Closes the connection, frees the place among the requests under way and writes the audit line.</summary>
    public void End(CallFailure? failure, long settledMicroUsd)
    {
        if (Interlocked.Exchange(ref _isEnded, 1) != 0)
        {
            return;
        }

        response.Dispose();
        permit?.Dispose();
        onEnd(failure, settledMicroUsd);
    }
}
