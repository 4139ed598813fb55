using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Flux.Bfl.Requests;
using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.Flux.Bfl;

/// <summary>Decides what becomes of a request: its picture, price, times and addresses.</summary>
internal static class BflReplies
{
    /// <summary>The price in credits.</summary>
    public static decimal CostOf(Exchange exchange, BflModel model, BflRequest request) =>
        BflRules.Of(exchange).CostOf(model, request.Pixels, request.Inputs.Pixels);

    /// <summary>The task that a request starts.</summary>
    public static Job<BflTask> Start(Exchange exchange, BflRequest request, decimal cost)
    {
        var now = exchange.Clock.Now;
        var times = exchange.ScheduleJob(now);
        times = exchange.FateOf(request.Prompt) is JobFate.Stuck ? times.WithoutEnd() : times;
        var id = exchange.Ids.Uuid();
        var task = Plan(exchange, id, request, cost);
        return new Job<BflTask>(id, exchange.Account, task, now, times)
        {
            Origin = exchange.AsOrigin,
            Failure = task.Outcome == BflOutcome.Ready ? null : task.Outcome.ToString(),
            Slot = exchange.Permit.HoldForJob(now + times.Queue + times.Run),
        };
    }

    /// <summary>Where a task is asked after; it already has the id.</summary>
    public static string PollingUrl(Exchange exchange, string id)
    {
        var root = BflRules.Of(exchange).Section.PollingHost is { } host ? BflHosts.UrlAt(exchange, host) : exchange.BaseUrl;
        return $"{root}/v1/get_result?id={id}";
    }

    /// <summary>About how much memory a task holds beside the pictures that came with it, of which only sizes and hashes are kept.</summary>
    public static long KeptBytesOf(BflRequest request) =>
        1024 + (2L * (request.Prompt.Length + (request.WebhookUrl?.Length ?? 0) + (request.WebhookSecret?.Length ?? 0)));

    private static BflTask Plan(Exchange exchange, string id, BflRequest request, decimal cost)
    {
        var seed = request.Seed ?? (uint)Seed.For(exchange.Plan.ContentSeed, "seed");
        PictureSpec picture = new(request.Size, request.Format, (ulong)(seed & ulong.MaxValue), request.Prompt)
        {
            Own = exchange.Plan.Answer?.Image,
            Model = exchange.Entry.Model,
            Job = id,
            Inputs = request.Inputs.AsPictureInputs,
        };
        var (outcome, reasons) = BflModeration.OutcomeOf(exchange, request);
        return new BflTask(picture, seed, cost, BflSample.For(exchange, picture))
        {
            Region = BflHosts.RegionOf(BflRules.Of(exchange).Section.PollingHost ?? exchange.Http.Request.Host.Host),
            Outcome = outcome,
            Reasons = reasons,
        };
    }
}
