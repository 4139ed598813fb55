using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ProviderClients.Calls;

/// <summary>
/// Builds the resilience pipeline of a client: the deadline of the whole call, retries as decided after each attempt, and
/// a breaker inside them.
/// </summary>
internal static class CallPipeline
{
    private static readonly TimeSpan Sampling = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    /// <summary>Where a call leaves its own deadline.</summary>
    public static readonly ResiliencePropertyKey<TimeSpan> Deadline = new("deadline");

    public static ResiliencePipeline<AttemptResult> Build(int retryLimit, TimeProvider timeProvider)
    {
        var builder = new ResiliencePipelineBuilder<AttemptResult> { TimeProvider = timeProvider };
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = static arguments =>
                ValueTask.FromResult(arguments.Context.Properties.GetValue(Deadline, Timeout.InfiniteTimeSpan)),
        });
        if (retryLimit > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<AttemptResult>
            {
                MaxRetryAttempts = retryLimit,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.Decision.Retry ?? false),
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(arguments.Outcome.Result?.Decision.Wait),
            });
        }

        return builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<AttemptResult>
        {
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = Sampling,
            BreakDuration = Break,
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.CountsAgainstProvider ?? false),
        }).Build();
    }
}
