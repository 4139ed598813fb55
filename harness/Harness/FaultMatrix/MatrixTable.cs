using System.Globalization;
using System.Text;

namespace Harness.FaultMatrix;

/// <summary>Writes the matrix for people: a table for each dialect, a line for each fault, phase and request.</summary>
internal static class MatrixTable
{
    public static string Of(IReadOnlyList<MatrixCell> cells)
    {
        var text = new StringBuilder();
        var defects = cells.Count(HasDefect);
        text.Append(CultureInfo.InvariantCulture, $"# What the integration layer makes of each fault\n\n{cells.Count} cells, {defects} with a defect.\n\n");
        text.Append("Once: only the first attempt is hit. Always: every attempt is. Each is the outcome, the requests it took and the time until the\n");
        text.Append("caller knew, on the virtual clock; the deadline of a call is two minutes. Paid is how often work was billed, once and always.\n");
        foreach (var dialect in cells.GroupBy(cell => cell.Point.Dialect))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {dialect.Key}\n\n");
            text.Append("| fault | phase | request | once | always | paid | defects |\n|---|---|---|---|---|---|---|\n");
            foreach (var cell in dialect.OrderBy(cell => Order(cell.Point)))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {cell.Variant.Fault} | {cell.Variant.Phase} | {cell.Point.Name} | {Words(cell.Once)} ");
                text.Append(CultureInfo.InvariantCulture, $"| {Words(cell.Always)} | {cell.Once.Paid}, {cell.Always.Paid} | {Defects(cell)} |\n");
            }
        }

        return text.ToString();
    }

    public static bool HasDefect(MatrixCell cell) => cell.Once.Defects.Count + cell.Always.Defects.Count > 0;

    private static int Order(CallPoint point) => CallPoint.All.Index().First(one => one.Item == point).Index;

    private static string Words(MatrixFlown flown) => string.Create(
        CultureInfo.InvariantCulture, $"{flown.Outcome}, {flown.Requests}, {flown.Took.TotalSeconds:0.0} s");

    private static string Defects(MatrixCell cell) =>
        string.Join("; ", cell.Once.Defects.Select(defect => $"once: {defect}").Concat(cell.Always.Defects.Select(defect => $"always: {defect}")));
}
