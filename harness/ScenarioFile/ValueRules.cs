using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ScenarioFile;

/// <summary>Says in words what a validation attribute allows.</summary>
internal static class ValueRules
{
    public static string Remedy(ValidationAttribute rule) => rule switch
    {
        RangeAttribute { Maximum: double.MaxValue or int.MaxValue or long.MaxValue } range =>
            $"write a value of {Text(range.Minimum)} or more",
        RangeAttribute range => $"write a value from {Text(range.Minimum)} to {Text(range.Maximum)}",
        MinLengthAttribute length => $"give at least {length.Length}",
        MaxLengthAttribute length => $"give at most {length.Length}",
        RegularExpressionAttribute pattern => $"write something of the form {pattern.Pattern}",
        _ => rule.ErrorMessage ?? "see scenarios/README.md for what it may be",
    };

    /// <summary>A record's own complaint is written as <c>what is wrong; what to do</c>.</summary>
    public static (string What, string Remedy) Split(string complaint)
    {
        var cut = complaint.IndexOf(';', StringComparison.Ordinal);
        return cut < 0
            ? (complaint.TrimEnd('.'), "see scenarios/README.md")
            : (complaint[..cut], complaint[(cut + 1)..].Trim().TrimEnd('.'));
    }

    private static string Text(object bound) => Convert.ToString(bound, CultureInfo.InvariantCulture) ?? "";
}
