using System.Text.Json;
using Emulator.Answers;
using Emulator.DeepSeek.Chat.Fim;
using Emulator.Exchanges;
using Emulator.Keys;
using Emulator.Limits;
using Emulator.Network;

namespace Emulator.DeepSeek.Chat;

/// <summary>DeepSeek's chat API as a dialect: where its operations are and what answers them.</summary>
internal sealed class DeepSeekChatEndpoints : IDialect
{
    private const string Fim = "completions";

    private static readonly string[] ChatBases = ["/deepseek", "/deepseek/v1", "/deepseek/beta"];

    private static readonly string[] PlainBases = ["/deepseek", "/deepseek/v1"];

    public DeepSeekChatEndpoints() => Operations = StrayRequests.Beside(
        Traits.BasePath,
        [
            new("chat.completions", OperationKind.Chat, "POST", [.. ChatBases.Select(path => $"{path}/chat/completions")], Complete),
            new(Fim, OperationKind.Chat, "POST", ["/deepseek/beta/completions"], FillIn),
            new("models.list", OperationKind.Other, "GET", [.. PlainBases.Select(path => $"{path}/models")], ListModels),
            new("user.balance", OperationKind.Other, "GET", [.. PlainBases.Select(path => $"{path}/user/balance")], ShowBalance),
        ],
        DeepSeekChatErrors.Stray);

    public DialectTraits Traits { get; } = new("DeepSeek/Chat", "/deepseek", "DEEPSEEK")
    {
        ProviderHosts = [new("api.deepseek.com", "/deepseek")],

        // Every answer allows credentials and varies by origin, as one does that echoes it.
        Cors = new CorsPolicy(AllowsCredentials: true),
        DummyKey = "sk-00000000000000000000000000000042",
        DefaultLimits = DeepSeekChatLimits.Default,
        Answers = AnswerForms.Text | AnswerForms.Json | AnswerForms.Reasoning | AnswerForms.ToolCalls
            | AnswerForms.FinishReason | AnswerForms.Refuse | AnswerForms.ErrorCode,
        Profiles = DeepSeekChatTiming.Profiles,
        Models = [.. DeepSeekChatLimits.Models.Select(model => model.Name)],
        KeepsWaitingAlive = true,
        HasChats = true,
        BilledUnit = BilledUnit.Dollars,
        IsConcurrencyByBalance = true,
        KeyFormat = new KeyFormat("sk- and 32 lower-case hexadecimal digits", IsWellFormed),
    };

    public IReadOnlyList<Operation> Operations { get; }

    public string? KeyOf(HttpRequest request) => SentKey.Bearer(request);

    public string? ModelOf(Operation operation, JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty("model"u8, out var model)
            && model.ValueKind is JsonValueKind.String
            ? DeepSeekChatLimits.Find(model.GetString()!)?.Name
            : null;

    public string PromptOf(Operation operation, JsonElement body) =>
        operation.Name is Fim ? DeepSeekFimRequest.PromptOf(body) : DeepSeekChatRequest.PromptOf(body);

    public string SubjectOf(Operation operation, JsonElement body) =>
        operation.Name is Fim ? DeepSeekFimRequest.PromptOf(body) : DeepSeekChatRequest.LastWordsOf(body);

    public bool AnswersATool(JsonElement body) => DeepSeekChatRequest.LastMessageOf(body) is { ValueKind: JsonValueKind.Object } last
        && last.TryGetProperty("role"u8, out var role) && role.ValueKind is JsonValueKind.String && role.ValueEquals("tool"u8);

    public RequestUnits UnitsOf(Exchange exchange) =>
        exchange is { Operation.Name: Fim, Json: { } texts }
            ? new(new DeepSeekFimReader(exchange.Body).Read(texts.RootElement, out _)?.PromptTokens ?? 0, Images: 0)
            : exchange is { Operation.Kind: OperationKind.Chat, Json: { } json }
        && new DeepSeekChatReader(exchange.Body, exchange.Prompt).Read(json.RootElement, out _) is { } request
            ? new(DeepSeekChatReplies.PromptTokens(request), Images: 0)
            : default;

    public Reply Refuse(Exchange exchange, Refusal refusal) => DeepSeekChatErrors.Refuse(exchange, refusal);

    private static Reply Complete(Exchange exchange)
    {
        if (exchange.Json is not { } json)
        {
            return NoJson(exchange);
        }

        if (new DeepSeekChatReader(exchange.Body, exchange.Prompt).Read(json.RootElement, out var complaint) is not { } request)
        {
            return DeepSeekChatErrors.Invalid(exchange, complaint);
        }

        var isBeta = exchange.Http.Request.Path.StartsWithSegments("/deepseek/beta", StringComparison.Ordinal);
        if (DeepSeekHistoryCheck.ComplaintAbout(request, exchange.Served.Chat, isBeta) is { } disorder)
        {
            return DeepSeekChatErrors.Invalid(exchange, disorder);
        }

        request = request.Honouring(DeepSeekHistoryCheck.IsHonoured(exchange.Served.Chat, isBeta));
        var completion = DeepSeekChatReplies.Complete(exchange, request);
        Bill(exchange, completion);
        return request.IsStream
            ? DeepSeekChatReplies.Streamed(exchange, completion, request.WantsUsageInEveryChunk)
            : DeepSeekChatReplies.Plain(exchange, completion);
    }

    private static Reply FillIn(Exchange exchange)
    {
        if (exchange.Json is not { } json)
        {
            return NoJson(exchange);
        }

        if (new DeepSeekFimReader(exchange.Body).Read(json.RootElement, out var complaint) is not { } request)
        {
            return DeepSeekChatErrors.Invalid(exchange, complaint);
        }

        var completion = DeepSeekFimReplies.Complete(exchange, request);
        Bill(exchange, completion);
        return DeepSeekFimReplies.Reply(exchange, request, completion);
    }

    private static Reply NoJson(Exchange exchange)
    {
        var problem = exchange.JsonProblem;
        return DeepSeekChatErrors.Invalid(
            exchange,
            $"Failed to parse the request body as JSON: expected value at line {(problem?.LineNumber ?? 0) + 1} column {problem?.BytePositionInLine ?? 0}");
    }

    private static void Bill(Exchange exchange, DeepSeekCompletion completion) => exchange.Bill(
        completion.PromptTokens,
        completion.CompletionTokens,
        images: 0,
        DeepSeekChatLimits.MicroUsd(
            DeepSeekChatLimits.Find(completion.Model)!, completion.PromptTokens, completion.CompletionTokens, exchange.ArrivedAt));

    private static Reply ListModels(Exchange exchange) =>
        DeepSeekChatWire.Dress(exchange, Reply.Whole(200, "application/json", DeepSeekChatWire.Models()).Chunked());

    private static Reply ShowBalance(Exchange exchange) =>
        DeepSeekChatWire.Dress(exchange, Reply.Whole(200, "application/json", DeepSeekChatWire.Balance(exchange.Purse?.Amounts)).Chunked());

    private static bool IsWellFormed(string key) =>
        key.Length == 35 && key.StartsWith("sk-", StringComparison.Ordinal) && key[3..].All(char.IsAsciiHexDigitLower);
}
