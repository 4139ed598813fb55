using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Emulator.Answers;
using Emulator.DeepSeek.Chat.Caching;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.DeepSeek.Chat.Fim;
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
    private const string Fim = "completions";

    private static readonly string[] ChatBases = ["/deepseek", "/deepseek/v1", "/deepseek/beta"];

    private static readonly string[] PlainBases = ["/deepseek", "/deepseek/v1"];

    private readonly PromptCache _cache = new();
    private readonly PromptCaching _caching;

    public DeepSeekChatEndpoints()
    {
        _caching = new PromptCaching(_cache);
        Operations = StrayRequests.Beside(
            Traits.BasePath,
            [
                new("chat.completions", OperationKind.Chat, "POST", [.. ChatBases.Select(path => $"{path}/chat/completions")], Complete),
                new(Fim, OperationKind.Chat, "POST", ["/deepseek/beta/completions"], FillIn),
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
        Profiles = DeepSeekChatTiming.Profiles,
        Models = DeepSeekCatalogs.ModelNames,
        KeepsWaitingAlive = true,
        BilledUnit = BilledUnit.Dollars,
        IsConcurrencyByBalance = true,
        KeyFormat = new KeyFormat("sk- and 32 lower-case hexadecimal digits", IsWellFormed),
    };

    public IReadOnlyList<Operation> Operations { get; }

    public string? KeyOf(HttpRequest request) => SentKey.Bearer(request);

    public string? ModelOf(Operation operation, JsonElement body) => ModelOf(DeepSeekChatRules.Newest, body);

    public string? ModelOf(Exchange exchange, JsonElement body) => ModelOf(DeepSeekChatRules.Of(exchange), body);

    public object? RulesOf(JsonNode? section, string path, List<ScenarioProblem> problems) => section is null
        ? DeepSeekChatRules.Newest
        : ScenarioDocument.Bind<DeepSeekChatSection>(section, path, problems) is { } bound && problems.Count == 0
            ? new DeepSeekChatRules(bound)
            : null;

    public IReadOnlyList<LimitSection> DefaultLimitsUnder(object? rules) => ((DeepSeekChatRules)rules!).DefaultLimits;

    public void ForgetAnswers() => _cache.Clear();

    public string PromptOf(Operation operation, JsonElement body) =>
        operation.Name is Fim ? DeepSeekFimRequest.PromptOf(body) : DeepSeekChatRequest.PromptOf(body);

    public string SubjectOf(Operation operation, JsonElement body) =>
        operation.Name is Fim ? DeepSeekFimRequest.PromptOf(body) : DeepSeekChatRequest.LastWordsOf(body);

    public bool AnswersATool(JsonElement body) => DeepSeekChatRequest.LastMessageOf(body) is { ValueKind: JsonValueKind.Object } last
        && last.TryGetProperty("role"u8, out var role) && role.ValueKind is JsonValueKind.String && role.ValueEquals("tool"u8);

    public RequestUnits UnitsOf(Exchange exchange) => exchange switch
    {
        { Operation.Name: Fim, Json: { } json }
            when new DeepSeekFimReader(exchange.Body, DeepSeekChatRules.Of(exchange)).Read(json.RootElement, out _) is { } request =>
            new(request.PromptTokens, Images: 0),
        { Operation.Name: not Fim, Operation.Kind: OperationKind.Chat, Json: { } json }
            when new DeepSeekChatReader(exchange.Body, exchange.Prompt, DeepSeekChatRules.Of(exchange)).Read(json.RootElement, out _) is { } request =>
            new(DeepSeekChatReplies.PromptTokens(request), Images: 0),
        _ => default,
    };

    public Reply Refuse(Exchange exchange, Refusal refusal) => DeepSeekChatErrors.Refuse(exchange, refusal);

    private Reply Complete(Exchange exchange)
    {
        if (exchange.Json is not { } json || !IsUnicode(exchange.Body.Span))
        {
            return DeepSeekChatErrors.Invalid(exchange, Unreadable(exchange));
        }

        var rules = DeepSeekChatRules.Of(exchange);
        if (new DeepSeekChatReader(exchange.Body, exchange.Prompt, rules).Read(json.RootElement, out var complaint) is not { } request)
        {
            return DeepSeekChatErrors.Invalid(exchange, complaint);
        }

        var isBeta = exchange.Http.Request.Path.StartsWithSegments("/deepseek/beta", StringComparison.Ordinal);
        if (DeepSeekHistoryCheck.ComplaintAbout(request, rules.Section.Chat, isBeta) is { } disorder)
        {
            return DeepSeekChatErrors.Invalid(exchange, new DeepSeekComplaint(disorder));
        }

        request = request.Honouring(DeepSeekHistoryCheck.IsHonoured(rules.Section.Chat, isBeta));
        var completion = DeepSeekChatReplies.Complete(exchange, request);
        completion = completion with
        {
            CacheHitTokens = _caching.Take(exchange, request, completion.PromptTokens, out var ruler),
        };
        _caching.Leave(exchange, ruler, completion);
        Bill(exchange, completion);
        return request.IsStream
            ? DeepSeekChatReplies.Streamed(exchange, completion, request.WantsUsageInEveryChunk)
            : DeepSeekChatReplies.Plain(exchange, completion);
    }

    private static Reply FillIn(Exchange exchange)
    {
        if (exchange.Json is not { } json || !IsUnicode(exchange.Body.Span))
        {
            return DeepSeekChatErrors.Invalid(exchange, Unreadable(exchange));
        }

        if (new DeepSeekFimReader(exchange.Body, DeepSeekChatRules.Of(exchange)).Read(json.RootElement, out var complaint) is not { } request)
        {
            return DeepSeekChatErrors.Invalid(exchange, complaint);
        }

        var completion = DeepSeekFimReplies.Complete(exchange, request);
        Bill(exchange, completion);
        return DeepSeekFimReplies.Reply(exchange, request, completion);
    }

    private static void Bill(Exchange exchange, DeepSeekCompletion completion)
    {
        var rules = DeepSeekChatRules.Of(exchange);
        var hit = completion.CacheHitTokens;
        var bill = rules.BillFor(
            rules.Catalog.Model(completion.Model)!,
            new DeepSeekUse(hit, completion.PromptTokens - hit, completion.CompletionTokens),
            exchange.ArrivedAt);
        exchange.Bill(completion.PromptTokens, completion.CompletionTokens, images: 0, bill.MicroUsd, bill.Yuan);
    }

    /// <summary>A body that the emulator cannot read and that parser could, but for its depth or its letters, has no place.</summary>
    private static DeepSeekComplaint Unreadable(Exchange exchange) => new(
        $"Failed to parse the request body as JSON: {DeepSeekJsonScanner.ProblemOf(exchange.Body) ?? "invalid unicode code point at line 1 column 0"}");

    /// <summary>Half surrogate pairs can only come from escapes, which texts of the ordinary kind do not have.</summary>
    private static bool IsUnicode(ReadOnlySpan<byte> body) => Utf8.IsValid(body)
        && ((body.IndexOf("\\ud"u8) < 0 && body.IndexOf("\\uD"u8) < 0) || DeepSeekJsonScanner.ProblemOf(body.ToArray()) is null);

    private static Reply ListModels(Exchange exchange) => DeepSeekChatWire.Dress(
        exchange, Reply.Whole(200, "application/json", DeepSeekChatWire.Models(DeepSeekChatRules.Of(exchange).Catalog)).Chunked());

    private static Reply ShowBalance(Exchange exchange) => DeepSeekChatWire.Dress(
        exchange,
        Reply.Whole(
            200,
            "application/json",
            DeepSeekChatWire.Balance(exchange.Purse?.Amounts, DeepSeekChatRules.Of(exchange).Section.Currency)).Chunked());

    private static string? ModelOf(DeepSeekChatRules rules, JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty("model"u8, out var model)
            && model.ValueKind is JsonValueKind.String
            ? rules.Catalog.Find(model.GetString()!)?.Model.Name
            : null;

    private static bool IsWellFormed(string key) =>
        key.Length == 35 && key.StartsWith("sk-", StringComparison.Ordinal) && key[3..].All(char.IsAsciiHexDigitLower);
}
