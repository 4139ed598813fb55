using System.Text.Json.Nodes;
using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Images;
using Emulator.Keys;
using Emulator.Scenarios;
using Emulator.Timing;
using ScenarioFile;

namespace Emulator.Runs;

/// <summary>A scenario that was checked and can be played: its section as types, and as the JSON that people read and change.</summary>
internal sealed class RunScenario
{
    private RunScenario(string title, JsonObject json)
    {
        Title = title;
        Json = json;
    }

    /// <summary>What the scenario calls itself.</summary>
    public string Title { get; }

    /// <summary>The <c>emulator</c> section as it was written; nobody may change it.</summary>
    public JsonObject Json { get; }

    public required EmulatorSection Section { get; init; }

    /// <summary>The pictures of its own answers, by the paths that it names.</summary>
    public required IReadOnlyDictionary<string, OwnImage> Images { get; init; }

    /// <summary>The file that it came from, which pictures are found beside.</summary>
    public required string File { get; init; }

    /// <summary>Reads and checks a document.</summary>
    /// <exception cref="ScenarioFormatException">It names something that does not exist.</exception>
    public static RunScenario Of(EmulatorSection section, ScenarioDocument? document, IReadOnlyList<IDialect> dialects)
    {
        ScenarioCheck.Check(section, document, dialects);
        return new RunScenario(document?.Heading.Title ?? "the defaults", JsonOf(section, document))
        {
            Section = section,
            Images = AnswerImages.Read(section, document),
            File = document?.File ?? "scenario",
        };
    }

    /// <summary>Reads and checks a scenario that came over HTTP and takes the place of this one; complaints name this one's file.</summary>
    /// <exception cref="ScenarioFormatException">It cannot be used.</exception>
    public RunScenario Replaced(string text, IReadOnlyList<IDialect> dialects)
    {
        var document = ScenarioDocument.Parse(text, File);
        return ScenarioSecrets.Restored(document.Json("emulator"), Json) is { } restored
            ? Parse(Whole(document.Heading.Title ?? Title, restored), File, dialects)
            : Parse(text, File, dialects);
    }

    /// <summary>Reads and checks a scenario's text.</summary>
    /// <exception cref="ScenarioFormatException">It cannot be used.</exception>
    public static RunScenario Parse(string text, string file, IReadOnlyList<IDialect> dialects)
    {
        // Faults are added one by one, and each is a longer scenario.
        if (text.Length > ScenarioDocument.MaxFileBytes)
        {
            throw new ScenarioFormatException(
            [
                new ScenarioProblem(
                    new ScenarioPlace(file, 1, 1), "", $"the scenario is longer than {ScenarioDocument.MaxFileBytes} characters", "take something away first"),
            ]);
        }

        var document = ScenarioDocument.Parse(text, file);
        return Of(document.Section<EmulatorSection>("emulator") ?? new EmulatorSection(), document, dialects);
    }

    /// <summary>The same with another section.</summary>
    /// <exception cref="ScenarioFormatException">The section cannot be used.</exception>
    public RunScenario With(JsonObject section, IReadOnlyList<IDialect> dialects) =>
        Parse(Whole(Title, ScenarioSecrets.Restored(section, Json) ?? section), File, dialects);

    private static string Whole(string title, JsonObject section) => new JsonObject
    {
        ["version"] = ScenarioDocument.SupportedVersion,
        ["title"] = title,
        ["emulator"] = section.DeepClone(),
    }.ToJsonString();

    /// <summary>The section as it was written, with what the command line put in the place of its seed and profiles.</summary>
    private static JsonObject JsonOf(EmulatorSection section, ScenarioDocument? document)
    {
        var json = document?.Json("emulator") ?? [];
        Put(json, "seed", section.Seed is { } seed ? JsonValue.Create(seed) : null);
        Put(json, "profile", WordOf(section.Profile));
        foreach (var (name, dialect) in section.Dialects)
        {
            if (json["dialects"]?[name] is JsonObject written)
            {
                Put(written, "profile", WordOf(dialect.Profile));
            }
        }

        return json;
    }

    private static JsonValue? WordOf(ProfileName? profile) =>
        profile is { } name ? JsonValue.Create(FaultWord.Camel($"{name}")) : null;

    private static void Put(JsonObject json, string key, JsonValue? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
        else
        {
            json.Remove(key);
        }
    }
}
