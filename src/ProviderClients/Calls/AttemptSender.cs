using System.Globalization;
using ProviderClients.Audit;
using ProviderClients.Limiting;

namespace ProviderClients.Calls;

/// <summary>Makes one attempt: permit, wire, answer, decision, audit line.</summary>
internal sealed class AttemptSender(CallSettings settings, CallParts parts)
{
    /// <summary>A longer error body says nothing more.</summary>
    private const int MostRefusalBytes = 64 * 1024;

    private readonly RequestLimiter _limiter = parts.Limiters.For(settings);

    public async ValueTask<AttemptResult> SendAsync<T>(
        CallOrder<T> order, CallProgress call, CancellationToken caller, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(call.Attempts++, parts.Clock.NowNs);
        Permit? permit = null;
        try
        {
            if (order.Operation.TakesPermit)
            {
                var decision = await _limiter.AcquireAsync(call.TimeLeft, cancellationToken).ConfigureAwait(false);
                if (decision.Permit is null)
                {
                    return Conclude(order, call, attempt, new Answer<T>(default, AttemptFailures.NoPermit(settings.Dialect, decision)));
                }

                permit = decision.Permit;
            }

            attempt.GrantedNs = parts.Clock.NowNs;
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await ExchangeAsync(order, attempt, permit, call, cancellationToken).ConfigureAwait(false);
            return Conclude(order, call, attempt, answer);
        }
        catch (OperationCanceledException e) when (caller.IsCancellationRequested)
        {
            attempt.AddCommitOf(e, order.Operation);
            parts.Audit.Write(EntryOf(order, attempt) with { Outcome = "cancelled", Next = "giveUp", Why = "the caller cancelled" });
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            attempt.AddCommitOf(e, order.Operation);
            return Conclude(order, call, attempt, new Answer<T>(default, AttemptFailures.Of(e, attempt, order)));
        }
        finally
        {
            attempt.EndPermit(permit);
            call.AttemptsSent += attempt.CommittedNs is null ? 0 : 1;
        }
    }

    private async Task<Answer<T>> ExchangeAsync<T>(
        CallOrder<T> order, Attempt attempt, Permit? permit, CallProgress call, CancellationToken cancellationToken)
    {
        using var attemptEnd = new CancellationTokenSource(
            settings.AttemptTimeout < call.TimeLeft ? settings.AttemptTimeout : Timeout.InfiniteTimeSpan, parts.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, attemptEnd.Token);
        using var message = order.Message();
        message.Headers.TryAddWithoutValidation("X-Request-Id", order.CallId);
        message.Headers.TryAddWithoutValidation("X-Retry-Count", attempt.Number.ToString(CultureInfo.InvariantCulture));
        message.Version = System.Net.HttpVersion.Version11;
        message.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        if (message.Content is { } content)
        {
            message.Content = new CommitMarkingContent(content, () => attempt.CommittedNs ??= parts.Clock.NowNs);
        }

        using var http = parts.HttpClients.CreateClient(settings.HttpClientName);
        attempt.WireEntered = parts.Clock.NowNs;
        var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        var isTakenOver = false;
        try
        {
            attempt.HeadersNs = parts.Clock.NowNs;
            attempt.CommittedNs ??= attempt.WireEntered;
            attempt.Status = (int)response.StatusCode;
            permit?.Settle();
            if (!response.IsSuccessStatusCode)
            {
                return new Answer<T>(default, await ReadRefusalAsync(order, response, permit, (either.Token, cancellationToken)).ConfigureAwait(false));
            }

            var answer = await order.ReadAsync(response, either.Token).ConfigureAwait(false);
            if (answer.Failure is null)
            {
                permit?.Accepted();
            }

            if (answer is { Failure: null, TakeOver: { } takeOver })
            {
                isTakenOver = attempt.IsTakenOver = true;
                takeOver(new OpenExchange(
                    response, permit, end => WriteEnd(EntryOf(order, attempt), end)));
            }
            else if (answer is { Failure: null, KeepPermit: { } keep } && permit is not null)
            {
                attempt.IsPermitKept = true;
                keep(permit);
            }

            return answer;
        }
        finally
        {
            if (!isTakenOver)
            {
                response.Dispose();
            }
        }
    }

