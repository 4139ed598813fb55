using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using ScenarioFile;

namespace Harness.Tests.ScenarioFile;

public sealed class ScenarioDocumentTests
{
    [Fact]
    public void Section_EveryKindOfValue_IsBound()
    {
        var document = ScenarioDocument.Parse(
            """
            version: 1
            title: All kinds
            clock: real
            load:
              name: a name
              share: 0.25
              count: 7
              wait: 1.5h
              isOn: true
              colour: deepBlue
              weight: 3 kg
              words: [one, "2"]
              byName: {first: 1s, second: 250ms}
              nested: {name: inner}
              free: {a: [1, x, null]}
              nothing: ~
            """,
            "all.yaml");

        var sample = document.Section<Sample>("load")!;

        Assert.Equal((ScenarioClock.Real, "all"), (document.Heading.Clock, document.Name));
        Assert.Equal(("a name", 0.25, 7), (sample.Name, sample.Share, sample.Count));
        Assert.Equal((TimeSpan.FromMinutes(90), true), (sample.Wait, sample.IsOn));
        Assert.Equal((SampleColour.DeepBlue, 3), (sample.Colour, sample.Weight.Kilograms));
        Assert.Equal(["one", "2"], sample.Words);
        Assert.Equal(TimeSpan.FromMilliseconds(250), sample.ByName["second"]);
        Assert.Equal("inner", sample.Nested?.Name);
        Assert.Equal("""{"a":[1,"x",null]}""", sample.Free?.ToJsonString());
        Assert.Null(sample.Nothing);
    }

    [Fact]
    public void Section_RecordWithAShortForm_TakesASingleValueOrAMapping()
    {
        var shortForm = ScenarioDocument.Parse("version: 1\nload: {name: x, span: 3s}", "a.yaml").Section<Sample>("load")!;
        var longForm = ScenarioDocument.Parse("version: 1\nload: {name: x, span: {from: 3s}}", "a.yaml").Section<Sample>("load")!;

        Assert.Equal(longForm.Span, shortForm.Span);
    }

    [Fact]
    public void Section_Absent_IsNull()
    {
        var document = ScenarioDocument.Parse("version: 1", "a.yaml");

        Assert.Null(document.Section<Sample>("load"));
        Assert.False(document.Has("load"));
    }

    [Theory]
    [InlineData("nmae: x", "a.yaml:3:3: load.nmae: the key nmae is not known here; write name.")]
    [InlineData("share: 2", "a.yaml:3:10: load.share: 2 is not allowed; write a value from 0 to 1.")]
    [InlineData("share: -0.1", "a.yaml:3:10: load.share: -0.1 is not allowed; write a value from 0 to 1.")]
    [InlineData("share: \"0.1\"", "a.yaml:3:10: load.share: expected a number, but found the text \"0.1\"; write a number without quotes, 0.2 for example.")]
    [InlineData("share: 0x1", "a.yaml:3:10: load.share: expected a number, but found 0x1; write a number without quotes, 0.2 for example.")]
    [InlineData("count: 1e3", "a.yaml:3:10: load.count: expected a whole number, but found 1e3; write digits without quotes, 100 for example.")]
    [InlineData("count: 99999999999", "a.yaml:3:10: load.count: expected a whole number, but found 99999999999; write digits without quotes, 100 for example.")]
    [InlineData("wait: 5", "a.yaml:3:9: load.wait: expected a duration, but found 5; write a number with its unit: us, ms, s, m, h or d, 250ms for example.")]
    [InlineData("wait: -5s", "a.yaml:3:9: load.wait: expected a duration, but found -5s; write a number with its unit: us, ms, s, m, h or d, 250ms for example.")]
    [InlineData("isOn: yes", "a.yaml:3:9: load.isOn: expected true or false, but found yes; write true or false without quotes.")]
    [InlineData("colour: green", "a.yaml:3:11: load.colour: expected one of red, deepBlue, but found green; use one of these words.")]
    [InlineData("weight: 3 lb", "a.yaml:3:11: load.weight: 3 lb cannot be read; write a weight such as 3 kg.")]
    [InlineData("words: one", "a.yaml:3:10: load.words: expected a list, but found one; start each item with - .")]
    [InlineData("name: [x]", "a.yaml:3:9: load.name: expected text, but found a list; write text, in quotes if it looks like something else.")]
    [InlineData("name: ~", "a.yaml:3:9: load.name: expected text, but found nothing; write text, in quotes if it looks like something else.")]
    [InlineData("count: 13", "a.yaml:3:10: load.count: 13 is unlucky; write 12 or 14.")]
    [InlineData("nested: {}", "a.yaml:3:11: load.nested: the key name is missing; add name: ....")]
    public void Section_BadValue_OneSentenceWithPlaceAndRemedy(string line, string expected)
    {
        var text = "version: 1\nload:\n  " + line + (line.StartsWith("name:", StringComparison.Ordinal) ? "" : "\n  name: x");

        var refused = Assert.Throws<ScenarioFormatException>(() => ScenarioDocument.Parse(text, "a.yaml").Section<Sample>("load"));

        Assert.Equal(expected, Assert.Single(refused.Problems).ToString());
    }

