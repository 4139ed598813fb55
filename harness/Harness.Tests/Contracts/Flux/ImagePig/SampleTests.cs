using Harness.Facts;

namespace Harness.Tests.Contracts.Flux.ImagePig;

/// <summary>The third witness: what clients were written for has the shape of what the emulator answers.</summary>
public sealed class SampleTests
{
    private static string Folder { get; } = Path.Combine(
        RepositoryRoot.File("harness", "Harness.Tests", "Contracts", "Flux", "ImagePig"), "samples");

    [Fact]
    public void Samples_AreAllListedWithTheirSource()
    {
        var rows = MarkdownRow.Of(File.ReadAllText(Path.Combine(Folder, "..", FactsFile.Name)))
            .Where(row => row.Head is ["sample", "form of", "date"]).ToList();

        Assert.All(rows, row => Assert.True(row.Cells.Count == 3 && row.Cells.All(cell => cell.Length > 0), $"line {row.Line}"));
        Assert.Equal(
            Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            rows.Select(row => row.Cells[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("flux.inline.json", """{"prompt":"a pig","format":"PNG"}""", "")]
    [InlineData("flux.stored.json", """{"prompt":"a pig","storage_days":1}""", "")]
    [InlineData("error.text.json", """{"prompt":"a pig"}""", "faults: [{fault: refuse, status: 429}]")]
    [InlineData("error.fields.json", """{"prompt":"a pig","proportion":"tall"}""", "")]
    public async Task Answer_HasTheShapeOfTheSample(string sample, string body, string behaviour) =>
        Assert.Equal(JsonShape.OfJson(Read(sample)), JsonShape.OfJson((await ImagePigAsk.FluxAsync(body, behaviour)).Text));

    /// <summary>The text of a sample.</summary>
    internal static string Read(string sample) => File.ReadAllText(Path.Combine(Folder, sample));
}
