using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Auditor.Lines;

namespace Harness.Tests.Auditing;

/// <summary>Both line formats are read strictly, and what is refused is said with its line and a remedy.</summary>
public sealed class ReaderTests
{
    private static readonly string Good = JsonSerializer.Serialize(Sample.Chat(1, 0), LineJsonContext.Default.JournalLine);

    public static TheoryData<string, string> BadLines => new()
    {
        { Good[..^20], "the file ends in the middle of this line" },
        { Good[..^20] + "\n", "the line is not JSON" },
        { "\n", "the line is empty" },
        { "[]", "the line is not a JSON object" },
        { "null", "the line is not a JSON object" },
        { Good.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal), "the line has version 2, and this auditor reads version 1" },
        { "{\"v\":7}", "the line has version 7, and this auditor reads version 1" },
        { Good.Replace("\"seq\":1,", "", StringComparison.Ordinal), "the key seq is missing" },
        { Good.Replace("\"seq\":1,", "\"seq\":1,\"sequel\":2,", StringComparison.Ordinal), "the key sequel is not known" },
        { Good.Replace("\"seq\":1,", "\"seq\":1,\"seq\":1,", StringComparison.Ordinal), "the key seq stands there twice" },
        { Good.Replace("\"seq\":1", "\"seq\":\"1\"", StringComparison.Ordinal), "the value of $.seq is not what the format allows" },
        { Good.Replace("\"chat\"", "\"Chat\"", StringComparison.Ordinal), "the value of $.kind is not what the format allows" },
        { Good.Replace("\"chat\"", "0", StringComparison.Ordinal), "the value of $.kind is not what the format allows" },
        { Good.Replace("\"attempt\":0", "\"attempt\":-1", StringComparison.Ordinal), "attempt is negative" },
        { Good.Replace("\"seq\":1", "\"seq\":0", StringComparison.Ordinal), "seq is less than 1" },
        { Good.Replace("\"images\":0", "\"images\":-1", StringComparison.Ordinal), "units holds an impossible number" },
        { new string(' ', RawLines.MaxLineBytes + 1), "the line is longer than 64 KiB" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public void JournalReader_BadLine_IsRefusedWithItsNumberAndARemedy(string bad, string what)
    {
        var refused = Assert.Throws<LogFormatException>(() => Read(Second(Good) + "\n" + bad).Count);

        var problem = refused.Problems[0];
        Assert.Equal(("journal.jsonl", 2, what), (problem.File, problem.Line, problem.What));
        Assert.EndsWith($"; {problem.Remedy}.", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void JournalReader_LinesOfAnyEndAndLength_ComeBackAsTheyWere()
    {
        var longReason = Sample.Chat(2, 5) with { Reason = new string('x', 60_000) };
        var text = Good + "\r\n" + JsonSerializer.Serialize(longReason, LineJsonContext.Default.JournalLine);

        var lines = Read(text);

        Assert.Equal([Sample.Chat(1, 0), longReason], lines);
    }

    [Fact]
    public void JournalReader_SameSeqTwice_IsRefused()
    {
        var refused = Assert.Throws<LogFormatException>(() => Read(Good + "\n" + Good).Count);

        Assert.Equal(
            "journal.jsonl:2: seq 1 was used by an earlier line; judge the journal of each run by itself.",
            Assert.Single(refused.Problems).ToString());
    }

    [Fact]
    public void JournalReader_MoreProblemsThanAnyoneReads_StopsAtTwenty()
    {
        var refused = Assert.Throws<LogFormatException>(() => Read(new string('\n', 1000)).Count);

        Assert.Equal(20, refused.Problems.Count);
    }

    [Fact]
    public void JournalReader_NoSuchFile_SaysSo()
    {
        var refused = Assert.Throws<LogFormatException>(() => JournalReader.ReadFile("no/such.jsonl").Count());

        Assert.Equal("no/such.jsonl: there is no such file; check the path.", refused.Message);
    }

    [Fact]
    public void AuditReader_HonestLog_HasAWholeChain()
    {
        var log = AuditReader.Read(Bytes(string.Join('\n', Chained(3))), "audit.jsonl");

        Assert.Equal(3, log.Lines.Count);
        Assert.Empty(log.BrokenLinks);
    }

    [Fact]
    public void AuditReader_LineChanged_IsNamed()
    {
        var lines = Chained(3);
        lines[1] = lines[1].Replace("answered", "anxwered", StringComparison.Ordinal);

        var broken = Assert.Single(AuditReader.Read(Bytes(string.Join('\n', lines)), "audit.jsonl").BrokenLinks);

        Assert.Equal((2, "was changed after it was written: its hash does not fit"), (broken.LineNumber, broken.What));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AuditReader_LineRemoved_IsNamed(int removed)
    {
        var lines = Chained(3);
        lines.RemoveAt(removed);

        var broken = Assert.Single(AuditReader.Read(Bytes(string.Join('\n', lines)), "audit.jsonl").BrokenLinks);

        Assert.Equal(removed + 1, broken.LineNumber);
        Assert.StartsWith("does not follow the line before it", broken.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("journal")]
    [InlineData("audit")]
    public void Lines_TheirKeys_AreThoseOfTheSchemaFile(string log)
    {
        var schema = JsonNode.Parse(File.ReadAllText(RepositoryRoot.File("scenarios", $"{log}.schema.json")))!;

        JsonTypeInfo type = log is "journal" ? LineJsonContext.Default.JournalLine : LineJsonContext.Default.AuditLine;

        AssertSame(schema, type);
    }

    private static void AssertSame(JsonNode schema, JsonTypeInfo type)
    {
        var properties = schema["properties"]!.AsObject();
        Assert.Equal(properties.Select(property => property.Key), type.Properties.Select(property => property.Name));
        Assert.Equal(
            schema["required"]!.AsArray().Select(name => name!.GetValue<string>()),
            type.Properties.Where(property => property.IsRequired).Select(property => property.Name));
        foreach (var property in type.Properties)
        {
            var rule = properties[property.Name]!;
            var types = rule["type"] switch
            {
                JsonArray several => [.. several.Select(one => one!.GetValue<string>())],
                JsonValue one => [one.GetValue<string>()],
                _ => Array.Empty<string>(),
            };
            Assert.Equal(types.Contains("null"), property.IsGetNullable);
            if (types.Contains("object"))
            {
                AssertSame(rule, type.Options.GetTypeInfo(property.PropertyType));
            }
            else if (rule["enum"] is JsonArray words)
            {
                Assert.Equal(words.Select(word => word!.GetValue<string>()), WordsOf(property.PropertyType));
            }
        }
    }

    private static IEnumerable<string> WordsOf(Type type) =>
        Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static List<JournalLine> Read(string text) => [.. JournalReader.Read(Bytes(text), "journal.jsonl")];

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Second(string line) => line.Replace("\"seq\":1", "\"seq\":2", StringComparison.Ordinal);

    private static List<string> Chained(int count)
    {
        List<string> lines = [];
        var previous = new string('0', 64);
        for (var seq = 1; seq <= count; seq++)
        {
            var line = Sample.ToldBy(Sample.Chat(seq, seq)) with { PrevHash = previous, Hash = "" };
            var open = JsonSerializer.Serialize(line, LineJsonContext.Default.AuditLine);

            // Spelt out here and not by HashChain: what is written is the schema's sentence.
            var hash = Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(previous + open)));
            lines.Add(open.Replace("\"hash\":\"\"", $"\"hash\":\"{hash}\"", StringComparison.Ordinal));
            previous = hash;
        }

        return lines;
    }
}
