using System.Globalization;
using ProviderClients.Calls;

namespace ProviderClients.Jobs;

/// <summary>What one look at a job showed.</summary>
/// <param name="Value">The result; <see langword="null"/> while there is none.</param>
/// <param name="Hint">When to look again, if the provider said so.</param>
/// <param name="Failure">Why there will never be a result.</param>
internal sealed record JobLook<T>(T? Value, TimeSpan? Hint, CallFailure? Failure)
    where T : class;

/// <summary>Waits for a job. A poll that fails loses nothing: the job goes on, and so does the waiting, until the deadline.</summary>
internal sealed class JobWait(string dialect, PollSchedule schedule, CallParts parts)
{
    public async Task<T> ForAsync<T>(
        JobTicket ticket, Func<string, TimeSpan, CancellationToken, Task<JobLook<T>>> lookAsync, CancellationToken cancellationToken)
        where T : class
    {
        var hint = ticket.FirstHint;
        for (var polls = 0; ; polls++)
        {
            var wait = schedule.WaitBefore(polls, hint, parts.Seed, ticket.CallId);
            if (wait >= ticket.Progress.TimeLeft)
            {
                throw TooLate(ticket);
            }

            await Task.Delay(wait, parts.TimeProvider, cancellationToken).ConfigureAwait(false);
            var look = await LookAsync(ticket, polls, lookAsync, cancellationToken).ConfigureAwait(false);
            if (look.Failure is { } failure)
            {
                throw new ProviderException(dialect, failure, ticket.CallId, polls + 1);
            }

            if (look.Value is { } value)
            {
                return value;
            }

            hint = look.Hint;
        }
    }

    private static async Task<JobLook<T>> LookAsync<T>(
        JobTicket ticket, int polls, Func<string, TimeSpan, CancellationToken, Task<JobLook<T>>> lookAsync, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var pollId = string.Create(CultureInfo.InvariantCulture, $"{ticket.CallId}.poll-{polls + 1}");
            return await lookAsync(pollId, ticket.Progress.TimeLeft, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException e) when (MayPass(e.Kind) && e.RetryAfter.GetValueOrDefault() < ticket.Progress.TimeLeft)
        {
            return new JobLook<T>(null, e.RetryAfter, null);
        }
    }

    private static bool MayPass(ProviderErrorKind kind) => kind is
        ProviderErrorKind.RateLimited or ProviderErrorKind.Overloaded or ProviderErrorKind.ServerError
        or ProviderErrorKind.ConnectionLost or ProviderErrorKind.Timeout or ProviderErrorKind.MalformedResponse
        or ProviderErrorKind.CircuitOpen;

    private ProviderException TooLate(JobTicket ticket) => new(
        dialect,
        new CallFailure(ProviderErrorKind.Timeout, $"job {ticket.JobId} was not ready before the deadline; it may still finish")
        {
            CommitState = CommitState.Answered,
        },
        ticket.CallId,
        1);
}

/// <summary>A job that was accepted.</summary>
internal sealed record JobTicket(string CallId, string JobId, CallProgress Progress, TimeSpan? FirstHint);
