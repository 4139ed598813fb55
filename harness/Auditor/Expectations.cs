using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Auditor;

/// <summary>What must be true of a whole run: the section <c>expect</c> of a scenario, and the form of a limits file.</summary>
internal sealed record Expectations : IValidatableObject
{
    [Description("The time that was there to use, from the first arrival on; by default until the last answer ended.")]
    public TimeSpan? Over { get; init; }

    [Description("The limits that must hold at every instant. They are judged from arrivals alone, refused ones included.")]
    public IReadOnlyList<LimitExpectation> Limits { get; init; } = [];

    [Description("How many attempts of paid work (chat and submit) must have arrived: 3, \">= 3\", \"<= 5\" or \"2..5\".")]
    public CountRange? Attempts { get; init; }

    [Description("How many different calls of paid work (chat and submit) must have arrived.")]
    public CountRange? Calls { get; init; }

    [Description("How many answers of any operation must have had status 429.")]
    public CountRange? Refusals { get; init; }

    [Description("Findings that must appear, to prove that the run can be convicted; any other finding fails the run.")]
    public IReadOnlyList<FindingExpectation> Findings { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Over is { } over && (over <= TimeSpan.Zero || over > LimitExpectation.LongestWindow))
        {
            yield return new ValidationResult(
                "the time to use is impossible; write more than 0s and at most 3650d, 3h for example", [nameof(Over)]);
        }

        if (Limits.GroupBy(limit => limit.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            yield return new ValidationResult(
                $"two limits are called {twice.Key}; give each limit its own name", [nameof(Limits)]);
        }
    }
}

/// <summary>A finding that a run must have, so that a judge who sees nothing is noticed.</summary>
internal sealed record FindingExpectation
{
    [Description("The finding's code.")]
    public required FindingCode Code { get; init; }

    [Description("The key it must be about, as plain text or as its fingerprint (k- and 8 hex digits).")]
    [MinLength(1)]
    public string? Key { get; init; }

    [Description("The call it must be about.")]
    [MinLength(1)]
    public string? Call { get; init; }

    [Description("The dialect it must be about.")]
    [MinLength(1)]
    public string? Dialect { get; init; }

    public bool Covers(Evidence evidence) =>
        evidence.Code == Code
        && (Key is null || KeyFingerprint.Of(Key) == evidence.Key)
        && (Call is null || Call == evidence.Call)
        && (Dialect is null || Dialect == evidence.Dialect);
}
