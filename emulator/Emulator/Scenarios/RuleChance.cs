using System.Globalization;
using Emulator.Chance;

namespace Emulator.Scenarios;

/// <summary>Whether time and chance let a rule hit a request, and the words that tell it.</summary>
internal readonly record struct RuleChance(bool IsHit, string Reason)
{
    private static readonly RuleChance Miss = new(false, "");

    /// <param name="rule">The rule.</param>
    /// <param name="elapsed">The instant of the run.</param>
    /// <param name="draw">The request's draw for this rule.</param>
    public static RuleChance Decide(FaultSection rule, TimeSpan elapsed, ulong draw)
    {
        var reason = "";
        var rate = rule.Probability;
        var rateWord = "probability";
        if (rule.During is { } window)
        {
            if (window.ShareAt(elapsed) is not { } share)
            {
                return Miss;
            }

            reason = string.Create(CultureInfo.InvariantCulture, $", {elapsed.TotalSeconds:0.###} s is in {window}");
            if (window.Ramp is { } ramp)
            {
                rate = ramp.At(share);
                rateWord = "ramp";
            }
        }

        if (rate is not { } probability)
        {
            return new RuleChance(true, reason);
        }

        var fraction = Seed.Fraction(draw);
        return fraction < probability
            ? new RuleChance(
                true,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reason}, {rateWord} {probability:0.####}: draw {fraction:0.0000} is below it"))
            : Miss;
    }
}
