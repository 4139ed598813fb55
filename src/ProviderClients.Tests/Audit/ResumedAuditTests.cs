using System.Text.Json;
using ProviderClients.Audit;

namespace ProviderClients.Tests.Audit;

public sealed class ResumedAuditTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audit-").FullName;

    [Fact]
    public void Write_FileOfAnEarlierRun_GoesOnWithItsChainAndItsNumbers()
    {
        var path = Path.Combine(_folder, "audit.jsonl");
        for (var run = 0; run < 3; run++)
        {
            using var sink = new FileAuditSink(path);
            var log = new AuditLog([sink]);
            log.Write(Entry());
            log.Write(Entry());
        }

        var lines = File.ReadAllLines(path);

        Assert.Null(AuditChain.FirstBrokenLine(lines));
        Assert.Equal([1, 2, 3, 4, 5, 6], lines.Select(SeqOf));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void FirstBrokenLine_AnyLineChangedOrTakenOut_IsFound(int index)
    {
        var sink = new MemoryAuditSink();
        var log = new AuditLog([sink]);
        for (var i = 0; i < 6; i++)
        {
            log.Write(Entry());
        }

        var changed = sink.Lines.ToList();
        changed[index] = changed[index].Replace("\"attempt\":0", "\"attempt\":1", StringComparison.Ordinal);
        var shortened = sink.Lines.ToList();
        shortened.RemoveAt(index);

        Assert.Equal(index + 1, AuditChain.FirstBrokenLine(changed));
        Assert.Equal(index + 1, AuditChain.FirstBrokenLine(shortened));
    }

    [Fact]
    public void Write_Line_HasTheMembersOfTheSchemaInItsOrder()
    {
        var sink = new MemoryAuditSink();
        new AuditLog([sink]).Write(Entry());

        using var schema = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("scenarios", "audit.schema.json")));
        using var line = JsonDocument.Parse(sink.Lines[0]);

        Assert.Equal(
            schema.RootElement.GetProperty("required").EnumerateArray().Select(name => name.GetString()),
            line.RootElement.EnumerateObject().Select(member => member.Name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int SeqOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("seq").GetInt32();
    }

    private static AuditEntry Entry() => new()
    {
        Call = "call",
        Attempt = 0,
        Dialect = "DeepSeek/Chat",
        Operation = "chat.completions",
        Kind = "chat",
        Key = "k-00000000",
        Model = null,
        QueuedNs = 1,
    };
}