    private async Task<CallFailure> ReadRefusalAsync<T>(
        CallOrder<T> order, HttpResponseMessage response, Permit? permit, (CancellationToken Attempt, CancellationToken Call) tokens)
    {
        var retryAfter = RetryAfterHeader.Read(response, parts.TimeProvider);
        if ((int)response.StatusCode == 429 && retryAfter is { } wait && permit is not null)
        {
            _limiter.CloseFor(wait);
        }

        byte[] body;
        try
        {
            body = await BoundedBody.ReadAsync(response, MostRefusalBytes, tokens.Attempt).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !tokens.Call.IsCancellationRequested)
        {
            // The words are lost, the refusal is not: the status was read.
            body = [];
        }

        var failure = order.ReadRefusal(new RefusedAnswer((int)response.StatusCode, body, retryAfter));
        if (failure is { Kind: ProviderErrorKind.RateLimited, RetryAfter: { } told } && permit is not null && !(told <= retryAfter))
        {
            // The wait stood in the body: it holds for every call of the key as much as one in a header.
            _limiter.CloseFor(told);
        }

        if (failure.Crowding is { } crowding)
        {
            permit?.Crowded(crowding.PermittedAtOnce);
        }

        return failure with { Status = (int)response.StatusCode, RetryAfter = failure.RetryAfter > retryAfter ? failure.RetryAfter : retryAfter ?? failure.RetryAfter };
    }

    private AttemptResult Conclude<T>(CallOrder<T> order, CallProgress call, Attempt attempt, Answer<T> answer)
    {
        var entry = EntryOf(order, attempt) with { Job = answer.Job ?? order.Job, SettledMicroUsd = answer.SettledMicroUsd };
        if (answer.Failure is not { } failure)
        {
            if (!attempt.IsTakenOver)
            {
                parts.Audit.Write(entry with { Why = RetryDecision.Done.Why });
            }

            return AttemptResult.Success(answer.Value);
        }

        failure = failure with { Message = Confidential.WithoutEcho(failure.Message, failure.Status, order.Confidential) };
        call.LastFailure = failure;
        var decision = RetryRules.Decide(failure, new RetryRules.Situation(
            order.Operation, attempt.Number, settings.RetryLimit, call.TimeLeft, CallChance.Draw(parts.Seed, order.CallId, attempt.Number)));
        parts.Audit.Write(entry with
        {
            Outcome = AttemptFailures.OutcomeOf(failure),
            ErrorKind = failure.Kind.ToString(),
            SettledMicroUsd = AttemptFailures.MayBeBilled(failure, order.Operation) ? null : 0,
            RetryAfterNs = failure.RetryAfter is { } hint ? AuditClock.Ns(hint) : null,
            Next = decision.Retry ? "retry" : "giveUp",
            WaitNs = decision.Retry ? AuditClock.Ns(decision.Wait) : null,
            Why = decision.Why,
        });
        parts.Log.AttemptFailed(settings.Dialect, order, attempt.Number, failure, decision);
        return new AttemptResult(null, failure, decision);
    }

    /// <summary>The line of an exchange that ended after its call had returned; there is nothing left to decide then.</summary>
    private void WriteEnd(AuditEntry entry, ExchangeEnd end) => parts.Audit.Write(entry with
    {
        SettledMicroUsd = end.SettledMicroUsd,
        Outcome = end.Outcome,
        ErrorKind = end.Failure?.Kind.ToString(),
        Next = end.Failure is null ? "done" : "giveUp",
        Why = end.Why,
    });

    private AuditEntry EntryOf<T>(CallOrder<T> order, Attempt attempt) => new()
    {
        Call = order.CallId,
        Attempt = attempt.Number,
        Dialect = settings.Dialect,
        Operation = order.Operation.Name,
        Kind = order.Operation.KindName,
        Key = settings.Key,
        Model = order.Model,
        Job = order.Job,
        QueuedNs = attempt.QueuedNs,
        GrantedNs = attempt.GrantedNs,
        CommittedNs = attempt.CommittedNs,
        HeadersNs = attempt.HeadersNs,
        EndedNs = parts.Clock.NowNs,
        Status = attempt.Status,
        ReservedMicroUsd = order.ReservedMicroUsd,
    };
}
