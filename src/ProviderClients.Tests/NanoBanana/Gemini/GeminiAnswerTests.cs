using ProviderClients.NanoBanana.Gemini;

namespace ProviderClients.Tests.NanoBanana.Gemini;

/// <summary>Pictures come in any place and number; answers without one say why.</summary>
public sealed class GeminiAnswerTests
{
    private static readonly byte[] Final = SmallPictures.Png();

    [Theory]
    [InlineData("[F]")]
    [InlineData("[T,F]")]
    [InlineData("[F,T]")]
    [InlineData("[D,D,D,F]")]
    [InlineData("[T,D,T,F,T]")]
    [InlineData("[F,H]")]
    public async Task Picture_IsTheLastOneThatIsNoThought(string layout)
    {
        var parts = layout.Trim('[', ']').Split(',').Select(part => part switch
        {
            "F" => GeminiReplies.Image(Final),
            "D" => GeminiReplies.Image(SmallPictures.Jpeg()),
            "H" => GeminiReplies.Image(SmallPictures.Jpeg()).Insert(1, "\"thought\":true,"),
            _ => GeminiReplies.Text("words "),
        }).ToArray();
        using var rig = Answering(GeminiReplies.Parts(parts));

        var answer = await rig.FlyAsync(() => GeminiReplies.Client(rig).AnswerAsync(GeminiReplies.Request));

        Assert.True(Final.AsSpan().SequenceEqual(answer.Image.Bytes.Span));
        Assert.Equal(("image/png", "fox", null), (answer.Image.ContentType, answer.Image.CallId, answer.Image.JobId));
        Assert.Equal(layout.Count(part => part == 'D'), answer.Drafts.Count);
        Assert.Equal(layout.Count(part => part == 'T'), answer.Text.Split("words ").Length - 1);
        Assert.Equal(("STOP", "gemini-nano-banana-2.1", "SDZ4aeafJLTWsbwP5ui6uA4"), (answer.FinishReason, answer.ModelVersion, answer.ResponseId));
        Assert.Equal(new NanoBananaGeminiUsage(32, 0, 1240, 1120, 148, 1420), answer.Usage);
    }

    [Fact]
    public async Task Picture_IsADataAddressInTheText_IsTakenOut()
    {
        using var rig = Answering(GeminiReplies.Parts(GeminiReplies.Text($"Here: ![fox](data:image/png;base64,{Convert.ToBase64String(Final)}) done")));

        var answer = await rig.FlyAsync(() => GeminiReplies.Client(rig).AnswerAsync(GeminiReplies.Request));

        Assert.True(Final.AsSpan().SequenceEqual(answer.Image.Bytes.Span));
        Assert.Equal("Here: ![fox]() done", answer.Text);
    }

    [Theory]
    [InlineData("IMAGE_SAFETY")]
    [InlineData("SAFETY")]
    [InlineData("PROHIBITED_CONTENT")]
    [InlineData("BLOCKLIST")]
    [InlineData("SPII")]
    [InlineData("RECITATION")]
    [InlineData("IMAGE_PROHIBITED_CONTENT")]
    [InlineData("IMAGE_RECITATION")]
    public Task Refusal_ByThePolicy_IsModeratedAndGivesTheWords(string reason) => ExpectAsync(
        GeminiReplies.Candidate($$"""{"content":{},"finishReason":"{{reason}}","index":0,"finishMessage":"Unable to show the generated image."}"""),
        ProviderErrorKind.Moderated,
        $"the picture was refused: {reason}: Unable to show the generated image.",
        "Unable to show the generated image.");

    [Theory]
    [InlineData("SAFETY")]
    [InlineData("OTHER")]
    [InlineData("BLOCKLIST")]
    [InlineData("PROHIBITED_CONTENT")]
    [InlineData("IMAGE_SAFETY")]
    [InlineData("JAILBREAK")]
    public Task Refusal_OfThePrompt_IsModerated(string reason) => ExpectAsync(
        $$$"""{"promptFeedback":{"blockReason":"{{{reason}}}"},"usageMetadata":{"promptTokenCount":9,"totalTokenCount":9}}""",
        ProviderErrorKind.Moderated,
        $"the prompt was refused: {reason}",
        reason);

