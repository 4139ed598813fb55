using System.Text.Json;
using ProviderClients.Audit;
using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DeepSeekChatRequest Request = new() { Messages = [new DeepSeekChatMessage("user", "p")] };

    [Fact]
    public async Task Lines_HaveTheSchemasFieldsInItsOrder()
    {
        var lines = await FlyAsync(1);
        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(RepositoryRoot.File("scenarios", "audit.schema.json")));

        using var line = JsonDocument.Parse(lines[0]);

        var expected = schema.RootElement.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), line.RootElement.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Chain_Untouched_Holds() => Assert.Null(AuditChain.FirstBrokenLine(await FlyAsync(5)));

    [Fact]
    public async Task Chain_LineChanged_IsFound()
    {
        var lines = (await FlyAsync(5)).ToList();

        lines[2] = lines[2].Replace("\"attempt\":0", "\"attempt\":1", StringComparison.Ordinal);

        Assert.Equal(3, AuditChain.FirstBrokenLine(lines));
    }

    [Fact]
    public async Task Chain_LineRemoved_IsFound()
    {
        var lines = (await FlyAsync(5)).ToList();

        lines.RemoveAt(1);

        Assert.Equal(2, AuditChain.FirstBrokenLine(lines));
    }

    [Fact]
    public async Task FileSink_Reopened_GoesOnWithTheSameChain()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("audit-").FullName, "audit.jsonl");
        foreach (var line in await FlyAsync(2))
        {
            using var sink = new FileAuditSink(file);
            sink.Write(line);
        }

        using (var again = new FileAuditSink(file))
        {
            Assert.Equal(64, again.LastHash!.Length);
        }

        Assert.Null(AuditChain.FirstBrokenLine(await File.ReadAllLinesAsync(file)));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static async Task<IReadOnlyList<string>> FlyAsync(int calls)
    {
        using var flyer = new Flyer((_, _) => Task.FromResult(Replies.Json(Replies.Completion)));
        var client = flyer.Chat();
        await flyer.FlyAsync(async () =>
        {
            for (var i = 0; i < calls; i++)
            {
                await client.CompleteAsync(Request);
            }

            return true;
        });
        return flyer.Audit.Lines;
    }
}
