using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emulator.Exchanges;

namespace Emulator.Scenarios;

/// <summary>One limit of a dialect, counted per key: requests in a sliding window, requests in flight, or active jobs.</summary>
internal sealed record LimitSection : IValidatableObject
{
    [Description("What refusals call it.")]
    public required string Name { get; init; }

    [Description("How many requests the window admits; needs window.")]
    [Range(1, int.MaxValue)]
    public int? Requests { get; init; }

    [Description("The length of the sliding window; needs requests.")]
    public TimeSpan? Window { get; init; }

    [Description("How many requests may be unanswered at once.")]
    [Range(1, int.MaxValue)]
    public int? InFlight { get; init; }

    [Description("How many jobs may be unfinished at once; a job counts until it is ready, failed or cancelled.")]
    [Range(1, int.MaxValue)]
    public int? ActiveJobs { get; init; }

    [Description("The kinds of operation it counts; by default chat and submit.")]
    public IReadOnlyList<OperationKind>? Kinds { get; init; }

    [Description("The models it counts; by default all together.")]
    public IReadOnlyList<string>? Models { get; init; }

    [Description("Whether refusals carry Retry-After; by default as the provider does.")]
    public bool? RetryAfter { get; init; }

    [Description("Whether refused requests count, too.")]
    public bool CountRefused { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var ways = (Requests is null ? 0 : 1) + (InFlight is null ? 0 : 1) + (ActiveJobs is null ? 0 : 1);
        if (ways != 1)
        {
            yield return new ValidationResult(
                $"the limit {Name} must count exactly one thing; write one of requests with window, inFlight, activeJobs");
        }
        else if (Requests is null != Window is null)
        {
            yield return new ValidationResult(
                $"the limit {Name} has only one of requests and window; write both, {{requests: 100, window: 1h}} for example");
        }
        else if (Window == TimeSpan.Zero)
        {
            yield return new ValidationResult(
                $"the window of {Name} is zero; write a duration above zero, 1h for example", [nameof(Window)]);
        }
        else if (CountRefused && Requests is null)
        {
            yield return new ValidationResult(
                $"countRefused has no meaning for {Name}; use it with requests and window only", [nameof(CountRefused)]);
        }
    }
}
