using System.Text.Json;
using Emulator.Control;
using Emulator.Faults;
using Emulator.Journal;
using Emulator.Json;
using Emulator.Network;
using Emulator.Runs;
using Emulator.Scenarios;
using Microsoft.AspNetCore.Connections.Features;

namespace Emulator.Exchanges;

/// <summary>
/// The order of things around every request: journal, key, body, identity, balance, limits, plan, faults, the dialect's handler,
/// the answer. The body comes before the limits because some limits depend on the model it names, and because a foreign
/// client's refused request is recognised by its body, too.
/// </summary>
internal sealed class ExchangePipeline(RunRegistry runs, TrafficMetrics metrics, ILogger<ExchangePipeline> logger)
{
    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 64 };

    /// <summary>Bytes that take longer to read than a change of threads.</summary>
    private const int LongBody = 64 * 1024;

    private const string ForgottenJobs = "the memory for jobs is full, so the oldest are forgotten from now on and polls of them are told that there is no such job; "
        + "give more with --max-jobs or --job-memory (emulator_forgotten_jobs_total counts them)";

    /// <summary>Answers one request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="dialect">Which dialect it asks, by its place in every run's list.</param>
    /// <param name="operation">Which operation it asks for, by its place in the dialect's list.</param>
    public Task RunAsync(HttpContext http, int dialect, int operation)
    {
        if (runs.Open(RequestedRun.IdOf(http)) is { } run)
        {
            return RunAsync(http, run, dialect, operation);
        }

        var problem = $"{RequestedRun.Header}: there are {runs.Bounds.MaxRuns} runs already and all are in use; "
            + "end some with DELETE /__emulator/runs/NAME, or start the server with a larger --max-runs.";
        ExchangeLog.NoRoom(logger, problem);
        return UnreadableOrders.RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, problem);
    }

    private async Task RunAsync(HttpContext http, EmulatorRun run, int dialect, int operation)
    {
        run.Enter();
        var served = run.Dialects[dialect];
        var exchange = Begin(http, run, served, served.Dialect.Operations[operation]);
        var entry = exchange.Entry;
        try
        {
            if (await AnswerAsync(exchange, http.RequestAborted) is { } reply)
            {
                await ReplyWriter.WriteAsync(exchange, BodyCompression.Of(reply), http.RequestAborted);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode is StatusCodes.Status408RequestTimeout)
        {
            entry.Ending = ExchangeEnding.CutByEmulator;
            entry.EndedAt = run.Clock.Now;
            entry.Reason = NetworkLayer.SlowUpload;
            http.Abort();
        }
        catch (Exception e) when (ClientGone.IsMeantBy(e))
        {
            entry.Ending = ExchangeEnding.CancelledByClient;
            entry.EndedAt = run.Clock.Now;
            entry.Reason = entry.Status is null
                ? "the client went away before it was answered"
                : "the client went away in the middle of the answer";
            http.Abort();
        }
#pragma warning disable CA1031 // a defect of one answer must not stop the server; the journal and the console tell it
        catch (Exception e)
#pragma warning restore CA1031
        {
            entry.Ending = ExchangeEnding.CutByEmulator;
            entry.Reason = $"the emulator failed while it answered ({e.GetType().Name}: {e.Message})";
            ExchangeLog.Failed(logger, entry.Method, entry.Path, entry.Reason);
            http.Abort();
        }
        finally
        {
            entry.EndedAt ??= run.Clock.Now;
            exchange.Permit.Settle(entry.EndedAt.Value);
            exchange.Seat?.Leave();
            exchange.Place?.Leave();
            exchange.Json?.Dispose();
            await run.Journal.CloseAsync(entry);
            metrics.Count(entry);
            ExchangeLog.Exchanged(logger, run.Id, entry);
            if (run.ForgottenJobs.TakeNews())
            {
                ExchangeLog.NoRoom(logger, ForgottenJobs);
            }

            run.Leave();
        }
    }

    private static Exchange Begin(HttpContext http, EmulatorRun run, ServedDialect served, Operation operation)
    {
        var entry = new JournalEntry
        {
            Seq = run.Journal.NextSeq(),
            ArrivedAt = run.Clock.Now,
            Dialect = served.Name,
            Operation = operation,
            Method = http.Request.Method,
            Path = http.Request.Path.Value ?? "",
        };
        run.Journal.Open(entry);
        return new Exchange { Http = http, Run = run, Served = served, Operation = operation, Entry = entry };
    }

    /// <summary>The answer, or <see langword="null"/> when there is none because the connection broke before.</summary>
    private async ValueTask<Reply?> AnswerAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (OrderHeaders.Read(exchange.Http.Request, out var orders) is { } problem)
        {
            return UnreadableOrders.Reply(problem);
        }

        exchange.Orders = orders;
        var refusal = AdmissionDesk.CheckKey(exchange) ?? await ReadBodyAsync(exchange, cancellationToken);
        Identify(exchange);
        refusal ??= AdmissionDesk.CheckBalance(exchange) ?? AdmissionDesk.CheckLimits(exchange);
        if (refusal is not null)
        {
            return exchange.Served.Dialect.Refuse(exchange, refusal).Because(refusal.Reason);
        }

        if (ComputesForLong(exchange))
        {
            await Task.Yield();
        }

        exchange.Entry.Requests = 1;
        exchange.Plan = PlanFor(exchange);
        exchange.Entry.Plan = exchange.Plan.Token?.ToString();
        exchange.Entry.PlannedDelay = exchange.Plan.Delay + exchange.Plan.FaultDelay;
        if (exchange.Plan.Break is { Phase: BreakPhase.Accept } broken)
        {
            exchange.Entry.Reason = broken.Reason;
            await ConnectionBreaker.BreakAsync(exchange, broken, cancellationToken);
            return null;
        }

        await FaultPerformer.DelayAsync(exchange, cancellationToken);
        var reply = FaultPerformer.Instead(exchange) ?? OwnRefusal(exchange) ?? Work(exchange);
        if (reply.WhenWorkerIsFree is { } make)
        {
            if (!await WorkDesk.WaitAsync(exchange, default, cancellationToken))
            {
                return null;
            }

            reply = Handle(exchange, _ => make());
        }

        return FaultPerformer.Alter(exchange, WorkDesk.ReasonOf(exchange) is { } waited ? reply.AlsoBecause(waited) : reply);
    }

    /// <summary>
    /// Whether an answer takes so much computing that it must not hold up the other connections of the socket's thread: painting
    /// a picture, or reading a long body. Within one process there is no such thread.
    /// </summary>
    private static bool ComputesForLong(Exchange exchange) =>
        (exchange.Operation.Kind is not OperationKind.Chat || exchange.Body.Length > LongBody)
        && exchange.Http.Features.Get<IConnectionSocketFeature>() is not null;

    private static async ValueTask<Refusal?> ReadBodyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!exchange.Operation.HasBody)
        {
            return null;
        }

        var dialect = exchange.Served.Dialect;
        var maxBytes = Math.Min(exchange.Operation.MaxBodyBytes ?? dialect.Traits.MaxBodyBytes, exchange.Run.MaxBodyBytes);
        if (await BodyReader.ReadAsync(exchange.Http.Request, maxBytes, cancellationToken) is not { } body)
        {
            return new BodyTooLarge(maxBytes);
        }

        exchange.Body = body;
        try
        {
            var json = JsonDocument.Parse(body, JsonOptions);
            if (UnicodeText.ProblemIn(body.Span, json.RootElement) is { } problem)
            {
                json.Dispose();
                exchange.JsonProblem = new UnreadableTextException(problem);
                return null;
            }

            exchange.Json = json;
            exchange.Entry.Model = dialect.ModelOf(exchange, exchange.Json.RootElement);
            exchange.Prompt = dialect.PromptOf(exchange.Operation, exchange.Json.RootElement);
        }
        catch (JsonException e)
        {
            exchange.JsonProblem = e;
        }

        return null;
    }

    private static void Identify(Exchange exchange)
    {
        var request = exchange.Http.Request;
        exchange.Origin = exchange.Operation.Kind is OperationKind.Poll or OperationKind.Download
            ? exchange.Served.Dialect.OriginOf(exchange.Operation, request)
            : null;
        exchange.Entry.Identity = CallIdentity.Declared(request)
            ?? CallIdentity.FromOrigin(exchange, exchange.Run.Calls)
            ?? CallIdentity.FromContent(exchange, exchange.Run.Calls);
    }

    private static Plan PlanFor(Exchange exchange)
    {
        var served = exchange.Served;
        var (call, attempt, _) = exchange.Entry.Identity;
        var operation = exchange.Operation;

        // A client polls one job many times, as one call or as many: what is polled belongs to the call that submitted it, and
        // the attempts of a poll are all polls of that.
        var owner = exchange.Origin?.Call ?? call;
        var identity = PlannedRequest.IdentityOf(served.Name, operation.Name, owner);
        var number = operation.Kind is OperationKind.Poll ? exchange.Run.Polls.Count($"{operation.Name}\n{owner}") : attempt;
        var request = new PlannedRequest(operation.Name, operation.Kind, identity, number)
        {
            Model = exchange.Entry.Model ?? exchange.Origin?.Model,
            Prompt = exchange.Origin?.Prompt ?? exchange.Prompt,
            Elapsed = exchange.Clock.Elapsed,
            AnswersATool = exchange.Json is { } json && served.Dialect.AnswersATool(json.RootElement),
        };
        // Nothing says that a client which names no calls repeats one: every request of its is the next call of a rule's count.
        var counted = served.Counts.CountsAnything && exchange.Entry.Identity.IdentifiedBy is Identification.Content
            ? $"{owner} {attempt}"
            : owner;
        request = request with { Positions = served.Counts.Count(request, counted) };
        return served.Player.Next(served.Replay?.Onto(served.Name, request) ?? request, exchange.Orders);
    }

    private static Reply? OwnRefusal(Exchange exchange) => exchange.Plan.Answer?.RefusalFor(exchange) is { } refusal
        ? exchange.Served.Dialect.Refuse(exchange, refusal)
        : null;

    private Reply Work(Exchange exchange)
    {
        if (WorkDesk.Admit(exchange) is { } refusal)
        {
            return exchange.Served.Dialect.Refuse(exchange, refusal).Because(refusal.Reason);
        }

        var reply = Handle(exchange, exchange.Operation.Handle);
        exchange.JobWorkers?.EndReservation();
        if (!reply.NeedsWorker)
        {
            exchange.Place?.Leave();
            exchange.Place = null;
        }

        return reply;
    }

    private Reply Handle(Exchange exchange, Func<Exchange, Reply> handle)
    {
        try
        {
            return handle(exchange);
        }
#pragma warning disable CA1031 // whatever a handler throws is answered as the provider's own failure, and told in plain words
        catch (Exception e)
#pragma warning restore CA1031
        {
            var refusal = new HandlerFailed($"the emulator's handler of {exchange.Operation.Name} failed ({e.GetType().Name}: {e.Message})");
            ExchangeLog.Failed(logger, exchange.Entry.Method, exchange.Entry.Path, refusal.Reason);
            return exchange.Served.Dialect.Refuse(exchange, refusal).Because(refusal.Reason);
        }
    }
}
