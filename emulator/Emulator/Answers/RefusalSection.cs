using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Emulator.Answers;

/// <summary>A refusal in the dialect's own form, with words of the scenario's where it has some.</summary>
internal sealed record RefusalSection : IParsable<RefusalSection>, IValidatableObject
{
    private const int Lowest = 400;
    private const int Highest = 599;

    [Description("The status. The short form of the whole mapping is the status alone.")]
    [Range(Lowest, Highest)]
    public required int Status { get; init; }

    [Description("The words of the error; the provider's own where nothing is said.")]
    public string? Message { get; init; }

    [Description("The code of the error, where the provider's errors have one.")]
    public string? Code { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Code is not null && Message is null)
        {
            yield return new ValidationResult("a code of one's own needs words of one's own; add message", [nameof(Code)]);
        }
    }

    public static RefusalSection Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var refusal)
            ? refusal
            : throw new FormatException("write a status from 400 to 599, or a mapping {status: 402, message: no money left}");

    public static bool TryParse(string? s, IFormatProvider? provider, out RefusalSection result)
    {
        var isStatus = int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= Lowest and <= Highest;
        result = new RefusalSection { Status = status };
        return isStatus;
    }
}
