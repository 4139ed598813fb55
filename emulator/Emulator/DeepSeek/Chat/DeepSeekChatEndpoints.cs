using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Answers;
using Emulator.DeepSeek.Chat.Anthropic;
using Emulator.DeepSeek.Chat.Caching;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.DeepSeek.Chat.Files;
using Emulator.DeepSeek.Chat.Fim;
using Emulator.DeepSeek.Chat.Forms;
using Emulator.DeepSeek.Chat.Responses;
using Emulator.Exchanges;
using Emulator.Keys;
using Emulator.Limits;
using Emulator.Network;
using Emulator.Scenarios;
using ScenarioFile;

namespace Emulator.DeepSeek.Chat;

/// <summary>DeepSeek's chat API as a dialect: where its operations are and what answers them.</summary>
internal sealed class DeepSeekChatEndpoints : IDialect
{
    private const string AnthropicBase = "/deepseek/anthropic";

    private const string Fim = "completions";

    private static readonly string[] ChatBases = ["/deepseek", "/deepseek/v1", "/deepseek/beta"];

    private static readonly string[] PlainBases = ["/deepseek", "/deepseek/v1"];

    private static readonly string[] AnthropicBases = [AnthropicBase, $"{AnthropicBase}/v1"];

    private readonly PromptCache _cache = new();
    private readonly UploadedFiles _files = new();
    private readonly DeepSeekChatEngine _engine;

    public DeepSeekChatEndpoints()
    {
        _engine = new DeepSeekChatEngine(new PromptCaching(_cache), _files);
        Operations = StrayRequests.Beside(
            Traits.BasePath,
            [
                new("chat.completions", OperationKind.Chat, "POST", [.. ChatBases.Select(path => $"{path}/chat/completions")], Complete),
                new(Fim, OperationKind.Chat, "POST", ["/deepseek/beta/completions"], FillIn),
                new(ChatForms.Anthropic, OperationKind.Chat, "POST", [.. AnthropicBases.Select(path => $"{path}/messages")], InForm(AnthropicForm.Instance)),
                new(ChatForms.Responses, OperationKind.Chat, "POST", [.. PlainBases.Select(path => $"{path}/responses")], InForm(ResponsesForm.Instance)),
                new("files.upload", OperationKind.Other, "POST", [.. PlainBases.Select(path => $"{path}/files")], _files.Upload)
                {
                    MaxBodyBytes = UploadedFiles.MaxBodyBytes,
                },
                new("models.list", OperationKind.Other, "GET", [.. PlainBases.Select(path => $"{path}/models")], ListModels),
                new("user.balance", OperationKind.Other, "GET", [.. PlainBases.Select(path => $"{path}/user/balance")], ShowBalance),
            ],
            DeepSeekChatErrors.Stray,
            needsKey: true);
    }

    public DialectTraits Traits { get; } = new("DeepSeek/Chat", "/deepseek", "DEEPSEEK")
    {
        ProviderHosts = [new("api.deepseek.com", "/deepseek")],

        // Every answer allows credentials and varies by origin, as one does that echoes it.
        Cors = new CorsPolicy(AllowsCredentials: true),
        DummyKey = "sk-00000000000000000000000000000042",
        DefaultLimits = DeepSeekChatRules.Newest.DefaultLimits,
        Answers = AnswerForms.Text | AnswerForms.Json | AnswerForms.Reasoning | AnswerForms.ToolCalls
            | AnswerForms.FinishReason | AnswerForms.Refuse | AnswerForms.ErrorCode,
        FinishReasons = ["stop", "length", "content_filter", "tool_calls", "insufficient_system_resource"],
        Profiles = DeepSeekChatTiming.Profiles,
        Models = DeepSeekCatalogs.ModelNames,
        KeepsWaitingAlive = true,
        BilledUnit = BilledUnit.Dollars,
        IsConcurrencyByBalance = true,
        KeyFormat = new KeyFormat("sk- and 32 lower-case hexadecimal digits", IsWellFormed),
    };

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Anthropic's clients may send theirs in a header of their own; the other goes before it.</summary>
    public string? KeyOf(HttpRequest request) => SentKey.Bearer(request)
        ?? (request.Path.StartsWithSegments(AnthropicBase, StringComparison.Ordinal) ? SentKey.Header(request, "x-api-key") : null);

    public string? ModelOf(Operation operation, JsonElement body) => ModelOf(DeepSeekChatRules.Newest, operation, body);

    public string? ModelOf(Exchange exchange, JsonElement body) => ModelOf(DeepSeekChatRules.Of(exchange), exchange.Operation, body);

    public object? RulesOf(JsonNode? section, string path, List<ScenarioProblem> problems) => section is null
        ? DeepSeekChatRules.Newest
        : ScenarioDocument.Bind<DeepSeekChatSection>(section, path, problems) is { } bound && problems.Count == 0
            ? new DeepSeekChatRules(bound)
            : null;

