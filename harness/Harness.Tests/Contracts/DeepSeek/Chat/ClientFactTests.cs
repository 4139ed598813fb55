namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 11: what clients that work with the provider cannot do without.</summary>
public sealed class ClientFactTests
{
    private const string Calls = "answers: [{toolCalls: [{name: weather, arguments: {town: Oslo}}]}]";

    [Theory, ProviderFact("ds-11-message")]
    public async Task Message_OfARefusal_IsText(string kind) =>
        Assert.Equal(kind, $"{(await DeepSeekAsk.PostAsync("{}")).Error["message"]!.GetValueKind()}");

    [Theory, ProviderFact("ds-11-choices")]
    public async Task Choices_OfAChunk_AreAList(string kind) => Assert.All(
        (await DeepSeekAsk.ChatAsync("\"stream\":true")).Chunks, chunk => Assert.Equal(kind, $"{chunk["choices"]!.GetValueKind()}"));

    [Theory, ProviderFact("ds-11-call-index")]
    public async Task Parts_OfACall_SayWhichCall(string index, string function)
    {
        var chunks = (await DeepSeekAsk.ChatAsync("\"stream\":true", Calls)).Chunks;

        var calls = chunks.Select(chunk => chunk["choices"]![0]!["delta"]!["tool_calls"]?[0]).OfType<System.Text.Json.Nodes.JsonNode>().ToList();
        Assert.True(calls.Count > 1);
        Assert.All(calls, call => Assert.Equal(
            (index, function), ($"{call["index"]!.GetValueKind()}", $"{call["function"]!.GetValueKind()}")));
    }

    [Theory, ProviderFact("ds-11-data-space")]
    public async Task Events_BeginWithASpaceAfterTheColon(string prefix)
    {
        var lines = (await DeepSeekAsk.ChatAsync("\"stream\":true")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.StartsWith(prefix, line, StringComparison.Ordinal));
    }
}
