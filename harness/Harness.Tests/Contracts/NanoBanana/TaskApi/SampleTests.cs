using Harness.Facts;

namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>The third witness: what others published has the shape of what the emulator answers.</summary>
public sealed class SampleTests
{
    private static string Folder { get; } = Path.Combine(
        RepositoryRoot.File("harness", "Harness.Tests", "Contracts", "NanoBanana", "TaskApi"), "samples");

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
    [InlineData("submit.generate.json", "generate", EndpointFactTests.First)]
    [InlineData("submit.generate-pro.json", "generate-pro", EndpointFactTests.Later)]
    public async Task Submit_HasTheShapeOfTheSample(string sample, string endpoint, string body) =>
        Check(sample, (await (await TaskApiServer.OfAsync()).PostAsync(endpoint, body, TaskApiServer.NextKey())).Text);

    [Theory]
    [InlineData("record.running.json", "", 4)]
    [InlineData("record.success.json", "", 5)]
    [InlineData("record.schema.json", "provider: {records: {emptyValues: true}}, ", 4)]
    public async Task Record_HasTheShapeOfTheSample(string sample, string behaviour, int seconds)
    {
        await using var server = await TaskApiServer.StartAsync(behaviour + TaskApiServer.FiveSeconds);

        Check(sample, (await server.RecordAsync("generate-2", EndpointFactTests.Later, TimeSpan.FromSeconds(seconds))).Text);
    }

    [Fact]
    public async Task Credit_HasTheShapeOfTheSample() => Check(
        "credit.json", (await (await TaskApiServer.OfAsync()).GetAsync(TaskApiServer.CreditPath, TaskApiServer.NextKey())).Text);

    [Theory]
    [InlineData("callback.success.json", "generate", "a mill")]
    [InlineData("callback.policy.json", "generate", "a [moderated] mill")]
    [InlineData("callback.failed.json", "generate", "a [failed] mill")]
    [InlineData("callback.internal.json", "generate", "an internal mill")]
    [InlineData("callback.second.json", "generate-2", "a mill")]
    public async Task Callback_HasTheShapeOfTheSample(string sample, string endpoint, string prompt)
    {
        await using var receiver = await TaskApiReceiver.StartAsync();
        await using var server = await TaskApiServer.StartAsync(
            $"provider: {{fates: [{{promptContains: internal, outcome: internalError}}]}}, {TaskApiServer.AtOnce}");

        await server.SubmitAsync(
            endpoint, $$"""{"type":"TEXTTOIAMGE","prompt":"{{prompt}}","callBackUrl":"{{receiver.Url}}"}""", TaskApiServer.NextKey());

        Check(sample, (await receiver.NextAsync()).Body);
    }

    [Theory]
    [InlineData("error.401.json", "invalid", "/record-info?taskId=1")]
    [InlineData("error.404.json", "key", "/record-info?taskId=1")]
    [InlineData("error.500.json", "key", "/record-info?task_id=1")]
    public async Task Refusal_IsTheSample(string sample, string key, string path)
    {
        var reply = await (await TaskApiServer.OfAsync()).GetAsync(TaskApiServer.Api + path, key);

        // Refusals have nothing of the request in them, so not only their shapes are the same.
        Assert.Equal(Read(sample).Trim(), reply.Text);
    }

    /// <summary>The text of a sample.</summary>
    internal static string Read(string sample) => File.ReadAllText(Path.Combine(Folder, sample));

    private static void Check(string sample, string text) => Assert.Equal(JsonShape.OfJson(Read(sample)), JsonShape.OfJson(text));
}
