using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>Decides what becomes of a submit: its times, its end, its pictures and their addresses.</summary>
internal static class TaskApiReplies
{
    /// <summary>Where the delivery host stands below the dialect's path.</summary>
    public const string Delivery = "tempfile";

    public static Job<TaskApiTask> Start(Exchange exchange, TaskApiModel model, TaskApiRequest request, TaskApiSection rules)
    {
        var now = exchange.Clock.Now;
        var (failure, isStuck) = EndOf(exchange, request.Prompt, rules);
        var times = exchange.ScheduleJob(now);
        times = isStuck ? times.WithoutEnd() : failure is TaskApiFailure.CreateFailed ? times with { Run = TimeSpan.Zero } : times;
        var id = exchange.Ids.Hex(32);
        var endsAt = now + times.Queue + times.Run;
        var inputs = request.ImageUrls.Count == 0 ? PictureInputs.None : new PictureInputs([.. request.ImageUrls.Select(PictureInput.At)]);
        var pictures = Enumerable.Range(0, request.Count)
            .Select(number => PictureOf(exchange, model, request, number) with { Job = id, Inputs = inputs }).ToArray();
        var task = new TaskApiTask(model, request.ParamJson, OperationTypeOf(model, request))
        {
            Rules = rules,
            Failure = failure,
            Files = [.. pictures.Select((picture, number) => FileOf(exchange, PathOf(exchange, model, picture, id, endsAt, number), picture))],
            Origin = rules.Records.OriginUrls ? FileOf(exchange, $"origin/{id}.{pictures[0].Extension}", pictures[0]) : null,
        };
        return new Job<TaskApiTask>(id, exchange.Account, task, now, times)
        {
            Origin = exchange.AsOrigin,
            Failure = failure?.ToString(),
            Slot = exchange.Permit.HoldForJob(endsAt),
        };
    }

    /// <summary>Everything of a task that can be fetched, with the time at which it is gone.</summary>
    public static IEnumerable<(string Path, TaskApiDelivery Delivery)> DeliveriesOf(Job<TaskApiTask> job)
    {
        foreach (var file in job.Work.Files)
        {
            yield return (file.Path, new TaskApiDelivery(job, file.Picture, job.ExpiresAt));
        }

        if (job.Work.Origin is { } origin)
        {
            yield return (origin.Path, new TaskApiDelivery(job, origin.Picture, job.EndedAt + job.Work.Rules.OriginLifetime));
        }
    }

    public static Reply Json(int status, byte[] body) => Reply.Whole(status, "application/json", body);

    private static (TaskApiFailure? Failure, bool IsStuck) EndOf(Exchange exchange, string prompt, TaskApiSection rules)
    {
        var fate = exchange.FateOf(prompt);
        var rule = rules.Fates.FirstOrDefault(rule => prompt.Contains(rule.PromptContains, StringComparison.OrdinalIgnoreCase));
        return fate switch
        {
            JobFate.Stuck => (null, true),
            JobFate.Moderated => (TaskApiFailure.Policy, false),
            JobFate.Failed => (rules.FailedJob, false),
            _ => (rule?.Outcome, false),
        };
    }

    private static PictureSpec PictureOf(Exchange exchange, TaskApiModel model, TaskApiRequest request, int number) =>
        new(request.Size, request.Format, Seed.For(exchange.Plan.ContentSeed, "image", number: number), request.Prompt)
        {
            Own = exchange.Plan.Answer?.Image,
            Model = model.Name,
            Watermark = request.Watermark,
        };

    /// <summary>It was seen with the second model only; the older schema, which the first one has, does not know it.</summary>
    private static string? OperationTypeOf(TaskApiModel model, TaskApiRequest request) => model.IsFirst
        ? null
        : $"{model.Name}_{request.Resolution switch { TaskApiResolution.OneK => "1k", TaskApiResolution.TwoK => "2k", _ => "4k" }}";

    private static TaskApiFile FileOf(Exchange exchange, string path, PictureSpec picture) =>
        new(path, $"{exchange.BaseUrl}/{Delivery}/{path}", picture);

    /// <summary>
    /// One of the three shapes that were seen: by task and second, which here is that of the first model and of Pro, by name for
    /// JPEG and by millisecond for PNG of the second.
    /// </summary>
    private static string PathOf(
        Exchange exchange, TaskApiModel model, PictureSpec picture, string id, DateTimeOffset endsAt, int number)
    {
        if (model != TaskApiModel.Second)
        {
            // Several pictures of one task differ in the second, as nothing else in the shape can.
            var ending = picture.Extension == "jpeg" ? "jpg" : picture.Extension;
            return $"r/{id}_{endsAt.ToUnixTimeSeconds() + number}.{ending}";
        }

        return picture.Format == PictureFormat.Png
            ? $"workers/nano/image_{endsAt.ToUnixTimeMilliseconds()}_{exchange.Ids.Hex(6)}.{picture.Extension}"
            : $"gemini-preview/{exchange.Ids.Hex(32)}.{picture.Extension}";
    }
}
