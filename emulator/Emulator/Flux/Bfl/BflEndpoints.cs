using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Flux.Bfl.Requests;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Keys;
using Emulator.Pydantic;
using ScenarioFile;

namespace Emulator.Flux.Bfl;

/// <summary>The API of Black Forest Labs as a dialect: submit to a model, poll the task, fetch the picture before it expires.</summary>
internal sealed class BflEndpoints : IDialect
{
    private readonly PictureCache _pictures;
    private readonly JobStore<Job<BflTask>> _tasks;
    private readonly JobStore<Job<BflTask>> _deliveries;
    private readonly BflAccount _account = new();

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
        Models = [.. BflCatalog.All.Select(model => model.Name)],
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

    public object? RulesOf(JsonNode? section, string path, List<ScenarioProblem> problems) => section is null
        ? BflRules.Newest
        : ScenarioDocument.Bind<BflSection>(section, path, problems) is { } bound && problems.Count == 0
            ? new BflRules(bound)
            : null;

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
        _account.Forget();
    }

    public Reply Refuse(Exchange exchange, Refusal refusal) => BflErrors.Refuse(exchange, refusal);

    private IReadOnlyList<Operation> Known() =>
    [
        .. BflCatalog.All.Select(model => new Operation(
            "generate", OperationKind.Submit, "POST", [$"/flux/v1/{model.Name}"], Keyed(exchange => Submit(exchange, model)))
        {
            StartsJob = true,
        }),
        new("get_result", OperationKind.Poll, "GET", ["/flux/v1/get_result"], Poll) { NeedsKey = false },
        new(
            "delivery",
            OperationKind.Download,
            "GET",
            ["/flux/delivery/results/{id}/{name}", "/flux/delivery/results/{shard}/{folder}/{id}/{name}"],
            Deliver)
        {
            NeedsKey = false,
        },
        new("credits", OperationKind.Other, "GET", ["/flux/v1/credits"], Keyed(BflAccount.Credits)),
        new("my_finetunes", OperationKind.Other, "GET", ["/flux/v1/my_finetunes"], Keyed(_account.Finetunes)),
        new("finetune_details", OperationKind.Other, "GET", ["/flux/v1/finetune_details"], Keyed(_account.FinetuneDetails)),
        new("delete_finetune", OperationKind.Other, "POST", ["/flux/v1/delete_finetune"], Keyed(_account.DeleteFinetune)),
        new("usage", OperationKind.Other, "POST", ["/flux/v1/licenses/models/{slug}/usage"], Keyed(BflAccount.ReportUsage)),
    ];

    /// <summary>A key that cannot be one is told before anything else is looked at.</summary>
    private static Func<Exchange, Reply> Keyed(Func<Exchange, Reply> handle) =>
        exchange => BflErrors.IsMalformed(exchange.Key!) ? BflErrors.MalformedKey() : handle(exchange);

    private Reply Submit(Exchange exchange, BflModel model)
    {
        var rules = BflRules.Of(exchange);
        if (!model.IsServedOn(rules.Day))
        {
            return BflErrors.Stray(StatusCodes.Status404NotFound).Because($"{model.Name} is not served on the scenario's catalogDate");
        }

        if (BflErrors.BodyOf(exchange, out var refused) is not { } body)
        {
            return refused!;
        }

        if (BflRequestReader.Read(model, rules, body, out var violations) is not { } request)
        {
            return BflErrors.Unprocessable(violations);
        }

        var cost = BflReplies.CostOf(exchange, model, request);
        if (exchange.Pay(cost) is { } refusal)
        {
            return BflErrors.Refuse(exchange, refusal).Because(refusal.Reason);
        }

        var job = BflReplies.Start(exchange, request, cost);
        var bytes = BflReplies.KeptBytesOf(request);
        _tasks.Add(job.Id, job, bytes);
        _deliveries.Add(job.Work.Sample.Id, job, bytes);
        exchange.Concerns(job.Id);
        exchange.Show(job, job.Work.Picture);
        BflWebhook.Order(exchange, job, request);
        Charge(exchange, rules, job.Work);
        return Json(200, BflWire.Submitted(job, request, rules, BflReplies.PollingUrl(exchange, job.Id)));
    }

    /// <summary>What was paid is given back where a task that ends so costs nothing.</summary>
    private static void Charge(Exchange exchange, BflRules rules, BflTask task)
    {
        var isCharged = rules.Charges(task.Outcome);
        if (!isCharged)
        {
            exchange.Purse?.GiveBack(task.Cost);
        }

        exchange.Bill(inputTokens: 0, outputTokens: 0, images: 1, microUsd: isCharged ? (long)(task.Cost * 10_000) : 0);
    }

    private Reply Poll(Exchange exchange)
    {
        var rules = BflRules.Of(exchange);
        if (rules.Section.PollNeedsKey && exchange.Key is null)
        {
            return BflErrors.NotAuthenticated();
        }

        string? id = exchange.Http.Request.Query["id"];
        if (id is null)
        {
            return BflErrors.Unprocessable([new Violation("missing", ("query", "id"), "Field required", null)]);
        }

        if (!_tasks.TryFind(id, out var job) || WhyHidden(exchange, rules, job) is not null)
        {
            var why = job is null ? "no task has this id" : WhyHidden(exchange, rules, job)!;
            return Json(rules.Section.UnknownTaskStatus, BflWire.NotFound(id)).Because(why);
        }

        exchange.Concerns(id);
        return Json(200, BflWire.Result(job, rules, exchange.Clock.Now));
    }

    /// <summary>Why a task is not found where it is asked after; <see langword="null"/> where it is.</summary>
    private static string? WhyHidden(Exchange exchange, BflRules rules, Job<BflTask> job)
    {
        var region = BflHosts.RegionOf(exchange.Http.Request.Host.Host);
        return region.Length > 0 && region != job.Work.Region ? $"the region {region} does not own the task"
            : exchange.Clock.Now - job.SubmittedAt >= rules.Section.TaskLifetime ? "the task's lifetime is over"
            : null;
    }

    private Reply Deliver(Exchange exchange)
    {
        var now = exchange.Clock.Now;
        if (!_deliveries.TryFind(exchange.RouteValue("id"), out var job)
            || job.StateAt(now) is not (JobState.Ready or JobState.Expired)
            || !job.Work.Sample.IsAt(exchange.Http.Request.Path))
        {
            return BflStorage.BlobNotFound(exchange);
        }

        exchange.Concerns(job.Id);
        var query = exchange.Http.Request.Query;
        return job.Work.Sample.ExpiryOf(query["se"], query["sig"]) is not { } expiry ? BflStorage.WrongSignature(exchange)
            : now >= expiry ? BflStorage.SignatureExpired(exchange, job.SubmittedAt, expiry)
            : Delivered(exchange.Deliver(job.Work.Picture, _pictures));
    }

    private static Reply Delivered(DeliveredPicture picture) =>
        Reply.Whole(StatusCodes.Status200OK, picture.MediaType, picture.File);

    private static bool IsWellFormed(string key) => Guid.TryParseExact(key, "D", out _)
        || (key.Length > 4 && key.StartsWith("bfl_", StringComparison.Ordinal)
            && key.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));

    private static Reply Json(int status, byte[] body) => Reply.Whole(status, "application/json", body);
}
