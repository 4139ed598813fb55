using Harness.Facts;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>The third witness: what others published has the shape of what the emulator answers.</summary>
public sealed class SampleTests
{
    private const string OwnCall = "answers: [{reasoning: The weather tool knows., toolCalls: [{name: weather, arguments: {town: Oslo}}]}]";

    private const string Tools =
        """
        "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"town":{"type":"string"}}}}}]
        """;

    private static string Folder { get; } = Path.Combine(
        RepositoryRoot.File("harness", "Harness.Tests", "Contracts", "DeepSeek", "Chat"), "samples");

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
    [InlineData("chat.thinking.json", "")]
    [InlineData("chat.plain.json", "\"thinking\":{\"type\":\"disabled\"}")]
    [InlineData("stream.plain.sse", "\"stream\":true,\"thinking\":{\"type\":\"disabled\"}")]
    [InlineData("stream.usage.sse", "\"stream\":true,\"thinking\":{\"type\":\"disabled\"},\"stream_options\":{\"include_usage\":true}")]
    [InlineData("stream.thinking.sse", "\"stream\":true")]
    [InlineData("stream.cut-thinking.sse", "\"stream\":true,\"max_tokens\":5")]
    public async Task Chat_HasTheShapeOfTheSample(string sample, string more) =>
        Check(sample, await DeepSeekAsk.ChatAsync(more));

    [Theory]
    [InlineData("chat.tools.json", "")]
    [InlineData("stream.tools.sse", "\"stream\":true,")]
    public async Task ToolCall_HasTheShapeOfTheSample(string sample, string more) =>
        Check(sample, await DeepSeekAsk.ChatAsync(more + Tools.Trim(), OwnCall));

    [Theory]
    [InlineData("models.json", "/models")]
    [InlineData("balance.json", "/user/balance")]
    public async Task List_HasTheShapeOfTheSample(string sample, string path) => Check(sample, await DeepSeekAsk.GetAsync(path));

    [Theory]
    [InlineData("error.400.json", "sk-any", "")]
    [InlineData("error.401.json", "sk-invalid", "")]
    [InlineData("error.402.json", "sk-poor", ErrorFactTests.NoMoney)]
    [InlineData("error.429.json", "", "failureRate: 1, failureStatus: 429")]
    [InlineData("error.503.json", "", "failureRate: 1, failureStatus: 503")]
    public async Task Refusal_HasTheShapeOfTheSample(string sample, string key, string behaviour) =>
        Check(sample, await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: "gpt-9"), behaviour: behaviour, key: key));

    /// <summary>The text of a sample.</summary>
    internal static string Read(string sample) => File.ReadAllText(Path.Combine(Folder, sample));

    private static void Check(string sample, DeepSeekReply reply)
    {
        var (expected, actual) = sample.EndsWith(".sse", StringComparison.Ordinal)
            ? (JsonShape.OfStream(Read(sample)), JsonShape.OfStream(reply.Text))
            : (JsonShape.OfJson(Read(sample)), JsonShape.OfJson(reply.Text));
        Assert.Equal(expected, actual);
    }
}