    [Theory]
    [InlineData("", "a.yaml:1:1: the file is empty; start with the line version: 1.")]
    [InlineData("- 1", "a.yaml:1:1: a scenario is a mapping of keys to values; start with the line version: 1.")]
    [InlineData("title: x", "a.yaml:1:1: the key version is missing; add version: 1.")]
    [InlineData("version: 2", "a.yaml:1:10: version: version 2 is not known; write version: 1.")]
    [InlineData("version: 1\nstep: []", "a.yaml:2:1: step: the key step is not known here; write steps.")]
    [InlineData("version: 1\n---\nversion: 1", "a.yaml:1:1: the file holds several YAML documents; keep one and remove the --- lines.")]
    public void Parse_NotAScenario_OneSentenceWithPlaceAndRemedy(string text, string expected)
    {
        var refused = Assert.Throws<ScenarioFormatException>(() => ScenarioDocument.Parse(text, "a.yaml"));

        Assert.Equal(expected, Assert.Single(refused.Problems).ToString());
    }

    [Theory]
    [InlineData("version: 1\n\tload: {}")]
    [InlineData("version: 1\nload: {name: [}")]
    [InlineData("version: 1\nversion: 1")]
    public void Parse_BrokenYaml_SaysWhere(string text)
    {
        var refused = Assert.Throws<ScenarioFormatException>(() => ScenarioDocument.Parse(text, "a.yaml"));

        Assert.Matches(@"^a\.yaml:[12]:\d+: this is not YAML", refused.Message);
        Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NestedWithoutEnd_IsRefused()
    {
        var text = "version: 1\nload: " + new string('[', 90) + new string(']', 90);

        var refused = Assert.Throws<ScenarioFormatException>(() => ScenarioDocument.Parse(text, "a.yaml"));

        Assert.Contains("nested deeper", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_SeveralProblems_AllAreTold()
    {
        var document = ScenarioDocument.Parse("version: 1\nload: {share: 2, count: x, wat: 1}", "a.yaml");

        var refused = Assert.Throws<ScenarioFormatException>(() => document.Section<Sample>("load"));

        Assert.Equal(4, refused.Problems.Count);
    }

    [Fact]
    public void Load_MissingFile_OneSentence()
    {
        var refused = Assert.Throws<ScenarioFormatException>(() => ScenarioDocument.Load("no-such.yaml"));

        Assert.Equal("no-such.yaml:1:1: there is no such file; check the path; scenario files are kept in scenarios/.", refused.Message);
    }

    private sealed record Sample : IValidatableObject
    {
        public required string Name { get; init; }

        [Range(0.0, 1.0)]
        public double Share { get; init; }

        public int Count { get; init; }

        public TimeSpan Wait { get; init; }

        public bool IsOn { get; init; }

        public SampleColour Colour { get; init; }

        public SampleWeight Weight { get; init; }

        public SampleSpan? Span { get; init; }

        public IReadOnlyList<string> Words { get; init; } = [];

        public IReadOnlyDictionary<string, TimeSpan> ByName { get; init; } = new Dictionary<string, TimeSpan>();

        public Sample? Nested { get; init; }

        public JsonNode? Free { get; init; }

        public string? Nothing { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            Count == 13 ? [new ValidationResult("13 is unlucky; write 12 or 14", [nameof(Count)])] : [];
    }

    private enum SampleColour
    {
        Red,
        DeepBlue,
    }

    private readonly record struct SampleWeight(int Kilograms) : IParsable<SampleWeight>
    {
        public static SampleWeight Parse(string s, IFormatProvider? provider) =>
            TryParse(s, provider, out var weight) ? weight : throw new FormatException("write a weight such as 3 kg");

        public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SampleWeight result)
        {
            var isWeight = s?.EndsWith(" kg", StringComparison.Ordinal) ?? false;
            result = isWeight ? new SampleWeight(int.Parse(s![..^3], CultureInfo.InvariantCulture)) : default;
            return isWeight;
        }
    }

    private sealed record SampleSpan : IParsable<SampleSpan>
    {
        public TimeSpan From { get; init; }

        public static SampleSpan Parse(string s, IFormatProvider? provider) =>
            TryParse(s, provider, out var span) ? span : throw new FormatException("write a duration such as 3s");

        public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SampleSpan result)
        {
            var isSpan = s is "3s";
            result = isSpan ? new SampleSpan { From = TimeSpan.FromSeconds(3) } : null;
            return isSpan;
        }
    }
}
