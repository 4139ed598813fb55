using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Keys;
using Emulator.Limits;
using ScenarioFile;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>The task API of nanobananaapi.ai as a dialect: submit to one of three models, poll or be called, fetch the picture.</summary>
internal sealed class TaskApiEndpoints : IDialect
{
    private const string BasePath = "/nanobanana-task";

    /// <summary>What the page's sample says an account has; told wherever nothing is ever taken from it.</summary>
    private const decimal UntouchedCredits = 100;

    private static readonly TaskApiSection Silent = new();

    private static readonly string[] DeliveryShapes = ["r", "gemini-preview", "workers/nano", "origin"];

    private readonly PictureCache _pictures;
    private readonly JobStore<Job<TaskApiTask>> _tasks;
    private readonly JobStore<TaskApiDelivery> _deliveries;

    public TaskApiEndpoints(DialectMemory memory)
    {
        _pictures = memory.Pictures;
        _tasks = memory.NewStore<Job<TaskApiTask>>();
        _deliveries = memory.NewStore<TaskApiDelivery>();
        Operations = StrayRequests.Beside(BasePath, Known(), TaskApiErrors.Stray);
    }

    public DialectTraits Traits { get; } = new("NanoBanana/TaskApi", BasePath, "NANOBANANA_TASK")
    {
        ProviderHosts =
        [
            new("api.nanobananaapi.ai", BasePath),
            new("tempfile.aiquickdraw.com", $"{BasePath}/{TaskApiReplies.Delivery}"),
        ],
        DummyKey = "00000000000000000000000000000042",
        DefaultLimits = TaskApiLimits.Default,
        Answers = AnswerForms.Image | AnswerForms.Refuse,
        Profiles = TaskApiTiming.Profiles,
        BilledUnit = BilledUnit.Credits,
        KeyFormat = new KeyFormat("32 lower-case hexadecimal digits", IsWellFormed),
        Models = [.. TaskApiModel.All.Select(model => model.Name)],
    };

    public IReadOnlyList<Operation> Operations { get; }

    public string? KeyOf(HttpRequest request) => SentKey.Bearer(request);

    public string? ModelOf(Operation operation, JsonElement body) => TaskApiModel.Of(operation.Name)?.Name;

    public object? RulesOf(JsonNode? section, string path, List<ScenarioProblem> problems) => section is null
        ? Silent
        : ScenarioDocument.Bind<TaskApiSection>(section, path, problems) is { } bound && problems.Count == 0 ? bound : null;

