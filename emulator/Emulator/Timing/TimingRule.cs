using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Timing;

/// <summary>What takes another time for some models or operations; the last rule that matches and has a key decides it.</summary>
internal sealed record TimingRule : TimingKeys
{
    [Description("The models that it means, by the name that answers carry; by default all.")]
    public IReadOnlyList<string>? Models { get; init; }

    [Description("The operations that it means, chat.completions for example; by default all.")]
    public IReadOnlyList<string>? Operations { get; init; }

    [Description("How long every answer takes before its first byte, beside the provider's own work.")]
    public DelayDistribution? Delay { get; init; }

    [Description("The workers that do this work, apart from the dialect's others.")]
    public WorkersSection? Workers { get; init; }

    /// <summary>What a whole dialect says, as the rule that matches everything.</summary>
    public static TimingRule DialectWide(TimingSection timing, DelayDistribution? delay, WorkersSection? workers) => new()
    {
        Delay = delay,
        Workers = workers,
        TimeToFirstToken = timing.TimeToFirstToken,
        TokensPerSecond = timing.TokensPerSecond,
        TokenJitter = timing.TokenJitter,
        Pauses = timing.Pauses,
        QueueTime = timing.QueueTime,
        RunTime = timing.RunTime,
        Progress = timing.Progress,
        ResultLifetime = timing.ResultLifetime,
    };

    /// <summary>Whether it means a request. A model may be followed by a space and the way in which it works: what means the model means that, too.</summary>
    public bool Matches(string operation, string? model) =>
        (Operations is null || Operations.Contains(operation, StringComparer.Ordinal))
        && (Models is null || (model is not null && Models.Any(one => Means(one, model))));

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
        {
            yield return result;
        }

        if (Models is null && Operations is null)
        {
            yield return new ValidationResult(
                "the rule means every request of the dialect; add models or operations, or write its keys under timing, delay and workers");
        }

        if (Delay is null && Workers is null && WorkKeys.All(key => key.Value is null))
        {
            yield return new ValidationResult(
                "the rule says for which requests, and nothing about their time; add runTime: 5s or another key");
        }
    }

    private static bool Means(string one, string model) => model.StartsWith(one, StringComparison.Ordinal)
        && (model.Length == one.Length || model[one.Length] == ' ');
}
