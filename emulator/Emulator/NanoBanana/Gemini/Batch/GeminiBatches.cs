using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Files;
using Emulator.NanoBanana.Gemini.Limits;
using Emulator.NanoBanana.Gemini.Replies;

namespace Emulator.NanoBanana.Gemini.Batch;

/// <summary>Many requests as one operation, for half the price: created, asked about, listed, cancelled and deleted.</summary>
internal sealed class GeminiBatches
{
    public const string Create = "batches.create";

    /// <summary>How many of a project may be under way; published.</summary>
    private const int MostUnderWay = 100;

    private const decimal PriceFactor = 0.5m;
    private const string Collection = "batches/";
    private const int NameLetters = 36;
    private const int UsualPage = 50;
    private const int LongestPage = 1000;

    private readonly JobStore<Job<GeminiBatch>> _batches;
    private readonly GeminiFiles _files;
    private readonly GeminiBatchReader _reader;
    private readonly GeminiBatchWire _wire;

    public GeminiBatches(DialectMemory memory, GeminiEngine engine, GeminiFiles files)
    {
        _batches = memory.NewStore<Job<GeminiBatch>>();
        _files = files;
        _reader = new GeminiBatchReader(engine, files);
        _wire = new GeminiBatchWire(memory.Pictures);
        Operations =
        [
            new(Create, OperationKind.Submit, "POST", GeminiPaths.Of("batchGenerateContent"), Start) { StartsJob = true },
            new("batches.get", OperationKind.Poll, "GET", Routes("/{batch}"), Get),
            new("batches.list", OperationKind.Other, "GET", Routes(""), List),
            new("batches.cancel", OperationKind.Other, "POST", Routes("/{batch}:cancel"), Cancel),
            new("batches.delete", OperationKind.Other, "DELETE", Routes("/{batch}"), Delete),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The request that created a batch.</summary>
    public JobOrigin? OriginOf(HttpRequest request) =>
        request.RouteValues["batch"] is string id && _batches.TryFind(Collection + id, out var job) ? job.Origin : null;

    public void Clear() => _batches.Clear();

    private static string[] Routes(string after) => [.. GeminiPaths.Bases.Select(path => $"{path}/batches{after}")];

    private static Reply Missing(Exchange exchange) => GeminiErrors.Reply(exchange, GeminiErrors.NoEntity);

    private Reply Start(Exchange exchange)
    {
        if (GeminiPaths.ModelOf(exchange.Http.Request, exchange.RouteValue("model"), GeminiRules.Of(exchange)) is null)
        {
            return GeminiErrors.Reply(exchange, GeminiErrors.NoModel(exchange, exchange.RouteValue("model"), "batchGenerateContent"));
        }

        if (_reader.Read(exchange, out var error, out var fromFile) is not { } batch)
        {
            return GeminiErrors.Reply(exchange, error);
        }

        var now = exchange.Clock.Now;
        if (Mine(exchange).Count(job => GeminiBatch.StateOf(job, now).State is BatchState.Pending or BatchState.Running) >= MostUnderWay)
        {
            return GeminiErrors.Reply(exchange, GeminiQuota.Plain);
        }

        if (fromFile)
        {
            var answers = batch;
            batch = batch with { ResponsesFile = _files.AddMade(exchange, "application/jsonl", asked => _wire.Lines(asked, answers)).Name };
        }

        var job = JobOf(exchange, batch, now);
        _batches.Add(job.Id, job, exchange.KeptBytes + (1024L * batch.Items.Count));
        exchange.Concerns(job.Id);
        Bill(exchange, job);
        return GeminiWire.Whole(exchange, 200, _wire.Operation(exchange, job, hasAnswers: true));
    }

    private static Job<GeminiBatch> JobOf(Exchange exchange, GeminiBatch batch, DateTimeOffset now)
    {
        var times = exchange.ScheduleJob(now);
        var fate = exchange.FateOf("");
        times = fate is JobFate.Stuck ? times.WithoutEnd() : times;
        return new Job<GeminiBatch>(Collection + exchange.Ids.Letters(NameLetters).ToLowerInvariant(), GeminiFiles.OwnerOf(exchange), batch, now, times)
        {
            Origin = exchange.AsOrigin,
            Failure = fate is JobFate.Failed ? "Internal error encountered." : null,
            Slot = exchange.Permit.HoldForJob(now + times.Queue + times.Run),
        };
    }

    private static void Bill(Exchange exchange, Job<GeminiBatch> job)
    {
        GeminiAnswer[] answers = [.. job.Work.Items.Select(static item => item.Answer).OfType<GeminiAnswer>()];
        exchange.Bill(
            answers.Sum(static answer => (long)answer.Usage.Prompt.All),
            answers.Sum(static answer => (long)(answer.Usage.Total - answer.Usage.Prompt.All)),
            answers.Sum(static answer => (long)answer.Pictures),
            (long)Math.Ceiling(answers.Sum(static answer => answer.MicroUsd) * PriceFactor));
        foreach (var picture in answers.SelectMany(static answer => answer.Parts).Select(static part => part.Picture).OfType<PictureSpec>())
        {
            exchange.Show(job, picture);
        }
    }

    private Reply Get(Exchange exchange)
    {
        if (Find(exchange) is not { } job)
        {
            return Missing(exchange);
        }

        exchange.Concerns(job.Id);
        return GeminiWire.Whole(exchange, 200, _wire.Operation(exchange, job, hasAnswers: true));
    }

    private Reply List(Exchange exchange)
    {
        if (GeminiPages.Read(exchange.Http.Request.Query, UsualPage, LongestPage) is not { } page)
        {
            return GeminiErrors.Reply(exchange, GeminiErrors.Invalid);
        }

        Job<GeminiBatch>[] mine = [.. Mine(exchange)];
        return GeminiWire.Whole(exchange, 200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("operations"u8);
            foreach (var job in mine.Skip(page.Start).Take(page.Size))
            {
                _wire.Operation(exchange, job, hasAnswers: false)(json);
            }

            json.WriteEndArray();
            if (page.NextOf(mine.Length) is { } next)
            {
                json.WriteString("nextPageToken"u8, next);
            }

            json.WriteEndObject();
        });
    }

    private Reply Cancel(Exchange exchange)
    {
        if (Find(exchange) is not { } job)
        {
            return Missing(exchange);
        }

        exchange.Concerns(job.Id);
        job.TryCancel(exchange.Clock.Now);
        return GeminiReplies.Empty(exchange);
    }

    private Reply Delete(Exchange exchange)
    {
        if (Find(exchange) is not { } job)
        {
            return Missing(exchange);
        }

        exchange.Concerns(job.Id);
        job.TryCancel(exchange.Clock.Now);
        job.Work.Delete();
        return GeminiReplies.Empty(exchange);
    }

    private Job<GeminiBatch>? Find(Exchange exchange) =>
        _batches.TryFind(Collection + exchange.RouteValue("batch"), out var job) && job.Owner == GeminiFiles.OwnerOf(exchange) && !job.Work.IsDeleted
            ? job
            : null;

    private IEnumerable<Job<GeminiBatch>> Mine(Exchange exchange) =>
        _batches.Newest(int.MaxValue).Where(job => job.Owner == GeminiFiles.OwnerOf(exchange) && !job.Work.IsDeleted);
}
