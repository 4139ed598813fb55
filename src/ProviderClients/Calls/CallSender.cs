using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ProviderClients.Calls;

/// <summary>
/// The order of things around every call: deadline, retry, breaker, and inside them, for every attempt, permit and wire.
/// Every attempt pays for its own permit.
/// </summary>
internal sealed class CallSender
{
    private readonly CallSettings _settings;
    private readonly CallParts _parts;
    private readonly AttemptSender _attempts;
    private readonly ResiliencePipeline<AttemptResult> _pipeline;

    public CallSender(CallSettings settings, CallParts parts)
    {
        _settings = settings;
        _parts = parts;
        _attempts = new AttemptSender(settings, parts);
        _pipeline = CallPipeline.Build(settings.RetryLimit, parts.TimeProvider);
    }

    /// <summary>Makes a call to its end.</summary>
    /// <exception cref="ProviderException">It failed for good.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> SendAsync<T>(CallOrder<T> order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new CallProgress(_parts.TimeProvider, order.Timeout);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallPipeline.Deadline, order.Timeout);
        try
        {
            var result = await _pipeline.ExecuteAsync(
                static async (context, state) =>
                    await state.Sender._attempts.SendAsync(state.Order, state.Call, state.Caller, context.CancellationToken).ConfigureAwait(false),
                context,
                (Sender: this, Order: order, Call: call, Caller: cancellationToken)).ConfigureAwait(false);
            return result.Failure is { } failure ? throw Failed(order.CallId, call, failure) : (T)result.Value!;
        }
        catch (BrokenCircuitException e)
        {
            throw Failed(order.CallId, call, new CallFailure(
                ProviderErrorKind.CircuitOpen, "the provider failed too often just now; nothing was sent")
            {
                CommitState = CommitState.NotSent,
                RetryAfter = e.RetryAfter,
            });
        }
        catch (TimeoutRejectedException)
        {
            throw Failed(order.CallId, call, call.LastFailure ?? AttemptFailures.Deadline(order.Timeout, CommitState.NotSent));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ProviderException Failed(string callId, CallProgress call, CallFailure failure) =>
        new(_settings.Dialect, failure, callId, call.AttemptsSent);
}