    public IReadOnlyList<LimitSection> DefaultLimitsUnder(object? rules) => ((DeepSeekChatRules)rules!).DefaultLimits;

    public void ForgetAnswers() => _cache.Clear();

    public string PromptOf(Operation operation, JsonElement body) =>
        operation.Name is Fim ? DeepSeekFimRequest.PromptOf(body) : DeepSeekChatRequest.PromptOf(ChatForms.ChatOf(operation.Name, body));

    public string SubjectOf(Operation operation, JsonElement body) =>
        operation.Name is Fim ? DeepSeekFimRequest.PromptOf(body) : DeepSeekChatRequest.LastWordsOf(ChatForms.ChatOf(operation.Name, body));

    public bool AnswersATool(JsonElement body) => DeepSeekChatRequest.LastMessageOf(ChatForms.ChatOf(body)) is { ValueKind: JsonValueKind.Object } last
        && last.TryGetProperty("role"u8, out var role) && role.ValueKind is JsonValueKind.String && role.ValueEquals("tool"u8);

    public RequestUnits UnitsOf(Exchange exchange) => exchange switch
    {
        { Operation.Name: Fim, Json: { } json }
            when new DeepSeekFimReader(exchange.Body, DeepSeekChatRules.Of(exchange)).Read(json.RootElement, out _) is { } request =>
            new(request.PromptTokens, Images: 0),
        { Operation.Name: not Fim, Operation.Kind: OperationKind.Chat, Json: { } json }
            when new DeepSeekChatReader(exchange.Body, exchange.Prompt, DeepSeekChatRules.Of(exchange))
                .Read(ChatForms.ChatOf(exchange.Operation.Name, json.RootElement), out _) is { } request =>
            new(DeepSeekChatReplies.PromptTokens(request), Images: 0),
        _ => default,
    };

    public void ForgetJobs() => _files.Clear();

    public Reply Refuse(Exchange exchange, Refusal refusal) => DeepSeekChatErrors.Refuse(exchange, refusal);

    private Func<Exchange, Reply> InForm(IChatForm form) => exchange => FormAnswer.Of(exchange, form, _engine);

    private Reply Complete(Exchange exchange)
    {
        if (DeepSeekChatEngine.ProblemOf(exchange) is { } problem)
        {
            return DeepSeekChatErrors.Invalid(exchange, problem);
        }

        return _engine.Answer(exchange, new ChatTwin(exchange.Json!.RootElement, exchange.Body), out var complaint) is not var (request, completion)
            ? DeepSeekChatErrors.Invalid(exchange, complaint)
            : request.IsStream
                ? DeepSeekChatReplies.Streamed(exchange, completion, request.WantsUsageInEveryChunk)
                : DeepSeekChatReplies.Plain(exchange, completion);
    }

    private static Reply FillIn(Exchange exchange)
    {
        if (DeepSeekChatEngine.ProblemOf(exchange) is { } problem)
        {
            return DeepSeekChatErrors.Invalid(exchange, problem);
        }

        if (new DeepSeekFimReader(exchange.Body, DeepSeekChatRules.Of(exchange)).Read(exchange.Json!.RootElement, out var complaint) is not { } request)
        {
            return DeepSeekChatErrors.Invalid(exchange, complaint);
        }

        var completion = DeepSeekFimReplies.Complete(exchange, request);
        DeepSeekChatEngine.Bill(exchange, completion);
        return DeepSeekFimReplies.Reply(exchange, request, completion);
    }

    private static Reply ListModels(Exchange exchange) => DeepSeekChatWire.Dress(
        exchange, Reply.Whole(200, "application/json", DeepSeekChatWire.Models(DeepSeekChatRules.Of(exchange).Catalog)).Chunked());

    private static Reply ShowBalance(Exchange exchange) => DeepSeekChatWire.Dress(
        exchange,
        Reply.Whole(
            200,
            "application/json",
            DeepSeekChatWire.Balance(exchange.Purse?.Amounts, DeepSeekChatRules.Of(exchange).Section.Currency)).Chunked());

    private static string? ModelOf(DeepSeekChatRules rules, Operation operation, JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty("model"u8, out var model)
            && model.ValueKind is JsonValueKind.String
            ? rules.Catalog.Find(
                operation.Name is ChatForms.Anthropic ? AnthropicModels.Map(model.GetString()!, rules.Catalog) : model.GetString()!)?.Model.Name
            : null;

    private static bool IsWellFormed(string key) =>
        key.Length == 35 && key.StartsWith("sk-", StringComparison.Ordinal) && key[3..].All(char.IsAsciiHexDigitLower);
}
