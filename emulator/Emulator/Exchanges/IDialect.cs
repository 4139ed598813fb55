using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Answers;
using Emulator.Jobs;
using Emulator.Keys;
using Emulator.Limits;
using Emulator.Network;
using Emulator.Scenarios;
using Emulator.Timing;
using ScenarioFile;

namespace Emulator.Exchanges;

/// <summary>One wire format at one base URL. It alone knows what requests and answers, refusals included, look like.</summary>
internal interface IDialect
{
    DialectTraits Traits { get; }

    IReadOnlyList<Operation> Operations { get; }

    /// <summary>The key of a request, or <see langword="null"/> when there is none.</summary>
    string? KeyOf(HttpRequest request);

    /// <summary>The canonical model that a request asks for; <see langword="null"/> when it names none that exists.</summary>
    string? ModelOf(Operation operation, JsonElement body);

    /// <inheritdoc cref="ModelOf(Operation, JsonElement)"/>
    string? ModelOf(Exchange exchange, JsonElement body) => ModelOf(exchange.Operation, body);

    /// <summary>What a scenario's <c>provider</c> says, in the dialect's own type; what holds when nothing was written is a value, too.</summary>
    /// <returns><see langword="null"/> when something is wrong.</returns>
    /// <param name="section">What was written, if anything was.</param>
    /// <param name="path">The keys that lead to it.</param>
    /// <param name="problems">Receives everything that is wrong.</param>
    object? RulesOf(JsonNode? section, string path, List<ScenarioProblem> problems);

    /// <summary>The limits where the scenario says nothing of limits, but perhaps something of the provider.</summary>
    IReadOnlyList<LimitSection> DefaultLimitsUnder(object? rules) => Traits.DefaultLimits;

    /// <summary>Forgets what answers have left behind, beside jobs: caches of prompts.</summary>
    void ForgetAnswers()
    {
    }

    /// <summary>The text that content is made from and that scripted faults are matched with.</summary>
    string PromptOf(Operation operation, JsonElement body);

    /// <summary>What the user says now, without what was said before: what own answers call the prompt.</summary>
    string SubjectOf(Operation operation, JsonElement body) => PromptOf(operation, body);

    /// <summary>Whether the request brings the result of a tool that an earlier answer called.</summary>
    bool AnswersATool(JsonElement body) => false;

    /// <summary>The request that made what is polled or downloaded; <see langword="null"/> when there is no such thing.</summary>
    JobOrigin? OriginOf(Operation operation, HttpRequest request) => null;

    /// <summary>Forgets all jobs, and what was made of them.</summary>
    void ForgetJobs()
    {
    }

    /// <summary>What a request is known to use when it arrives, beside being a request; asked only where a limit counts it.</summary>
    RequestUnits UnitsOf(Exchange exchange) => new(InputTokens: 0, Images: exchange.Operation.Kind is OperationKind.Submit ? 1 : 0);

    /// <summary>The answer to a request that is not served, in the dialect's own form.</summary>
    Reply Refuse(Exchange exchange, Refusal refusal);
}

/// <summary>What the neutral rooms must know of a dialect.</summary>
/// <param name="Name">The dialect's name: <c>DeepSeek/Chat</c>.</param>
/// <param name="BasePath">The path of its base URL: <c>/deepseek</c>.</param>
/// <param name="EnvironmentPrefix">What its environment variables begin with: <c>DEEPSEEK</c>.</param>
internal sealed record DialectTraits(string Name, string BasePath, string EnvironmentPrefix)
{
    /// <summary>A key that the server prints for people to paste.</summary>
    public required string DummyKey { get; init; }

    /// <summary>The limits where the scenario says nothing.</summary>
    public required IReadOnlyList<LimitSection> DefaultLimits { get; init; }

    /// <summary>The timing and the faults where the scenario says nothing; only what quick says can be set by a scenario.</summary>
    public required DialectProfiles Profiles { get; init; }

    /// <summary>The canonical names of its models, for scenarios that name one; empty where it has none to choose from.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The ways in which its models work, where their times differ by them: <c>high</c> after a model's name and a space.</summary>
    public IReadOnlyList<string> ModelWays { get; init; } = [];

    /// <summary>Whether <see cref="Models"/> has a name, alone or with one of <see cref="ModelWays"/> behind it.</summary>
    public bool HasModel(string name) => Models.Contains(name, StringComparer.Ordinal)
        || (name.LastIndexOf(' ') is > 0 and var space
            && ModelWays.Contains(name[(space + 1)..], StringComparer.Ordinal) && Models.Contains(name[..space], StringComparer.Ordinal));

    /// <summary>Whether a request that waits for a worker is sent signs of life.</summary>
    public bool KeepsWaitingAlive { get; init; }

    /// <summary>What a scenario's own answers may consist of.</summary>
    public required AnswerForms Answers { get; init; }

    /// <summary>The reasons with which a scenario's own answers may end.</summary>
    public IReadOnlyList<string> FinishReasons { get; init; } = [];

    /// <summary>The provider's own host names, under which the dialect is reached without its base path.</summary>
    public IReadOnlyList<ProviderHost> ProviderHosts { get; init; } = [];

    /// <summary>What pages of other origins may do; <see langword="null"/> where the provider lets none in.</summary>
    public CorsPolicy? Cors { get; init; }

    /// <summary>What the provider takes from an account.</summary>
    public BilledUnit BilledUnit { get; init; }

    /// <summary>The form of its keys; <see langword="null"/> where it is not known.</summary>
    public KeyFormat? KeyFormat { get; init; }

    /// <summary>Whether an account may have the fewer requests in flight the less it has left.</summary>
    public bool IsConcurrencyByBalance { get; init; }

    /// <summary>The longest request body that is read.</summary>
    public int MaxBodyBytes { get; init; } = 16 * 1024 * 1024;
}
