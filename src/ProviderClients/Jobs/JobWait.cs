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
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastLooks = TimeSpan.FromSeconds(1);

    public async Task<T> ForAsync<T>(
        JobTicket ticket, Func<string, TimeSpan, CancellationToken, Task<JobLook<T>>> lookAsync, CancellationToken cancellationToken)
        where T : class
    {
        var hint = ticket.FirstHint;
        var acceptedAt = parts.TimeProvider.GetTimestamp();
        for (var polls = 0; ; polls++)
        {
            var wait = schedule.WaitBefore(polls, hint, parts.Seed, ticket.CallId);
            if (hint is null && wait >= ticket.Progress.TimeLeft && ticket.Progress.TimeLeft > LastLooks)
            {
                // The job is paid for: rather look early than not at all.
                wait = ticket.Progress.TimeLeft / 2;
            }

            if (wait >= ticket.Progress.TimeLeft)
            {
                throw TooLate(ticket);
            }

            await PauseAsync(ticket, wait, cancellationToken).ConfigureAwait(false);
            var look = await LookAsync(ticket, (polls, acceptedAt), lookAsync, cancellationToken).ConfigureAwait(false);
            if (look.Failure is { } failure && !IsLag(failure.Kind, acceptedAt))
            {
                throw new ProviderException(dialect, failure with { Job = ticket.JobId }, ticket.CallId, 1);
            }

            if (look.Value is { } value)
            {
                return value;
            }

            hint = look.Hint;
        }
    }

    private Task PauseAsync(JobTicket ticket, TimeSpan wait, CancellationToken cancellationToken) =>
        ticket.PauseAsync is { } pause ? pause(wait, cancellationToken) : Task.Delay(wait, parts.TimeProvider, cancellationToken);

    private async Task<JobLook<T>> LookAsync<T>(
        JobTicket ticket, (int Polls, long AcceptedAt) so, Func<string, TimeSpan, CancellationToken, Task<JobLook<T>>> lookAsync, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var pollId = string.Create(CultureInfo.InvariantCulture, $"{ticket.CallId}.poll-{so.Polls + 1}");
            return await lookAsync(pollId, ticket.Progress.TimeLeft, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException e) when ((MayPass(e.Kind) || IsLag(e.Kind, so.AcceptedAt)) && e.RetryAfter.GetValueOrDefault() < ticket.Progress.TimeLeft)
        {
            return new JobLook<T>(null, e.RetryAfter, null);
        }
    }

    /// <summary>A provider's stores may not know a job yet that was accepted a moment ago.</summary>
    private bool IsLag(ProviderErrorKind kind, long acceptedAt) =>
        kind is ProviderErrorKind.NotFound && parts.TimeProvider.GetElapsedTime(acceptedAt) < LongestLag;

    private static bool MayPass(ProviderErrorKind kind) => kind is
        ProviderErrorKind.RateLimited or ProviderErrorKind.Overloaded or ProviderErrorKind.ServerError
        or ProviderErrorKind.ConnectionLost or ProviderErrorKind.Timeout or ProviderErrorKind.MalformedResponse
        or ProviderErrorKind.CircuitOpen;

    private ProviderException TooLate(JobTicket ticket) => new(
        dialect,
        new CallFailure(ProviderErrorKind.Timeout, $"job {ticket.JobId} was not ready before the deadline; it may still finish")
        {
            CommitState = CommitState.Answered,
            Job = ticket.JobId,
        },
        ticket.CallId,
        1);
}

/// <summary>A job that was accepted.</summary>
internal sealed record JobTicket(string CallId, string JobId, CallProgress Progress, TimeSpan? FirstHint)
{
    /// <summary>Waits that long, or until there is news of the job from elsewhere; the clock alone where <see langword="null"/>.</summary>
    public Func<TimeSpan, CancellationToken, Task>? PauseAsync { get; init; }
}
