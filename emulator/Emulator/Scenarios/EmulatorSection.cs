using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Emulator.Answers;
using Emulator.Keys;
using Emulator.Timing;

namespace Emulator.Scenarios;

/// <summary>The <c>emulator</c> section of a scenario: how the providers behave.</summary>
internal sealed record EmulatorSection
{
    [Description("Decides every draw of the run; the same seed gives the same faults, delays and texts.")]
    public ulong? Seed { get; init; }

    [Description("Which ready-made behaviour the keys below change: quick (default), realistic or hostile.")]
    public ProfileName? Profile { get; init; }

    [Description("Hosts that callbacks may go to beside this machine.")]
    public IReadOnlyList<string>? CallbackHosts { get; init; }

    [Description("The token endpoint POST /__emulator/oauth/token: who may ask it for tokens.")]
    public OAuthSection? Oauth { get; init; }

    [Description("What the pictures of all dialects have in common.")]
    public PicturesSection? Pictures { get; init; }

    [Description("What differs from the defaults, by dialect: DeepSeek/Chat, Flux/Bfl, ...")]
    public IReadOnlyDictionary<string, DialectSection> Dialects { get; init; } = new Dictionary<string, DialectSection>();
}

/// <summary>How one dialect behaves.</summary>
internal sealed record DialectSection
{
    [Description("The dialect's own profile, in place of the emulator's.")]
    public ProfileName? Profile { get; init; }

    [Description("How long every answer takes before its first byte, beside the dialect's own timing.")]
    public DelayDistribution? Delay { get; init; }

    [Description("Share of attempts, from 0 to 1, that are refused with failureStatus.")]
    [Range(0.0, 1.0)]
    public double? FailureRate { get; init; }

    [Description("The status of those refusals; 503 unless said otherwise.")]
    [Range(400, 599)]
    public int? FailureStatus { get; init; }

    [Description("A port of the dialect's own, beside the common one; 0 takes any free one. Only there can the fault unreachable refuse connections.")]
    [Range(0, 65535)]
    public int? Port { get; init; }

    [Description("The keys that are accepted, exactly, as texts or with account, project and times; without it every key is, unless it contains the word invalid.")]
    public IReadOnlyList<KeySection>? Keys { get; init; }

    [Description("Whether keys must have the provider's form; by default any will do.")]
    public bool StrictKeys { get; init; }

    [Description("What accounts begin with, by the names that keys give; what a call costs is taken from its key's account.")]
    public IReadOnlyDictionary<string, AccountSection>? Accounts { get; init; }

    [Description("How many requests an account may have in flight by what it has left: suggested, or points; by default any number.")]
    public BalanceCurve? ConcurrencyByBalance { get; init; }

    [Description("The limits, in place of the dialect's own; an empty list means none.")]
    public IReadOnlyList<LimitSection>? Limits { get; init; }

    [Description("Answers of the scenario's own; the first whose conditions a request meets is its answer.")]
    public IReadOnlyList<AnswerSection>? Answers { get; init; }

    [Description("Scripted faults, counted per logical call; in place of the profile's, so an empty list means none.")]
    public IReadOnlyList<FaultSection>? Faults { get; init; }

    [Description("How long the dialect's own work takes.")]
    public TimingSection Timing { get; init; } = new();

    [Description("What takes another time for some models or operations: key by key the last rule that matches goes before the others, and all go before delay, timing and workers.")]
    public IReadOnlyList<TimingRule> Timings { get; init; } = [];

    [Description("What only this provider has: for DeepSeek/Chat catalogDate, cache, currency and more; emulator/README.md lists the keys.")]
    public JsonNode? Provider { get; init; }

    [Description("The workers that chats, pictures and jobs wait for; by default there are as many as it takes.")]
    public WorkersSection? Workers { get; init; }
}
