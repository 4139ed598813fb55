using Harness.Facts;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>The third witness: what others published has the shape of what the emulator answers.</summary>
public sealed class SampleTests
{
    private const string Generate = $"/v1beta/models/{GeminiAsk.Model}:generateContent";

    private static string Folder { get; } = Path.Combine(
        RepositoryRoot.File("harness", "Harness.Tests", "Contracts", "NanoBanana", "Gemini"), "samples");

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
    [InlineData("generate.json", "provider: {layout: image}")]
    [InlineData("refused.other.json", "provider: {refusals: [{kind: imageBlocked, reason: IMAGE_OTHER}]}")]
    [InlineData("refused.no-image.json", "provider: {refusals: [{kind: noImage}]}")]
    [InlineData("refused.prompt.json", "provider: {refusals: [{kind: promptBlocked}]}")]
    [InlineData("error.demand.json", "faults: [{fault: refuse, status: 503}]")]
    [InlineData("error.free.json", "provider: {tier: free}")]
    public async Task Answer_HasTheShapeOfTheSample(string sample, string behaviour) =>
        Check(sample, await GeminiAsk.GenerateAsync(behaviour: behaviour));

    [Theory]
    [InlineData("error.key.json", Generate, "invalid-key", "")]
    [InlineData("error.no-key.json", Generate, null, "")]
    [InlineData("error.unknown.json", Generate, "", "\"generationConfig\":{\"aspectRatio\":\"1:1\"}")]
    [InlineData("error.model.json", "/v1beta/models/gemini-9:generateContent", "", "")]
    public async Task Error_HasTheShapeOfTheSample(string sample, string path, string? key, string more) =>
        Check(sample, await GeminiAsk.PostAsync(path, GeminiAsk.Body(more), key: key));

    [Fact]
    public async Task Model_HasTheShapeOfTheSample() => Check("model.json", await GeminiAsk.GetAsync($"/v1beta/models/{GeminiAsk.Model}"));

    [Fact]
    public async Task Batch_HasTheShapeOfTheSample()
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Check("batch.json", await watch.PostAsync($"/v1beta/models/{GeminiAsk.Model}:batchGenerateContent", GeminiBatchWatch.Inline(1)));
    }

    [Fact]
    public async Task OpenAi_HasTheShapeOfTheSample()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/gemini/v1beta/openai/images/generations")
        {
            Content = new StringContent($$"""{"model":"{{GeminiAsk.Model}}","prompt":"A fox"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {GeminiAsk.NextKey()}");

        Check("openai.json", await GeminiAsk.SendAsync(request, key: null));
    }

    /// <summary>The text of a sample.</summary>
    internal static string Read(string sample) => File.ReadAllText(Path.Combine(Folder, sample));

    private static void Check(string sample, GeminiReply reply) => Assert.Equal(JsonShape.OfJson(Read(sample)), JsonShape.OfJson(reply.Text));
}
