namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>Answers of 200 without a picture, and the ways to order them.</summary>
public sealed class GeminiRefusalTests
{
    private static readonly string[] Kinds =
    [
        "kind: promptBlocked", "kind: promptBlocked, reason: SAFETY", "kind: imageBlocked", "kind: imageBlocked, reason: IMAGE_OTHER",
        "kind: imageBlocked, reason: IMAGE_PROHIBITED_CONTENT", "kind: imageBlocked, content: nullParts", "kind: imageBlocked, content: missing, message: ''",
        "kind: noImage", "kind: noImage, content: empty", "kind: textOnly", "kind: thoughtImage",
    ];

    [Fact]
    public async Task Generate_EveryKind_IsA200WithoutAPicture()
    {
        Transcript? said = null;
        foreach (var kind in Kinds)
        {
            await using var flight = await GeminiFlight.StartAsync($"refusals: [{{{kind}}}]");
            said = new Transcript(flight.Emulator, said) { KeyHeader = $"x-goog-api-key: {GeminiFlight.Key}" };
            await said.Note(kind).PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask());
        }

        Golden.Check(said!.ToString(), "refusals.txt");
    }

    [Theory]
    [InlineData("a [moderated] fox", "limits: []", "IMAGE_SAFETY")]
    [InlineData("a [failed] fox", "limits: []", "IMAGE_OTHER")]
    [InlineData("a fox", "limits: [], faults: [{fault: moderatedJob}]", "IMAGE_SAFETY")]
    [InlineData("a fox", "limits: [], faults: [{fault: failedJob}]", "IMAGE_OTHER")]
    [InlineData("a fox", "limits: [], answers: [{finishReason: SPII}]", "SPII")]
    [InlineData("a fox", "limits: [], answers: [{finishReason: NO_IMAGE}]", "NO_IMAGE")]
    [InlineData("a fox", "limits: [], answers: [{text: half a, finishReason: MAX_TOKENS}]", "MAX_TOKENS")]
    public async Task Generate_OrderedInAnotherWay_EndsWithTheReasonAndCostsNothingWithoutParts(string prompt, string more, string reason)
    {
        await using var flight = await GeminiFlight.StartAsync("layout: image", more);

        var answer = await flight.JsonAsync(GeminiFlight.Ask(prompt));

        var candidate = answer["candidates"]![0]!;
        Assert.Equal(reason, (string?)candidate["finishReason"]);
        Assert.Equal(reason is "MAX_TOKENS", candidate["content"]?["parts"] is not null);
        Assert.Equal(reason is "MAX_TOKENS", (int)flight.Journal.Single()["units"]!["microUsd"]! > 0);
        Assert.Equal(0, (int)flight.Journal.Single()["units"]!["images"]!);
    }

    [Fact]
    public async Task Refusals_WithProbability_AreDrawnForEachAttempt()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: image, refusals: [{kind: noImage, probability: 0.5}]");
        List<string?> reasons = [];

        for (var attempt = 0; attempt < 16; attempt++)
        {
            reasons.Add((string?)(await flight.JsonAsync(GeminiFlight.Ask()))["candidates"]![0]!["finishReason"]);
        }

        Assert.Equal(["NO_IMAGE", "STOP"], reasons.Distinct().Order());
    }

    [Theory]
    [InlineData("refusals: [{kind: imageBlocked, reason: NOPE}]", "there is no reason NOPE")]
    [InlineData("refusals: [{kind: promptBlocked, reason: IMAGE_OTHER}]", "there is no reason IMAGE_OTHER")]
    [InlineData("refusals: [{kind: textOnly, reason: STOP}]", "an answer of text or of a thought's picture ends with STOP")]
    [InlineData("retired: [gemini-9]", "there was never a model gemini-9")]
    [InlineData("textModels: [gemini-3-pro-image]", "gemini-3-pro-image draws")]
    public async Task Scenario_ThatMakesNoSense_IsRefusedInASentence(string provider, string sentence)
    {
        var problem = await Assert.ThrowsAsync<ScenarioFile.ScenarioFormatException>(() => GeminiFlight.StartAsync(provider));

        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scenario_FinishReasonOfAnotherProvider_IsRefused()
    {
        var problem = await Assert.ThrowsAsync<ScenarioFile.ScenarioFormatException>(
            () => TestEmulator.StartAsync("DeepSeek/Chat: {answers: [{finishReason: IMAGE_SAFETY}]}"));

        Assert.Contains("no answer ends with IMAGE_SAFETY", problem.Message, StringComparison.Ordinal);
    }
}
