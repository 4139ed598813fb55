using System.Text.Json.Nodes;
using Emulator.Tests.Images;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>Answers with pictures: their bodies, the order of their parts, and what decides it.</summary>
public sealed class GeminiAnswerTests
{
    [Fact]
    public async Task Generate_InEveryLayout_AnswersAsTheProviderDoes()
    {
        Transcript? said = null;
        foreach (var layout in new[] { "image", "textImage", "imageText", "drafts, pictures: 3", "base64Text" })
        {
            await using var flight = await GeminiFlight.StartAsync($"layout: {layout}");
            said = new Transcript(flight.Emulator, said) { KeyHeader = $"x-goog-api-key: {GeminiFlight.Key}" };
            await said.Note(layout).PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask());
        }

        Golden.Check(said!.ToString(), "layouts.txt");
    }

    [Fact]
    public async Task Generate_WithWhatModelsCanDo_AnswersAsTheProviderDoes()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: textImage");
        var said = flight.Talk();

        await said.Note("thoughts are shown").PostAsync(
            GeminiFlight.PathOf(), GeminiFlight.Ask(config: ""","thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true}"""));
        await said.Note("pictures alone").PostAsync(
            GeminiFlight.PathOf(), GeminiFlight.Ask(config: ""","responseModalities":["IMAGE"],"seed":5"""));
        await said.Note("a search").PostAsync(
            GeminiFlight.PathOf(), GeminiFlight.Ask(more: ""","tools":[{"googleSearch":{"searchTypes":{"webSearch":{},"imageSearch":{}}}}],"serviceTier":"flex" """));
        await said.Note("the first model draws PNG and signs nothing").PostAsync(
            GeminiFlight.PathOf("gemini-2.5-flash-image", version: "v1"), """{"contents":[{"parts":[{"text":"a red fox"}]}]}""");

        Golden.Check(said.ToString(), "abilities.txt");
    }

    [Fact]
    public async Task Generate_OnlyPictures_HasNoWords()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: varied");

        for (var number = 0; number < 12; number++)
        {
            var parts = Parts(await flight.JsonAsync(GeminiFlight.Ask($"fox {number}", ""","responseModalities":["image"]""")));
            Assert.All(parts, part => Assert.Null(part!["text"]));
        }
    }

    [Fact]
    public async Task Generate_Varied_HasWordsBeforeAfterOrNone()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: varied");
        HashSet<string> layouts = [];

        for (var number = 0; number < 40; number++)
        {
            var parts = Parts(await flight.JsonAsync(GeminiFlight.Ask($"fox {number}")));
            layouts.Add(string.Join(',', parts.Select(part => part!["text"] is null ? "image" : "text")));
        }

        Assert.Equal(["image", "image,text", "text,image"], layouts.Order());
    }

    [Fact]
    public async Task Generate_CallersSeed_GivesTheSamePictureToEverybody()
    {
        await using var flight = await GeminiFlight.StartAsync();
        var body = GeminiFlight.Ask(config: ""","seed":7""");

        var first = Parts(await flight.JsonAsync(body))[0]!["inlineData"]!["data"]!.GetValue<string>();
        var other = Parts(await flight.JsonAsync(GeminiFlight.Ask(config: ""","seed":8""")))[0]!["inlineData"]!["data"]!.GetValue<string>();

        Assert.Equal(first, Parts(await flight.JsonAsync(body))[0]!["inlineData"]!["data"]!.GetValue<string>());
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Generate_OwnAnswer_SaysItsWordsThoughtsAndPicture()
    {
        await using var flight = await GeminiFlight.StartAsync(
            "layout: varied",
            """limits: [], answers: [{promptContains: words, text: "no picture of {{prompt}}", reasoning: let me see}, {promptContains: both, text: here, finishReason: STOP}]""");

        var words = await flight.JsonAsync(GeminiFlight.Ask("words", ""","thinkingConfig":{"thinkingLevel":"high","includeThoughts":true}"""));
        var both = await flight.JsonAsync(GeminiFlight.Ask("both"));

        Assert.Equal(["let me see", "no picture of words"], Parts(words).Select(part => (string?)part!["text"]));
        Assert.True((bool?)Parts(words)[0]!["thought"]);
        Assert.Equal("here", (string?)Parts(both).Single()!["text"]);
    }

    [Fact]
    public async Task Generate_ShowsThePictureOnThePage_AndBillsIt()
    {
        await using var flight = await GeminiFlight.StartAsync();

        await flight.JsonAsync(GeminiFlight.Ask());

        var line = flight.Journal.Single();
        Assert.Equal((1, 747 * 60 + 2), ((int)line["units"]!["images"]!, (int)line["units"]!["microUsd"]!));
        Assert.Equal(GeminiFlight.Model, (string?)line["model"]);
    }

    [Theory]
    [InlineData("flex", 0.5)]
    [InlineData("priority", 1.75)]
    public async Task Generate_OtherTier_CostsItsShareAndSaysSo(string tier, double factor)
    {
        await using var flight = await GeminiFlight.StartAsync();

        using var reply = await flight.PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask(more: $",\"serviceTier\":\"{tier}\""));

        Assert.Equal(tier, reply.Headers.GetValues("x-gemini-service-tier").Single());
        Assert.Equal(tier, (string?)JsonNode.Parse(await GeminiFlight.TextAsync(reply))!["usageMetadata"]!["serviceTier"]);
        Assert.Equal((int)Math.Ceiling(((747 * 60) + 1.5) * factor), (int)flight.Journal.Single()["units"]!["microUsd"]!);
    }

    [Fact]
    public async Task Generate_TextModel_Writes()
    {
        await using var flight = await GeminiFlight.StartAsync("textModels: [gemini-words]");
        const string Question = """{"contents":[{"parts":[{"text":"why is the sky blue?"}]}]}""";

        var answer = await flight.JsonAsync(Question, "gemini-words");

        Assert.Contains("why is the sky blue?", (string?)Parts(answer).Single()!["text"], StringComparison.Ordinal);
        Assert.Equal(
            (400, "Model does not support the requested response modalities: image"),
            await flight.RefusalAsync(Question.Replace("}]}]}", """}]}],"generationConfig":{"responseModalities":["Text","Image"]}}""", StringComparison.Ordinal), "gemini-words"));
    }

    [Fact]
    public async Task Generate_EditTurn_HasTheRatioOfTheLastPicture()
    {
        await using var flight = await GeminiFlight.StartAsync();
        var wide = (string)Parts(await flight.JsonAsync(GeminiFlight.Ask(config: "").Replace(GeminiFlight.Small, """{"imageSize":"512","aspectRatio":"21:9"}""", StringComparison.Ordinal)))[0]!["inlineData"]!["data"]!;
        var body = $$$"""
            {"contents":[{"role":"user","parts":[{"text":"make it blue"},{"inline_data":{"mime_type":"image/jpeg","data":"{{{wide}}}"}}]}],"generationConfig":{"imageConfig":{{{GeminiFlight.Small}}}}}
            """;

        var answer = await flight.JsonAsync(body);

        var picture = DecodedPicture.From(Convert.FromBase64String((string)Parts(answer)[0]!["inlineData"]!["data"]!));
        Assert.Equal((792, 336), (picture.WidthPixels, picture.HeightPixels));
        Assert.Equal(258, (int)answer["usageMetadata"]!["promptTokensDetails"]![1]!["tokenCount"]!);
    }

    private static JsonArray Parts(JsonNode answer) => answer["candidates"]![0]!["content"]!["parts"]!.AsArray();
}
