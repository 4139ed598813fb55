using Microsoft.Extensions.Logging;

namespace ProviderClients.Calls;

/// <summary>What a call says to the application's log; never a key, a prompt or a provider's words.</summary>
internal sealed class CallLog(ILogger logger)
{
    public void AttemptFailed<T>(string dialect, CallOrder<T> order, int attempt, CallFailure failure, RetryDecision decision)
    {
        if (decision.Retry)
        {
            Log.AttemptRepeated(logger, dialect, order.Operation.Name, order.CallId, attempt, failure.Kind, decision.Wait);
        }
        else
        {
            Log.CallGivenUp(logger, dialect, order.Operation.Name, order.CallId, attempt, failure.Kind, failure.Status, decision.Why);
        }
    }

    public void CircuitOpened(string dialect, TimeSpan wait) => Log.CircuitOpened(logger, dialect, wait);

    public void CircuitClosed(string dialect) => Log.CircuitClosed(logger, dialect);
}
