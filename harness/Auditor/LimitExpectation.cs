using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Auditor.Lines;

namespace Auditor;

/// <summary>One limit that must hold: an amount in every position of a window, or at any instant.</summary>
internal sealed record LimitExpectation : IValidatableObject
{
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(3650);

    [Description("What reports call it.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("The dialect whose exchanges count; absent = all.")]
    [MinLength(1)]
    public string? Dialect { get; init; }

    [Description("The kinds of operation that count; absent = all.")]
    [MinLength(1)]
    public IReadOnlyList<ExchangeKind>? Kinds { get; init; }

    [Description("The model whose exchanges count; absent = all.")]
    [MinLength(1)]
    public string? Model { get; init; }

    [Description("Only this key, as plain text or as its fingerprint (k- and 8 hex digits); absent = every key that came.")]
    [MinLength(1)]
    public string? Key { get; init; }

    [Description("Who shares one allowance: every key has its own (default), every account, or all together.")]
    public LimitScope Scope { get; init; }

    [Description("The most requests that may arrive within the window, wherever it begins.")]
    [Range(1, int.MaxValue)]
    public long? Requests { get; init; }

    [Description("The most tokens, input and output, of requests that arrive within the window, wherever it begins.")]
    [Range(1d, 1e15)]
    public long? Tokens { get; init; }

    [Description("The most images of requests that arrive within the window, wherever it begins.")]
    [Range(1, int.MaxValue)]
    public long? Images { get; init; }

    [Description("The window of requests, tokens or images. An arrival at t shares no window with one at t + window.")]
    public TimeSpan? Window { get; init; }

    [Description("The most exchanges that may run at once, from arrival to end.")]
    [Range(1, int.MaxValue)]
    public long? InFlight { get; init; }

    [Description("The most jobs that may be unfinished at once.")]
    [Range(1, int.MaxValue)]
    public long? ActiveJobs { get; init; }

    [Description("How much shorter than stated a window or an exchange is judged to be, for stamps that are not exact; 0s by default.")]
    public TimeSpan Tolerance { get; init; }

    [Description("The least share of the allowance that must have been used, 0.95 for example.")]
    [Range(0d, 1d)]
    public double? Utilisation { get; init; }

    /// <summary>What is counted, and how much of it is allowed.</summary>
    public (LimitUnit Unit, long Amount) Allowance =>
        this switch
        {
            { Requests: { } requests } => (LimitUnit.Requests, requests),
            { Tokens: { } tokens } => (LimitUnit.Tokens, tokens),
            { Images: { } images } => (LimitUnit.Images, images),
            { InFlight: { } inFlight } => (LimitUnit.InFlight, inFlight),
            _ => (LimitUnit.ActiveJobs, ActiveJobs.GetValueOrDefault()),
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        long?[] amounts = [Requests, Tokens, Images, InFlight, ActiveJobs];
        var isWindowed = (Requests ?? Tokens ?? Images) is not null;
        return amounts.Count(amount => amount is not null) != 1
            ? [new ValidationResult(
                "a limit states exactly one amount; keep one of requests, tokens, images, inFlight, activeJobs")]
            : isWindowed ? ValidateWindow() : ValidateInstant();
    }

    private IEnumerable<ValidationResult> ValidateWindow()
    {
        if (Window is not { } window)
        {
            yield return new ValidationResult("the window is missing; add window: 1h, for example", [nameof(Requests)]);
        }
        else if (window <= TimeSpan.Zero || window > LongestWindow)
        {
            yield return new ValidationResult(
                "the window is impossible; write more than 0s and at most 3650d", [nameof(Window)]);
        }
        else if (Tolerance >= window)
        {
            yield return new ValidationResult(
                "the tolerance leaves nothing of the window; write less than the window", [nameof(Tolerance)]);
        }
    }

    private IEnumerable<ValidationResult> ValidateInstant()
    {
        if (Window is not null)
        {
            yield return new ValidationResult(
                "inFlight and activeJobs hold at every instant; remove window", [nameof(Window)]);
        }

        if (Tolerance > LongestWindow)
        {
            yield return new ValidationResult("the tolerance is impossible; write at most 3650d", [nameof(Tolerance)]);
        }

        if (ActiveJobs is not null && Kinds is not null)
        {
            yield return new ValidationResult(
                "jobs are counted, not operations; remove kinds beside activeJobs", [nameof(Kinds)]);
        }

        if (ActiveJobs is not null && Utilisation is not null)
        {
            yield return new ValidationResult(
                "a journal does not show when jobs end, so their share cannot be judged; remove utilisation beside activeJobs",
                [nameof(Utilisation)]);
        }
    }
}

/// <summary>What a limit counts.</summary>
internal enum LimitUnit
{
    Requests,
    Tokens,
    Images,
    InFlight,
    ActiveJobs,
}

/// <summary>Who shares one allowance.</summary>
internal enum LimitScope
{
    Key,
    Account,
    All,
}
