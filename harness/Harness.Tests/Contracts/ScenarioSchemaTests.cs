using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor;
using Emulator.DeepSeek.Chat;
using Emulator.Scenarios;
using Harness.Steps;
using LoadRunner.Scenarios;
using ScenarioFile;

namespace Harness.Tests.Contracts;

public sealed class ScenarioSchemaTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Schema_PutTogetherFromTheFourOwners_IsTheFileThatEditorsRead()
    {
        var schema = SectionSchema.OfFile(new Dictionary<string, Type>
        {
            ["emulator"] = typeof(EmulatorSection),
            ["steps"] = typeof(IReadOnlyList<Step>),
            ["load"] = typeof(LoadSection),
            ["expect"] = typeof(Expectations),
        });

        // What only one provider has is bound by its dialect, and so far there is one that has something.
        var dialect = schema["properties"]!["emulator"]!["properties"]!["dialects"]!["additionalProperties"]!["properties"]!;
        dialect["provider"] = SectionSchema.OfPart(typeof(DeepSeekChatSection), (string)dialect["provider"]!["description"]!);

        Golden.CheckFile(schema.ToJsonString(Readable), RepositoryRoot.File("scenarios", "scenario.schema.json"));
    }
}
