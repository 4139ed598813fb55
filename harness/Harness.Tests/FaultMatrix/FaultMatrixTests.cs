using Emulator.Faults;
using Harness.FaultMatrix;
using Harness.Flights;

namespace Harness.Tests.FaultMatrix;

/// <summary>What the integration layer makes of every fault, as a table that a person can read and a change of which is seen.</summary>
public sealed class FaultMatrixTests
{
    [Fact]
    public async Task Matrix_OfAllFaults_IsGoldenAndHasNoDefect()
    {
        var flight = new MatrixFlight(new ScenarioFlight(TimeProvider.System));
        List<MatrixCell> cells = [];
        foreach (var (variant, point) in Cells())
        {
            cells.Add(await flight.FlyAsync(variant, point, TestContext.Current.CancellationToken));
        }

        Golden.Check(MatrixTable.Of(cells), "matrix.md");
        Assert.DoesNotContain(cells, MatrixTable.HasDefect);
    }

    [Fact]
    public void Variants_CoverEveryFault() => Assert.Equal(
        FaultWord.All.Order(StringComparer.Ordinal),
        FaultVariant.All.Where(variant => CallPoint.All.Any(variant.Fits)).Select(variant => variant.Fault).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<(FaultVariant Variant, CallPoint Point)> Cells() =>
        from variant in FaultVariant.All
        from point in CallPoint.All
        where variant.Fits(point)
        select (variant, point);
}
