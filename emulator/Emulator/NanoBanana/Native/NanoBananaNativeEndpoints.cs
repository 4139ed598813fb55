using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Keys;
using ScenarioFile;

namespace Emulator.NanoBanana.Native;

/// <summary>The native nanobanana API as a dialect: submit, poll, cancel, download.</summary>
internal sealed class NanoBananaNativeEndpoints : IDialect
{
    private readonly PictureCache _pictures;
    private readonly JobStore<Job<NanoBananaWork>> _jobs;
    private readonly JobStore<Job<NanoBananaWork>> _files;
    private readonly IdempotentSubmits _submits;

    public NanoBananaNativeEndpoints(DialectMemory memory)
    {
        _pictures = memory.Pictures;
        _submits = new IdempotentSubmits(memory);
        _jobs = memory.NewStore<Job<NanoBananaWork>>();
        _files = memory.NewStore<Job<NanoBananaWork>>();
        Operations = StrayRequests.Beside(Traits.BasePath, Known(), NanoBananaNativeErrors.Stray);
    }

    public DialectTraits Traits { get; } = new("NanoBanana/Native", "/nanobanana/v1", "NANOBANANA")
    {
        ProviderHosts = [new("api.nanobanana.com", "/nanobanana/v1", "/v1")],
        DummyKey = "nb-00000000000000000000000000000042",
        DefaultLimits = NanoBananaNativeLimits.Default,
        Answers = AnswerForms.Image | AnswerForms.Refuse | AnswerForms.ErrorCode,
        Profiles = NanoBananaNativeTiming.Profiles,
        BilledUnit = BilledUnit.Credits,
    };

    public IReadOnlyList<Operation> Operations { get; }

    public string? KeyOf(HttpRequest request) => SentKey.Bearer(request);

    public string? ModelOf(Operation operation, JsonElement body) => null;

    public object? RulesOf(JsonNode? section, string path, List<ScenarioProblem> problems) => section is null
        ? NanoBananaNativeSection.Usual
        : ScenarioDocument.Bind<NanoBananaNativeSection>(section, path, problems) is { } bound && problems.Count == 0 ? bound : null;

    public string PromptOf(Operation operation, JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("prompt", out var prompt)
            && prompt.ValueKind == JsonValueKind.String
            ? prompt.GetString()!
            : "";

    public JobOrigin? OriginOf(Operation operation, HttpRequest request)
    {
        var (store, id) = operation.Kind is OperationKind.Poll ? (_jobs, "id") : (_files, "name");
        return request.RouteValues[id] is string name && store.TryFind(name, out var job) ? job.Origin : null;
    }

    public void ForgetJobs()
    {
        _jobs.Clear();
        _files.Clear();
        _submits.Clear();
    }

    public Reply Refuse(Exchange exchange, Refusal refusal) => NanoBananaNativeErrors.Refuse(exchange, refusal);

    private IReadOnlyList<Operation> Known() =>
    [
        new("images.generate", OperationKind.Submit, "POST", ["/nanobanana/v1/images/generations"], Submit) { StartsJob = true },
        new("jobs.get", OperationKind.Poll, "GET", ["/nanobanana/v1/jobs/{id}"], Poll),
        new("jobs.cancel", OperationKind.Other, "DELETE", ["/nanobanana/v1/jobs/{id}"], Cancel),
        new("files.get", OperationKind.Download, "GET", ["/nanobanana/v1/files/{name}"], Download) { NeedsKey = false },
    ];

    private Reply Submit(Exchange exchange)
    {
        if (NanoBananaNativeRequest.Read(exchange, out var complaint) is not { } request)
        {
            return NanoBananaNativeErrors.Of(exchange, complaint!);
        }

        var rules = NanoBananaNativeSection.Of(exchange);
        if (exchange.FateOf(request.Prompt) is JobFate.Moderated && rules.PolicyAt is NanoBananaPolicyPlace.Submit)
        {
            return NanoBananaNativeErrors.Moderated(exchange);
        }

        // A repeated submit makes no second job, and is paid for once.
        BalanceSpent? refusal = null;
        var job = _submits.JobOf(
            exchange, () => (refusal = exchange.Pay(rules.CreditsPerImage)) is null ? Start(exchange, request) : null);
        if (job is null)
        {
            return refusal is null
                ? NanoBananaNativeErrors.IdempotencyConflict(exchange)
                : NanoBananaNativeErrors.Refuse(exchange, refusal).Because(refusal.Reason);
        }

        exchange.Concerns(job.Id);
        return NanoBananaNativeReplies.Accepted(exchange, job);
    }

    private Job<NanoBananaWork> Start(Exchange exchange, NanoBananaNativeRequest request)
    {
        var job = NanoBananaNativeReplies.Start(exchange, request);
        _jobs.Add(job.Id, job, exchange.KeptBytes);
        _files.Add(job.Work.FileName, job, exchange.KeptBytes);
        exchange.Show(job, job.Work.Picture);
        exchange.Bill(inputTokens: 0, outputTokens: 0, images: 1, microUsd: 0);
        return job;
    }

    private Reply Poll(Exchange exchange) =>
        Find(exchange) is { } job
            ? NanoBananaNativeReplies.Status(exchange, job, spec => _pictures.FileOf(spec).Length)
            : NanoBananaNativeErrors.NotFound(exchange, "There is no job with this id.");

    private Reply Cancel(Exchange exchange)
    {
        if (Find(exchange) is not { } job)
        {
            return NanoBananaNativeErrors.NotFound(exchange, "There is no job with this id.");
        }

        return job.TryCancel(exchange.Clock.Now)
            ? Reply.Whole(StatusCodes.Status204NoContent, null, default).Chunked()
            : NanoBananaNativeErrors.JobFinal(exchange, NanoBananaNativeReplies.StatusOf(job, exchange.Clock.Now));
    }

    private Reply Download(Exchange exchange)
    {
        var now = exchange.Clock.Now;
        if (!_files.TryFind(exchange.RouteValue("name"), out var job)
            || job.StateAt(now) is not (JobState.Ready or JobState.Expired))
        {
            return NanoBananaNativeErrors.NotFound(exchange, "There is no file with this name.");
        }

        exchange.Concerns(job.Id);
        return job.StateAt(now) == JobState.Expired
            ? NanoBananaNativeErrors.Gone(exchange, job.ExpiresAt)
            : NanoBananaNativeReplies.File(exchange, exchange.Deliver(job.Work.Picture, _pictures));
    }

    /// <summary>The job in the path; another account's does not exist.</summary>
    private Job<NanoBananaWork>? Find(Exchange exchange)
    {
        if (!_jobs.TryFind(exchange.RouteValue("id"), out var job) || job.Owner != exchange.Account)
        {
            return null;
        }

        exchange.Concerns(job.Id);
        return job;
    }
}
