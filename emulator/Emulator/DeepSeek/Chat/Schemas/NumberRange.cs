using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Schemas;

/// <summary>The numbers that a schema lets pass.</summary>
/// <param name="Least">The least, included.</param>
/// <param name="Most">The greatest, included.</param>
/// <param name="Step">What they are multiples of; 0 for any number.</param>
internal readonly record struct NumberRange(double Least, double Most, double Step)
{
    private const double Usual = 100;
    private const double Tiny = 1e-6;

    public static NumberRange Of(JsonElement schema, bool isWhole)
    {
        var multiple = Bound(schema, "multipleOf") is > 0 and var of ? of : isWhole ? 1 : 0;
        var step = isWhole && multiple < 1 ? 1 : multiple;
        var gap = step > 0 ? step : Tiny;
        var least = Bound(schema, "minimum");
        if (Bound(schema, "exclusiveMinimum") is { } above)
        {
            least = Math.Max(least ?? double.MinValue, step > 0 ? (Math.Floor(above / step) * step) + step : above + gap);
        }

        var most = Bound(schema, "maximum");
        if (Bound(schema, "exclusiveMaximum") is { } below)
        {
            most = Math.Min(most ?? double.MaxValue, step > 0 ? (Math.Ceiling(below / step) * step) - step : below - gap);
        }

        var from = least ?? (most < 1 ? most.Value - Usual : 1);
        return new NumberRange(from, Math.Max(from, most ?? from + Usual), step);
    }

    public bool Fits(double number) => number >= Least && number <= Most
        && (Step == 0 || Math.Abs((number / Step) - Math.Round(number / Step)) < Tiny);

    public double Draw(ValueDraws draws)
    {
        if (Step == 0)
        {
            // Two decimals where they are within the range.
            var number = Least + (draws.Fraction() * (Most - Least));
            var rounded = Math.Round(number, 2);
            return rounded >= Least && rounded <= Most ? rounded : number;
        }

        var first = Math.Ceiling((Least / Step) - Tiny);
        var count = Math.Max(0, Math.Floor((Most / Step) + Tiny) - first);
        return Math.Round((first + draws.Below((int)Math.Min(count + 1, 1000))) * Step, 9);
    }

    private static double? Bound(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var bound) && bound.ValueKind is JsonValueKind.Number
            && bound.GetDouble() is var number && double.IsFinite(number)
            ? number
            : null;
}
