namespace Harness.Facts;

/// <summary>The words that facts are graded with.</summary>
internal static class FactWords
{
    public static string Of(FactGrade grade) => grade switch
    {
        FactGrade.Documented => "documented",
        FactGrade.Captured => "captured",
        FactGrade.ClientRequired => "client-required",
        FactGrade.Reported => "reported",
        FactGrade.Inferred => "inferred",
        _ => "chosen",
    };
}
