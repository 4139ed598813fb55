using Harness.Facts;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>The third witness: what others published has the shape of what the emulator answers.</summary>
public sealed class SampleTests
{
    private const string Early = "provider: {catalogDate: 2025-01-16}";

    private static string Folder { get; } = Path.Combine(
        RepositoryRoot.File("harness", "Harness.Tests", "Contracts", "Flux", "Bfl"), "samples");

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
    [InlineData("submit.json", "{}", "")]
    [InlineData("submit.2025.json", "{}", "provider: {catalogDate: 2025-10-07}")]
    [InlineData("error.422.json", """{"width":2048}""", "")]
    public async Task Submit_HasTheShapeOfTheSample(string sample, string body, string behaviour) =>
        Check(sample, await BflServer.AskAsync("flux-pro-1.1", body, behaviour));

    [Theory]
    [InlineData("ready.json", "a lighthouse", "")]
    [InlineData("ready.2025.json", "a lighthouse", Early)]
    [InlineData("moderated.json", "a [moderated] lighthouse", "")]
    public async Task Poll_HasTheShapeOfTheSample(string sample, string prompt, string behaviour) =>
        Check(sample, await BflServer.FinishAsync("flux-pro-1.1", $$"""{"prompt":"{{prompt}}"}""", behaviour));

    [Fact]
    public async Task Pending_HasTheShapeOfTheSample()
    {
        await using var server = await BflServer.StartAsync();

        Check("pending.json", await server.PollAsync(await server.PostAsync("/v1/flux-pro-1.1", "{}")));
    }

    [Fact]
    public async Task UnknownTask_HasTheShapeOfTheSample() =>
        Check("not-found.json", await (await BflServer.OfAsync()).GetAsync("/v1/get_result?id=6aeb9987-de91-4079-b518-8ada7a3f47b2"));

    [Theory]
    [InlineData("error.403.json", "an-invalid-key")]
    [InlineData("error.422.key.json", "Bearer key")]
    public async Task Refusal_IsTheSample(string sample, string key) =>
        Assert.Equal(Read(sample).TrimEnd(), (await (await BflServer.OfAsync()).PostAsync("/v1/flux-pro-1.1", "{}", key)).Text);

    /// <summary>The text of a sample.</summary>
    internal static string Read(string sample) => File.ReadAllText(Path.Combine(Folder, sample));

    private static void Check(string sample, BflReply reply) => Assert.Equal(JsonShape.OfJson(Read(sample)), JsonShape.OfJson(reply.Text));
}
