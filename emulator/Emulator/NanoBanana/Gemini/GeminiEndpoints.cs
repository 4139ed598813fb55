using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Answers;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Keys;
using Emulator.Limits;
using Emulator.NanoBanana.Gemini.Batch;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Files;
using Emulator.NanoBanana.Gemini.OpenAi;
using Emulator.NanoBanana.Gemini.Refusals;
using Emulator.NanoBanana.Gemini.Replies;
using Emulator.NanoBanana.Gemini.Requests;
using Emulator.Scenarios;
using ScenarioFile;

namespace Emulator.NanoBanana.Gemini;

/// <summary>Google's picture models as a dialect: one synchronous call that gives pictures as base64 within JSON.</summary>
internal sealed class GeminiEndpoints : IDialect
{
    /// <summary>The host that the provider's own errors name.</summary>
    public const string ProviderName = "generativelanguage.googleapis.com";

    private readonly PictureCache _pictures;
    private readonly GeminiEngine _engine;
    private readonly GeminiFiles _files;
    private readonly GeminiBatches _batches;

    public GeminiEndpoints(DialectMemory memory)
    {
        _pictures = memory.Pictures;
        _files = new GeminiFiles(memory);
        _engine = new GeminiEngine { Files = _files.Referred };
        _batches = new GeminiBatches(memory, _engine, _files);
        Operations = StrayRequests.Beside(
            Traits.BasePath,
            [
                new(GeminiOperations.Generate, OperationKind.Submit, "POST", GeminiPaths.Of("generateContent"), Generate),
                new(GeminiOperations.Stream, OperationKind.Submit, "POST", GeminiPaths.Of("streamGenerateContent"), Stream),
                new(GeminiOperations.Count, OperationKind.Other, "POST", GeminiPaths.Of("countTokens"), Count),
                new(GeminiOperations.List, OperationKind.Other, "GET", [.. GeminiPaths.Bases.Select(path => $"{path}/models")], GeminiModelReplies.List),
                new(GeminiOperations.Get, OperationKind.Other, "GET", [.. GeminiPaths.Bases.Select(path => $"{path}/models/{{model}}")], GeminiModelReplies.Get),
                .. _batches.Operations,
                .. _files.Operations,
                .. new GeminiOpenAi(memory, _engine).Operations,
            ],
            GeminiErrors.Stray,
            needsKey: true);
    }

    public DialectTraits Traits { get; } = new("NanoBanana/Gemini", GeminiPaths.Base, "NANOBANANA_GEMINI")
    {
        ProviderHosts = [new(ProviderName, GeminiPaths.Base)],
        DummyKey = "gemini-key-00000000000000000042",
        DefaultLimits = GeminiRules.Newest.DefaultLimits,
        Answers = AnswerForms.Text | AnswerForms.Reasoning | AnswerForms.Image | AnswerForms.FinishReason | AnswerForms.Refuse | AnswerForms.ErrorCode,
        FinishReasons = GeminiReasons.Finish,
        Profiles = GeminiTiming.Profiles,
        Models = GeminiModels.Names,
        ModelWays = GeminiTiming.Ways,
        BilledUnit = BilledUnit.Dollars,
        MaxBodyBytes = GeminiRules.MaxBodyBytes,
    };

    public IReadOnlyList<Operation> Operations { get; }

    public string? KeyOf(HttpRequest request) => GeminiKeys.KeyOf(request);

    /// <summary>The model stands in the path, which only the exchange has.</summary>
    public string? ModelOf(Operation operation, JsonElement body) => null;

    public string? ModelOf(Exchange exchange, JsonElement body) =>
        (exchange.Operation.Name is GeminiOpenAi.Generate ? GeminiOpenAi.ModelIn(body) : exchange.RouteValue("model")) is { Length: > 0 } id
            ? GeminiPaths.ModelOf(exchange.Http.Request, id, GeminiRules.Of(exchange))?.Id : null;

    public object? RulesOf(JsonNode? section, string path, List<ScenarioProblem> problems) => section is null
        ? GeminiRules.Newest
        : ScenarioDocument.Bind<GeminiSection>(section, path, problems) is { } bound && problems.Count == 0
            ? new GeminiRules(bound)
            : null;

    public IReadOnlyList<LimitSection> DefaultLimitsUnder(object? rules) => ((GeminiRules)rules!).DefaultLimits;

    public string PromptOf(Operation operation, JsonElement body) =>
        operation.Name is GeminiOpenAi.Generate ? GeminiOpenAi.PromptIn(body) : GeminiPrompts.PromptOf(body);

    public JobOrigin? OriginOf(Operation operation, HttpRequest request) => _batches.OriginOf(request);

    public void ForgetJobs()
    {
        _batches.Clear();
        _files.Clear();
    }

    /// <summary>A batch is limited by the number of batches, not by its pictures.</summary>
    public RequestUnits UnitsOf(Exchange exchange) => exchange is not { Operation.Kind: OperationKind.Submit, Json: { } json } ? default
        : exchange.Operation.Name switch
        {
            GeminiBatches.Create => default,
            GeminiOpenAi.Generate => new(GeminiTokens.OfLetters(exchange.Prompt.Length), Math.Max(1, GeminiOpenAi.CountIn(json.RootElement))),
            _ => new(GeminiTokens.Of(json.RootElement, GeminiRules.Of(exchange).Section.InputImageTokens), Images: 1),
        };

    public Reply Refuse(Exchange exchange, Refusal refusal) => GeminiErrors.Refuse(exchange, refusal);

    private Reply Generate(Exchange exchange) => _engine.Read(exchange, BodyOf(exchange), exchange.RouteValue("model"), "generateContent", out var error) is { } request
        ? Reply.Later(() => GeminiReplies.Whole(exchange, GeminiEngine.Answer(exchange, request), _pictures))
        : GeminiErrors.Reply(exchange, error);

    private Reply Stream(Exchange exchange)
    {
        var isEvents = exchange.Http.Request.Query["alt"] == "sse";
        return _engine.Read(exchange, BodyOf(exchange), exchange.RouteValue("model"), "streamGenerateContent", out var error) is { } request
            ? Reply.Later(() => GeminiReplies.Streamed(exchange, GeminiEngine.Answer(exchange, request), _pictures, isEvents))
            : GeminiErrors.Reply(exchange, error);
    }

    private static Reply Count(Exchange exchange) => GeminiModelReplies.Count(exchange, BodyOf(exchange));

    /// <summary>The body as JSON; <see langword="null"/> for one that is none, or longer than the provider takes.</summary>
    private static JsonElement? BodyOf(Exchange exchange) =>
        exchange.Body.Length <= GeminiRules.Of(exchange).Section.MaxRequestBytes ? exchange.Json?.RootElement : null;
}

/// <summary>The names of the operations, in journal and scenarios.</summary>
internal static class GeminiOperations
{
    public const string Generate = "models.generateContent";
    public const string Stream = "models.streamGenerateContent";
    public const string Count = "models.countTokens";
    public const string List = "models.list";
    public const string Get = "models.get";
}
