using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emulator.Exchanges;

namespace Emulator.Scenarios;

/// <summary>One limit of a dialect: an amount of something in a time, requests in flight, or active jobs.</summary>
internal sealed record LimitSection : IValidatableObject
{
    [Description("What refusals call it.")]
    public required string Name { get; init; }

    [Description("How many requests it admits; needs window or daily.")]
    [Range(1, int.MaxValue)]
    public int? Requests { get; init; }

    [Description("How many tokens it admits, of prompts and answers; needs window or daily. Those of the answer are counted when it is made.")]
    [Range(1, LimitRules.MostUnits)]
    public long? Tokens { get; init; }

    [Description("How many tokens of prompts it admits; needs window or daily.")]
    [Range(1, LimitRules.MostUnits)]
    public long? InputTokens { get; init; }

    [Description("How many pictures it admits; needs window or daily.")]
    [Range(1, int.MaxValue)]
    public int? Images { get; init; }

    [Description("How many US dollars it admits, 2.50 for example; needs window or daily. They are counted when the answer is made.")]
    public decimal? Money { get; init; }

    [Description("The time in which the amount is admitted.")]
    public TimeSpan? Window { get; init; }

    [Description("In place of window: the time zone at whose midnight the whole amount is there again, America/Los_Angeles for example.")]
    public string? Daily { get; init; }

    [Description("How a window is counted; by default slidingLog.")]
    public WindowCounting? Counting { get; init; }

    [Description("Of counting: quantised, the step to which stamps are rounded down.")]
    public TimeSpan? Step { get; init; }

    [Description("Of counting: tokenBucket, how much it holds when it is full; by default the amount.")]
    public decimal? Burst { get; init; }

    [Description("How many requests may be unanswered at once.")]
    [Range(1, int.MaxValue)]
    public int? InFlight { get; init; }

    [Description("How many jobs may be unfinished at once; a job counts until it is ready, failed or cancelled.")]
    [Range(1, int.MaxValue)]
    public int? ActiveJobs { get; init; }

    [Description("What is counted apart: key, account, project, model; by default key. An empty list counts everybody together.")]
    public IReadOnlyList<SubjectPart>? Per { get; init; }

    [Description("The kinds of operation it counts; by default chat and submit.")]
    public IReadOnlyList<OperationKind>? Kinds { get; init; }

    [Description("The models it counts; by default all together.")]
    public IReadOnlyList<string>? Models { get; init; }

    [Description("Whether refusals carry Retry-After; by default as the provider does.")]
    public bool? RetryAfter { get; init; }

    [Description("Whether refused requests count, too.")]
    public bool CountRefused { get; init; }

    [Description("Whether answers keep quiet about it: no headers, no Retry-After, no numbers.")]
    public bool Hidden { get; init; }

    [Description("How the amount changes with time, by the seed.")]
    public DriftSection? Drift { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => LimitRules.Check(this);

    /// <summary>Whether another limit says the same; records compare their lists by identity.</summary>
    public bool SaysTheSameAs(LimitSection other) =>
        this with { Per = null, Kinds = null, Models = null } == other with { Per = null, Kinds = null, Models = null }
        && AreSame(Per, other.Per)
        && AreSame(Kinds, other.Kinds)
        && AreSame(Models, other.Models);

    private static bool AreSame<T>(IReadOnlyList<T>? one, IReadOnlyList<T>? other) =>
        one is null || other is null ? one is null && other is null : one.SequenceEqual(other);
}
