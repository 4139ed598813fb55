using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace LoadRunner.Scenarios;

/// <summary>
/// Calls before the measured ones, so that compilation and connecting are not measured. They use a key of their own:
/// the windows of a limit remember what was sent, and the measured keys must begin with empty ones.
/// </summary>
internal sealed record WarmUp : IParsable<WarmUp>, IValidatableObject
{
    public const string DefaultKey = "sk-warm-up";

    [Description("How long; every target is called at its mean rate.")]
    public required TimeSpan Duration { get; init; }

    [Description("The key of these calls; what is sent with it is left out of the verdict. Default sk-warm-up.")]
    [MinLength(1)]
    public string Key { get; init; } = DefaultKey;

    public static WarmUp Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        var (unit, length) = s.EndsWith("ms", StringComparison.Ordinal)
            ? (TimeSpan.FromMilliseconds(1), 2)
            : (TimeSpan.FromSeconds(1), s.EndsWith('s') ? 1 : 0);
        return length > 0 && decimal.TryParse(
            s[..^length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 3600
            ? new WarmUp { Duration = TimeSpan.FromTicks((long)(number * unit.Ticks)) }
            : throw new FormatException("write a duration such as 2s or 500ms, or {duration: 2s, key: sk-warm-up}");
    }

    public static bool TryParse(string? s, IFormatProvider? provider, out WarmUp result)
    {
        try
        {
            result = Parse(s ?? "", provider);
            return true;
        }
        catch (FormatException)
        {
            result = new WarmUp { Duration = TimeSpan.Zero };
            return false;
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Duration <= TimeSpan.FromHours(1)
            ? []
            : [new ValidationResult("a warm-up this long is a load run; write 1h or less", [nameof(Duration)])];
}
