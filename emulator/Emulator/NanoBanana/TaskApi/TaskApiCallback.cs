using System.Collections.ObjectModel;
using Emulator.Callbacks;
using Emulator.Exchanges;
using Emulator.Jobs;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>What the provider posts when a task is over: its outcome for the first model, its record for the later ones; unsigned.</summary>
internal static class TaskApiCallback
{
    /// <summary>How long a receiver may take; documented, as the number of further tries is, which is three.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Orders the callback that a submit asks for, if it does; a task that never ends has none.</summary>
    public static void Order(Exchange exchange, Job<TaskApiTask> job, TaskApiRequest request)
    {
        if (request.CallbackUrl is not { } url || exchange.FateOf(request.Prompt) is JobFate.Stuck)
        {
            return;
        }

        var rules = job.Work.Rules.Callbacks;
        exchange.OrderCallback(new CallbackOrder
        {
            Receiver = new Uri(url),
            DueAt = job.EndedAt,
            MessageAt = now => new CallbackMessage(BodyOf(job, now), ReadOnlyDictionary<string, string>.Empty),
            Policy = new CallbackPolicy(Timeout, rules.RetryWaits) { OnlyOkCounts = true },
            Dialect = exchange.Served.Name,
            Job = job.Id,
        });
    }

    private static byte[] BodyOf(Job<TaskApiTask> job, DateTimeOffset now)
    {
        var model = job.Work.Model;
        var isOutcome = model.IsFirst
            || (model == TaskApiModel.Pro && job.Work.Rules.Callbacks.ProBody is TaskApiCallbackBody.Outcome);
        return isOutcome ? TaskApiWire.Outcome(job) : TaskApiWire.Record(job, now);
    }
}
