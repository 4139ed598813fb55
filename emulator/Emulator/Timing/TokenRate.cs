using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Emulator.Chance;

namespace Emulator.Timing;

/// <summary>How fast tokens come: the same for every answer, or drawn evenly for each by its identity.</summary>
internal sealed record TokenRate : IParsable<TokenRate>, IValidatableObject
{
    private const double Slowest = 0.001;

    [Description("The slowest, in tokens a second. The short form of the whole mapping is one number.")]
    public double From { get; init; }

    [Description("The fastest, in tokens a second.")]
    public double To { get; init; }

    public static TokenRate Of(double tokensPerSecond) => new() { From = tokensPerSecond, To = tokensPerSecond };

    public static TokenRate Between(double from, double to) => new() { From = from, To = to };

    public static TokenRate Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var rate)
            ? rate
            : throw new FormatException("write tokens a second, 40 for example, or a range {from: 20, to: 60}");

    public static bool TryParse(string? s, IFormatProvider? provider, out TokenRate result)
    {
        var isRate = double.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            && double.IsFinite(rate) && rate >= Slowest;
        result = Of(rate);
        return isRate;
    }

    /// <summary>The rate that belongs to a draw.</summary>
    public double At(ulong draw) => From + ((To - From) * Seed.Fraction(draw));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(From >= Slowest && To >= From))
        {
            yield return new ValidationResult(string.Create(
                CultureInfo.InvariantCulture,
                $"{From} to {To} tokens a second is no range; write {{from: 20, to: 60}}, from {Slowest} upwards and the slower one first"));
        }
    }
}
