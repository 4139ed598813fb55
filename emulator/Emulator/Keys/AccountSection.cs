using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Keys;

/// <summary>What an account begins with; one without an amount is never out of money.</summary>
internal sealed record AccountSection : IValidatableObject
{
    /// <summary>More than anybody has, and few enough for exact arithmetic.</summary>
    public const decimal Most = 1_000_000_000;

    [Description("What was paid in, in US dollars, where the provider bills in dollars.")]
    public decimal? Balance { get; init; }

    [Description("What the provider gave beside that, in US dollars; it is spent first.")]
    public decimal? Granted { get; init; }

    [Description("The credits, where the provider bills in credits.")]
    public decimal? Credits { get; init; }

    /// <summary>Whether anything is taken from it.</summary>
    public bool HasAmount => Balance is not null || Granted is not null || Credits is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, amount) in new[] { (nameof(Balance), Balance), (nameof(Granted), Granted), (nameof(Credits), Credits) })
        {
            if (amount is < 0 or > Most)
            {
                yield return new ValidationResult($"an account does not begin with {amount}; write a number from 0 to {Most}", [name]);
            }
        }
    }
}
