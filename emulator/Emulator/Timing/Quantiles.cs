using Emulator.Chance;

namespace Emulator.Timing;

/// <summary>
/// Turns a share between 0 and 1 into the value that so large a share of a distribution lies below. Every function rises
/// with the share, so one draw orders the values of all forms alike.
/// </summary>
internal static class Quantiles
{
    /// <summary>The standard normal value that 95 % lie below.</summary>
    private const double NormalP95 = 1.6448536269514722;

    /// <summary>Where the rational approximation of the middle ends and that of the tails begins.</summary>
    private const double Tail = 0.02425;

    private const double HalfStep = 1.0 / (1UL << 54);

    // Acklam's coefficients; the relative error stays below 1.2e-9, far below a microsecond in a minute.
    private static ReadOnlySpan<double> MiddleOver =>
    [
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
        1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00,
    ];

    private static ReadOnlySpan<double> MiddleUnder =>
    [
        -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
        6.680131188771972e+01, -1.328068155288572e+01, 1,
    ];

    private static ReadOnlySpan<double> TailOver =>
    [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
        -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00,
    ];

    private static ReadOnlySpan<double> TailUnder =>
    [
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1,
    ];

    /// <summary>The share of a draw: above 0 and below 1, so that no distribution becomes infinite.</summary>
    public static double ShareOf(ulong draw) => Math.Min(Seed.Fraction(draw) + HalfStep, Math.BitDecrement(1.0));

    /// <summary>Of the standard normal distribution.</summary>
    public static double Normal(double share)
    {
        if (share > 1 - Tail)
        {
            return -Normal(1 - share);
        }

        if (share < Tail)
        {
            var root = Math.Sqrt(-2 * Math.Log(share));
            return Horner(TailOver, root) / Horner(TailUnder, root);
        }

        var offset = share - 0.5;
        var square = offset * offset;
        return offset * Horner(MiddleOver, square) / Horner(MiddleUnder, square);
    }

    /// <summary>Of the exponential distribution with mean 1.</summary>
    public static double Exponential(double share) => -Math.Log(1 - share);

    /// <summary>Of the lognormal distribution with this median and 95th percentile.</summary>
    public static double LogNormal(double median, double p95, double share) =>
        median * Math.Exp(Math.Log(p95 / median) / NormalP95 * Normal(share));

    private static double Horner(ReadOnlySpan<double> coefficients, double at)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
        {
            sum = (sum * at) + coefficient;
        }

        return sum;
    }
}
