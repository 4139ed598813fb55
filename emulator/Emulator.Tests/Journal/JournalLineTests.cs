using System.Text.Json.Nodes;

namespace Emulator.Tests.Journal;

/// <summary>Journal lines are what the schema says, key by key.</summary>
public sealed class JournalLineTests
{
    [Fact]
    public async Task Lines_OfAnyExchange_HaveTheSchemasKeysInItsOrder()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(
            RepositoryRoot.File("scenarios", "journal.schema.json"), TestContext.Current.CancellationToken))!;

        await emulator.SendAsync(TestEmulator.Chat("""{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}"""));
        await emulator.SendAsync(TestEmulator.Chat("nonsense"));
        await emulator.SendAsync(TestEmulator.Chat("", key: null));

        Assert.Equal(3, emulator.Journal.Count);
        Assert.All(emulator.Journal, line => Assert.Equal(
            schema["properties"]!.AsObject().Select(pair => pair.Key), line.AsObject().Select(pair => pair.Key)));
    }

    [Fact]
    public async Task Lines_OfAChat_AreGolden()
    {
        await using var emulator = await TestEmulator.StartAsync();

        await emulator.SendAsync(TestEmulator.Chat(
            """{"model":"deepseek-v4-flash","messages":[{"role":"user","content":"hello"}]}""", call: "call-1"));

        Golden.Check(emulator.Journal[0].ToString(), "journal.chat.json");
    }
}