    public string PromptOf(Operation operation, JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("prompt", out var prompt)
            && prompt.ValueKind == JsonValueKind.String
            ? prompt.GetString()!
            : "";

    public JobOrigin? OriginOf(Operation operation, HttpRequest request) => operation.Kind switch
    {
        OperationKind.Poll => request.Query["taskId"] is [{ } id] && _tasks.TryFind(id, out var task) ? task.Origin : null,
        OperationKind.Download => _deliveries.TryFind(PathOf(request), out var delivery) ? delivery.Job.Origin : null,
        _ => null,
    };

    public void ForgetJobs()
    {
        _tasks.Clear();
        _deliveries.Clear();
    }

    public RequestUnits UnitsOf(Exchange exchange) => new(
        InputTokens: 0,
        Images: exchange.Operation.Kind is not OperationKind.Submit ? 0
            : exchange.Operation.Name == TaskApiModel.First.Endpoint && exchange.Json is { } json ? TaskApiRequest.CountOf(json.RootElement)
            : 1);

    public Reply Refuse(Exchange exchange, Refusal refusal) => TaskApiErrors.Refuse(exchange, refusal);

    private IReadOnlyList<Operation> Known() =>
    [
        .. TaskApiModel.All.Select(model => new Operation(
            model.Endpoint, OperationKind.Submit, "POST", [$"{BasePath}/api/v1/nanobanana/{model.Endpoint}"], exchange => Submit(exchange, model))
        {
            StartsJob = true,
        }),
        new("record-info", OperationKind.Poll, "GET", [$"{BasePath}/api/v1/nanobanana/record-info"], Poll),
        new("credit", OperationKind.Other, "GET", [$"{BasePath}/api/v1/common/credit"], ShowCredits),
        new(
            TaskApiReplies.Delivery,
            OperationKind.Download,
            "GET",
            [.. DeliveryShapes.Select(shape => $"{BasePath}/{TaskApiReplies.Delivery}/{shape}/{{name}}")],
            Deliver)
        {
            NeedsKey = false,
        },
    ];

    private Reply Submit(Exchange exchange, TaskApiModel model)
    {
        var rules = TaskApiSection.Of(exchange);
        if (TaskApiRequest.Read(exchange, model, rules, out var complaint) is not { } request)
        {
            return TaskApiErrors.Invalid(exchange, complaint);
        }

        var price = rules.Prices.Of(model, request);
        if (exchange.Pay(price) is { } refusal)
        {
            return TaskApiErrors.Refuse(exchange, refusal).Because(refusal.Reason);
        }

        var job = TaskApiReplies.Start(exchange, model, request, rules);
        _tasks.Add(job.Id, job, exchange.KeptBytes);
        foreach (var (path, delivery) in TaskApiReplies.DeliveriesOf(job))
        {
            _deliveries.Add(path, delivery, exchange.KeptBytes);
        }

        exchange.Concerns(job.Id);
        exchange.Show(job, job.Work.Files[0].Picture);
        TaskApiCallback.Order(exchange, job, request);
        exchange.Bill(inputTokens: 0, outputTokens: 0, request.Count, (long)(price * rules.Prices.Dollar * 1_000_000));
        return TaskApiReplies.Json(200, TaskApiWire.Submitted(job.Id, rules.TextKeys.Of(model)));
    }

    private Reply Poll(Exchange exchange)
    {
        // Whoever asks for task_id meets the provider's own exception: it looks for this name and no other.
        string? id = exchange.Http.Request.Query["taskId"];
        if (id is null)
        {
            return TaskApiErrors.ServerError(exchange).Because("the query has no taskId");
        }

        if (id.Length == 0)
        {
            return TaskApiErrors.Invalid(exchange, "taskId must not be empty");
        }

        if (!_tasks.TryFind(id, out var job) || job.Owner != exchange.Account)
        {
            return TaskApiErrors.NoTask(exchange);
        }

        exchange.Concerns(id);
        return TaskApiReplies.Json(200, TaskApiWire.Record(job, exchange.Clock.Now));
    }

    private Reply Deliver(Exchange exchange)
    {
        var now = exchange.Clock.Now;
        if (!_deliveries.TryFind(PathOf(exchange.Http.Request), out var delivery)
            || delivery.Job.StateAt(now) is not (JobState.Ready or JobState.Expired))
        {
            return TaskApiErrors.NoSuchPicture();
        }

        exchange.Concerns(delivery.Job.Id);
        if (now >= delivery.ExpiresAt)
        {
            return TaskApiErrors.Expired(exchange);
        }

        var picture = exchange.Deliver(delivery.Picture, _pictures);
        return Reply.Whole(StatusCodes.Status200OK, picture.MediaType, picture.File);
    }

    private static Reply ShowCredits(Exchange exchange) =>
        TaskApiReplies.Json(200, TaskApiWire.Credits(exchange.Purse?.Amounts.Total ?? UntouchedCredits));

    private static string PathOf(HttpRequest request) =>
        request.Path.StartsWithSegments($"{BasePath}/{TaskApiReplies.Delivery}", StringComparison.Ordinal, out var rest)
            ? rest.Value!.TrimStart('/')
            : "";

    private static bool IsWellFormed(string key) => key.Length == 32 && key.All(char.IsAsciiHexDigitLower);
}
