using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Emulator.Exchanges;

namespace Emulator.Scenarios;

/// <summary>What attempts are counted over.</summary>
internal enum CountScope
{
    Call,
    Run,
}

/// <summary>Which requests a rule of a scenario means; what is not said means all of them.</summary>
internal abstract record RequestConditions : IValidatableObject
{
    /// <summary>Guards against an expression that takes for ever; the engine itself is the one that cannot.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    private Regex? _expression;

    [Description("The operations that it means, chat.completions for example; by default all.")]
    public IReadOnlyList<string>? Operations { get; init; }

    [Description("The kinds of operation that it means: chat, submit, poll, download, other; by default all.")]
    public IReadOnlyList<OperationKind>? Kinds { get; init; }

    [Description("The models that it means, by the name that answers carry; by default all.")]
    public IReadOnlyList<string>? Models { get; init; }

    [Description("It means only requests whose prompt contains this text, in any case.")]
    public string? PromptContains { get; init; }

    [Description("It means only requests whose prompt matches this regular expression.")]
    public string? PromptMatches { get; init; }

    [Description("The attempts that it means, counted from 0: \"0\", \"0..1\", \"2..\"; by default all.")]
    public CountRange? Attempts { get; init; }

    [Description("The logical calls that it means, counted from 1 among those that meet its other conditions; by default all.")]
    public CountRange? Calls { get; init; }

    [Description("call: attempts are those of each logical call. run: attempts are all requests of the run that meet the other conditions.")]
    public CountScope? Scope { get; init; }

    private Regex Expression => _expression ??= Compile(PromptMatches!);

    /// <summary>Whether a position in the run decides, which depends on the order of arrival.</summary>
    public virtual bool CountsOverTheRun => Calls is not null || (Scope is CountScope.Run && Attempts is not null);

    /// <summary>Whether a request meets every condition that is no count.</summary>
    public bool Describes(PlannedRequest request) =>
        (Operations is null || Operations.Contains(request.Operation, StringComparer.Ordinal))
        && (Kinds is null || Kinds.Contains(request.Kind))
        && (Models is null || (request.Model is { } model && Models.Contains(model, StringComparer.Ordinal)))
        && (PromptContains is null || request.Prompt.Contains(PromptContains, StringComparison.OrdinalIgnoreCase))
        && (PromptMatches is null || Expression.IsMatch(request.Prompt));

    /// <summary>Whether a request that is described is also one of those that the counts mean.</summary>
    /// <param name="request">The request.</param>
    /// <param name="position">Where it stands in the run among the requests that the rule describes.</param>
    public bool CountsIn(PlannedRequest request, RunPosition position) =>
        (Attempts is null || Attempts.Value.Contains(Scope is CountScope.Run ? position.Request : request.Attempt))
        && (Calls is null || Calls.Value.Contains(position.Call));

    /// <summary>The groups that the expression finds in a prompt; <see langword="null"/> without an expression.</summary>
    public Match? MatchOf(string prompt) => PromptMatches is null ? null : Expression.Match(prompt);

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scope is not null && Attempts is null)
        {
            yield return new ValidationResult(
                "scope says what attempts are counted over, and there are no attempts; add attempts or remove scope",
                [nameof(Scope)]);
        }

        if (Kinds is not null && Kinds.Contains(OperationKind.Callback))
        {
            yield return new ValidationResult(
                "nobody sends a callback; faults of callbacks are decided by the submit, so write kinds: [submit]", [nameof(Kinds)]);
        }

        if (Calls is { First: 0 })
        {
            yield return new ValidationResult(
                "calls are counted from 1; write \"1\" for the first call", [nameof(Calls)]);
        }

        if (PromptMatches is not null && ProblemWith(PromptMatches) is { } problem)
        {
            yield return new ValidationResult(
                $"promptMatches is no regular expression ({problem}); correct it, or use promptContains", [nameof(PromptMatches)]);
        }
    }

    private static Regex Compile(string expression) =>
        new(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MatchTimeout);

    private static string? ProblemWith(string expression)
    {
        try
        {
            Compile(expression);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return e.Message.TrimEnd('.').ReplaceLineEndings(" ");
        }
    }
}
