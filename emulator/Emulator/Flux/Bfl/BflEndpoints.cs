using System.Text.Json;
using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Keys;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl;

/// <summary>The API of Black Forest Labs as a dialect: submit to a model, poll the task, fetch the picture before it expires.</summary>
internal sealed class BflEndpoints : IDialect
{
    private readonly PictureCache _pictures;
    private readonly JobStore<Job<BflTask>> _tasks;
    private readonly JobStore<Job<BflTask>> _deliveries;

    public BflEndpoints(DialectMemory memory)
    {
        _pictures = memory.Pictures;
        _tasks = memory.NewStore<Job<BflTask>>();
        _deliveries = memory.NewStore<Job<BflTask>>();
        Operations = StrayRequests.Beside(Traits.BasePath, Known(), static (_, status) => BflErrors.Stray(status));
    }

    public DialectTraits Traits { get; } = new("Flux/Bfl", "/flux", "FLUX")
    {
        ProviderHosts = BflHosts.All,
        DummyKey = "bfl_000000000000000000000042",
        DefaultLimits = BflLimits.Default,
        Answers = AnswerForms.Image | AnswerForms.Refuse,

        // An input image may have 20 MB, which base64 makes a third longer.
        MaxBodyBytes = 40 * 1024 * 1024,
        Profiles = BflTiming.Profiles,
        BilledUnit = BilledUnit.Credits,
        KeyFormat = new KeyFormat("a UUID, or bfl_ and letters, digits, hyphens or underscores", IsWellFormed),
        Models = [.. BflModel.All.Select(model => model.Name)],
    };

    public IReadOnlyList<Operation> Operations { get; }

    public string? KeyOf(HttpRequest request) => SentKey.Header(request, "x-key");

    public string? ModelOf(Operation operation, JsonElement body) =>
        operation.Kind == OperationKind.Submit ? operation.Routes[0][(operation.Routes[0].LastIndexOf('/') + 1)..] : null;

    public string PromptOf(Operation operation, JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("prompt", out var prompt)
            && prompt.ValueKind == JsonValueKind.String
            ? prompt.GetString()!
            : "";

    public JobOrigin? OriginOf(Operation operation, HttpRequest request)
    {
        var (store, id) = operation.Kind is OperationKind.Poll
            ? (_tasks, (string?)request.Query["id"])
            : (_deliveries, request.RouteValues["id"] as string);
        return id is not null && store.TryFind(id, out var job) ? job.Origin : null;
    }

    public void ForgetJobs()
    {
        _tasks.Clear();
        _deliveries.Clear();
    }

    public Reply Refuse(Exchange exchange, Refusal refusal) => BflErrors.Refuse(exchange, refusal);

    private IReadOnlyList<Operation> Known() =>
    [
        .. BflModel.All.Select(model => new Operation(
            "generate", OperationKind.Submit, "POST", [$"/flux/v1/{model.Name}"], exchange => Submit(exchange, model))
        {
            StartsJob = true,
        }),
        new("get_result", OperationKind.Poll, "GET", ["/flux/v1/get_result"], Poll) { NeedsKey = false },
        new("delivery", OperationKind.Download, "GET", ["/flux/delivery/results/{id}/{name}"], Deliver) { NeedsKey = false },
        new("credits", OperationKind.Other, "GET", ["/flux/v1/credits"], ShowCredits),
    ];

    private Reply Submit(Exchange exchange, BflModel model)
    {
        if (BflErrors.IsMalformed(exchange.Key!))
        {
            return BflErrors.MalformedKey();
        }

        var received = ReceivedModel.Read(exchange.Body, exchange.Http.Request.ContentType, exchange.Json?.RootElement);
        if (received.Body is not { } body)
        {
            return BflErrors.Unprocessable(received);
        }

        if (BflRequest.Read(model, body, out var violations) is not { } request)
        {
            return BflErrors.Unprocessable(violations);
        }

        if (exchange.Pay(BflReplies.CostOf(model, request)) is { } refusal)
        {
            return BflErrors.Refuse(exchange, refusal).Because(refusal.Reason);
        }

        var job = BflReplies.Start(exchange, model, request);
        _tasks.Add(job.Id, job, exchange.KeptBytes);
        _deliveries.Add(BflReplies.DeliveryIdOf(job.Work), job, exchange.KeptBytes);
        exchange.Concerns(job.Id);
        exchange.Show(job, job.Work.Picture);
        BflWebhook.Order(exchange, job, request);
        exchange.Bill(inputTokens: 0, outputTokens: 0, images: 1, microUsd: (long)(job.Work.Cost * 10_000));
        return Json(200, BflWire.Submitted(job, request, BflReplies.PollingUrl(exchange, job.Id)));
    }

    private Reply Poll(Exchange exchange)
    {
        string? id = exchange.Http.Request.Query["id"];
        if (id is null)
        {
            return BflErrors.Unprocessable([new Violation("missing", ("query", "id"), "Field required", null)]);
        }

        if (!_tasks.TryFind(id, out var job))
        {
            return Json(404, BflWire.NotFound(id)).Because("no task has this id");
        }

        exchange.Concerns(id);
        return Json(200, BflWire.Result(job, exchange.Clock.Now));
    }

    private Reply Deliver(Exchange exchange)
    {
        var now = exchange.Clock.Now;
        if (!_deliveries.TryFind(exchange.RouteValue("id"), out var job)
            || job.StateAt(now) is not (JobState.Ready or JobState.Expired)
            || exchange.RouteValue("name") != BflReplies.FileNameOf(job.Work))
        {
            return BflErrors.BlobNotFound(exchange);
        }

        exchange.Concerns(job.Id);
        var picture = job.Work.Picture;
        return exchange.Http.Request.Query["sig"] != job.Work.Signature ? BflErrors.WrongSignature(exchange)
            : now >= job.ExpiresAt ? BflErrors.SignatureExpired(exchange, job.SubmittedAt, job.ExpiresAt)
            : Delivered(exchange.Deliver(picture, _pictures));
    }

    private static Reply Delivered(DeliveredPicture picture) =>
        Reply.Whole(StatusCodes.Status200OK, picture.MediaType, picture.File);

    private static Reply ShowCredits(Exchange exchange) =>
        BflErrors.IsMalformed(exchange.Key!) ? BflErrors.MalformedKey() : Json(200, BflWire.Credits(exchange.Purse?.Amounts.Total));

    private static bool IsWellFormed(string key) => Guid.TryParseExact(key, "D", out _)
        || (key.Length > 4 && key.StartsWith("bfl_", StringComparison.Ordinal)
            && key.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));

    private static Reply Json(int status, byte[] body) => Reply.Whole(status, "application/json", body);
}
