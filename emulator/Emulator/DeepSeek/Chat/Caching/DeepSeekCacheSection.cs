using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.DeepSeek.Chat.Caching;

/// <summary>How the provider's cache of prompts works, where its documents say less than an emulator must know.</summary>
internal sealed record DeepSeekCacheSection : IValidatableObject
{
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    [Description("Whether prompts are cached at all.")]
    public bool Enabled { get; init; } = true;

    [Description("How long after a request its units can be hit; the documents say seconds, 2s is chosen.")]
    public TimeSpan BuildTime { get; init; } = TimeSpan.FromSeconds(2);

    [Description("How long a unit stays that nobody uses; the documents say hours to days, 6h is chosen.")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(6);

    [Description("Of units: the tokens of prompt after which one is written in any case; unknown, 1024 is chosen.")]
    [Range(64, 1_048_576)]
    public int Interval { get; init; } = 1024;

    [Description("The shortest prefix that is cached, in tokens; unknown, 64 is chosen, the block of the older cache.")]
    [Range(1, 1_048_576)]
    public int MinTokens { get; init; } = 64;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lifetime > LongestLifetime)
        {
            yield return new ValidationResult(
                $"no unit is kept for so long; write {LongestLifetime.TotalDays:0}d at most", [nameof(Lifetime)]);
        }

        if (BuildTime > LongestLifetime)
        {
            yield return new ValidationResult(
                $"no unit takes so long to build; write {LongestLifetime.TotalDays:0}d at most", [nameof(BuildTime)]);
        }
    }
}
