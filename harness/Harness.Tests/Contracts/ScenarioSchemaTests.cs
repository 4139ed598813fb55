using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor;
using Emulator.DeepSeek.Chat;
using Emulator.Flux.Bfl;
using Emulator.Flux.ImagePig;
using Emulator.NanoBanana.Gemini;
using Emulator.NanoBanana.Native;
using Emulator.NanoBanana.TaskApi;
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

    /// <summary>The dialects that have keys of their own below <c>provider</c>.</summary>
    private static readonly (string Dialect, Type Section)[] ProviderSections =
    [
        ("DeepSeek/Chat", typeof(DeepSeekChatSection)),
        ("NanoBanana/Native", typeof(NanoBananaNativeSection)),
        ("NanoBanana/Gemini", typeof(GeminiSection)),
        ("NanoBanana/TaskApi", typeof(TaskApiSection)),
        ("Flux/Bfl", typeof(BflSection)),
        ("Flux/ImagePig", typeof(ImagePigSection)),
    ];

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

        // What only one provider has is bound by its dialect; which dialect it stands under, a schema of all of them cannot see.
        var dialect = schema["properties"]!["emulator"]!["properties"]!["dialects"]!["additionalProperties"]!["properties"]!;
        dialect["provider"] = new JsonObject
        {
            ["description"] = (string)dialect["provider"]!["description"]!,
            ["anyOf"] = new JsonArray([.. ProviderSections.Select(one => SectionSchema.OfPart(one.Section, $"Of {one.Dialect}."))]),
        };

        Golden.CheckFile(schema.ToJsonString(Readable), RepositoryRoot.File("scenarios", "scenario.schema.json"));
    }
}