    [Theory]
    [InlineData("""{"finishReason":"NO_IMAGE","index":0}""", "the answer holds no picture: NO_IMAGE", "NO_IMAGE")]
    [InlineData("""{"content":{},"finishReason":"IMAGE_OTHER","index":0,"finishMessage":"Try rephrasing the prompt."}""", "the answer holds no picture: IMAGE_OTHER: Try rephrasing the prompt.", "Try rephrasing the prompt.")]
    [InlineData("""{"content":{"parts":null,"role":"model"},"finishReason":"STOP"}""", "the answer holds no picture: STOP", "STOP")]
    [InlineData("""{"content":{},"finishReason":"STOP"}""", "the answer holds no picture: STOP", "STOP")]
    [InlineData("""{"content":{"parts":[{"text":"cut"}]},"finishReason":"MAX_TOKENS"}""", "the answer holds no picture: MAX_TOKENS", "cut")]
    [InlineData("""{"content":{"parts":[]},"finishReason":"MALFORMED_RESPONSE"}""", "the answer holds no picture: MALFORMED_RESPONSE", "MALFORMED_RESPONSE")]
    [InlineData("""{"content":{"parts":[{"thought":true,"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},"finishReason":"STOP"}""", "only a draft among the model's thoughts came, and no picture", null)]
    public Task NoPicture_SaysWhyAndIsNotAskedForAgain(string candidate, string message, string? said) =>
        ExpectAsync(GeminiReplies.Candidate(candidate), ProviderErrorKind.NoImage, message, said);

    [Fact]
    public Task WordsInPlaceOfAPicture_AreAKindOfTheirOwn() => ExpectAsync(
        GeminiReplies.Parts(GeminiReplies.Text("I can describe "), GeminiReplies.Text("a fox to you.")),
        ProviderErrorKind.TextOnly,
        "the model answered with words and no picture",
        "I can describe a fox to you.");

    [Theory]
    [InlineData("", ProviderErrorKind.EmptyAnswer)]
    [InlineData(" \n ", ProviderErrorKind.EmptyAnswer)]
    [InlineData("{}", ProviderErrorKind.MalformedResponse)]
    [InlineData("[]", ProviderErrorKind.MalformedResponse)]
    [InlineData("""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBOR""", ProviderErrorKind.MalformedResponse)]
    [InlineData("""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBOR?"}}]}}]}""", ProviderErrorKind.MalformedResponse)]
    [InlineData("""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw0K"}}]}}]}""", ProviderErrorKind.MalformedResponse)]
    [InlineData("""{"candidates":[{"content":{"parts":[{"text":"data:image/png;base64,iVBOR"}]}}]}""", ProviderErrorKind.MalformedResponse)]
    public async Task Unreadable_IsPaidForAndNeverSentAgain(string body, ProviderErrorKind kind)
    {
        using var rig = Answering(body);

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        Assert.Equal((kind, 1), (failure.Kind, rig.Seen.Count));
        Assert.Contains("\"settledMicroUsd\":null", Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_IsLostAfterItWasSent_TheOutcomeIsUnknownAndItIsNotSentAgain()
    {
        using var rig = new ClientRig((_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        Assert.Equal((ProviderErrorKind.OutcomeUnknown, CommitState.Unknown, 1), (failure.Kind, failure.CommitState, rig.Seen.Count));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(9, false)]
    public async Task NoPicture_AskingAgainIsAllowed_AsksOnceMore(int without, bool succeeds)
    {
        using var rig = new ClientRig((_, request) => ClientRig.Json(
            200, request.Number < without ? GeminiReplies.Parts(GeminiReplies.Text("hm")) : GeminiReplies.Parts(GeminiReplies.Image())));
        var client = GeminiReplies.Client(rig, options => options.AsksAgainForImage = true);

        var error = await Record.ExceptionAsync(() => rig.FlyAsync(() => client.GenerateAsync(GeminiReplies.Request)));

        Assert.Equal((succeeds, 2), (error is null, rig.Seen.Count));
    }

    private static ClientRig Answering(string body) => new((_, _) => ClientRig.Json(200, body));

    private static async Task ExpectAsync(string body, ProviderErrorKind kind, string message, string? said)
    {
        using var rig = Answering(body);

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request));

        Assert.Equal((kind, $"NanoBanana/Gemini: {message}", said), (failure.Kind, failure.Message, failure.Said));
        Assert.Single(rig.Seen);
    }
}
