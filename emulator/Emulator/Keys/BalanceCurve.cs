using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Keys;

/// <summary>How many requests an account may have in flight, by what it has left; above the last point it may have any number.</summary>
internal sealed record BalanceCurve : IParsable<BalanceCurve>, IValidatableObject
{
    private const string SuggestedWord = "suggested";

    /// <summary>Rises through what was measured: 5 to 39 on nearly empty accounts, at least 200 with ten dollars.</summary>
    public static readonly BalanceCurve Suggested = new()
    {
        Points =
        [
            new BalancePoint { Balance = 0m, InFlight = 5 },
            new BalancePoint { Balance = 1m, InFlight = 39 },
            new BalancePoint { Balance = 10m, InFlight = 200 },
        ],
    };

    [Description("Balances with what they permit, the lowest first; between two points the number rises evenly.")]
    [MinLength(1)]
    public required IReadOnlyList<BalancePoint> Points { get; init; }

    /// <summary>How many requests a balance permits at once; <see langword="null"/> when it does not say.</summary>
    public int? At(decimal balance)
    {
        var above = Points.Count - 1;
        if (balance > Points[above].Balance)
        {
            return null;
        }

        while (above > 0 && Points[above - 1].Balance >= balance)
        {
            above--;
        }

        if (above == 0)
        {
            return Points[0].InFlight;
        }

        var (low, high) = (Points[above - 1], Points[above]);
        var share = (balance - low.Balance) / (high.Balance - low.Balance);
        return low.InFlight + (int)Math.Floor((high.InFlight - low.InFlight) * share);
    }

    public static BalanceCurve Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var curve)
        ? curve
        : throw new FormatException($"write {SuggestedWord}, or points: [{{balance: 0, inFlight: 5}}, {{balance: 10, inFlight: 200}}]");

    public static bool TryParse(string? s, IFormatProvider? provider, out BalanceCurve result)
    {
        result = Suggested;
        return s == SuggestedWord;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Points.Any(point => point.Balance is < 0 or > AccountSection.Most))
        {
            yield return new ValidationResult(
                $"a point is at a balance that nobody has; write numbers from 0 to {AccountSection.Most}", [nameof(Points)]);
        }

        if (Points.Zip(Points.Skip(1)).Any(pair => pair.First.Balance >= pair.Second.Balance || pair.First.InFlight > pair.Second.InFlight))
        {
            yield return new ValidationResult(
                "the points do not rise; write the lowest balance first, and never fewer requests for a higher one", [nameof(Points)]);
        }
    }
}

/// <summary>A balance with the number of requests that it permits at once.</summary>
internal sealed record BalancePoint
{
    [Description("What the account has left, in US dollars.")]
    public required decimal Balance { get; init; }

    [Description("How many requests it may then have in flight.")]
    [Range(1, 1_000_000)]
    public required int InFlight { get; init; }
}
