namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B3: what a request may have.</summary>
public sealed class RequestFactTests
{
    private const string Generate = $"/v1beta/models/{GeminiAsk.Model}:generateContent";

    [Theory, ProviderFact("g-b3-contents")]
    public async Task Contents_AreNeeded(int status, string word)
    {
        foreach (var body in (string[])["{}", """{"contents":[]}"""])
        {
            var reply = await GeminiAsk.PostAsync(Generate, body);

            Assert.Equal((status, word), (reply.Status, reply.RpcStatus));
        }
    }

    [Theory, ProviderFact("g-b3-roles")]
    public async Task Roles_AreTwo(string user, string model, int status)
    {
        Assert.Equal(
            (200, 200, status),
            (await TalkAsync(Turn(user)), await TalkAsync($"{Turn(user)},{Turn(model)},{Turn(user)}"), await TalkAsync($"{Turn(user)},{Turn("assistant")}")));

        // The second kind of turn is the model's own, whose pictures must be signed.
        Assert.Equal((200, 400), (
            await TalkAsync($"{Turn(user)},{Turn(user, Picture)},{Turn(user)}"), await TalkAsync($"{Turn(user)},{Turn(model, Picture)},{Turn(user)}")));
    }

    [Theory, ProviderFact("g-b3-no-role")]
    public async Task Role_OfTheFirst_MayBeMissing(int status) =>
        Assert.Equal(status, await TalkAsync("""{"parts":[{"text":"A fox"}]}"""));

    [Theory, ProviderFact("g-b3-inline")]
    public async Task Picture_ComesInline(string member, string type, string data, int status)
    {
        var body = GeminiAsk.Body(contents: Turn("user", $$$"""{"{{{member}}}":{"{{{type}}}":"image/png","{{{data}}}":"{{{GeminiSized.SmallPng}}}"}}"""));

        Assert.Equal(status, (await GeminiAsk.PostAsync(Generate, body)).Status);
    }

    [Theory, ProviderFact("g-b3-kinds")]
    public async Task Picture_IsOfTheseKinds(string png, string jpeg, string webp, string heic, string heif, string bmp, int status)
    {
        foreach (var kind in (string[])[png, jpeg, webp, heic, heif])
        {
            Assert.Equal((kind, 200), (kind, await BringAsync(kind, GeminiAsk.Model)));
        }

        Assert.Equal(status, await BringAsync(bmp, GeminiAsk.Model));
        Assert.Equal("image/bmp", bmp);
    }

    [Theory, ProviderFact("g-b3-length")]
    public async Task Request_HasThisLengthAtMost(int most, int status)
    {
        var body = GeminiAsk.Body();

        var fits = await GeminiAsk.PostAsync(Generate, body.PadRight(most));
        var tooLong = await GeminiAsk.PostAsync(Generate, body.PadRight(most + 1));

        Assert.Equal((200, status), (fits.Status, tooLong.Status));
    }

    [Theory, ProviderFact("g-b3-video")]
    public async Task Film_IsWatchedByOne(int taken, int refused)
    {
        const string Film = "video/mp4";

        Assert.Equal((taken, refused, refused), (
            await BringAsync(Film, GeminiAsk.Flash), await BringAsync(Film, GeminiAsk.Model), await BringAsync(Film, GeminiAsk.Pro)));
    }

    [Theory, ProviderFact("g-b3-both")]
    public async Task Words_ComeWhereTheyMay(string text, string image)
    {
        const string Both = "provider: {layout: textImage}";

        var silent = await GeminiAsk.GenerateAsync(behaviour: Both);
        var said = await GeminiAsk.ConfiguredAsync($"\"responseModalities\":[\"{text}\",\"{image}\"]", Both);

        Assert.All((GeminiReply[])[silent, said], reply => Assert.Equal((true, 1), (reply.Parts[0]!["text"] is not null, reply.Images.Count)));
    }

    [Theory, ProviderFact("g-b3-image-only")]
    public async Task Words_DoNotComeWhereTheyMayNot(string image)
    {
        var reply = await GeminiAsk.ConfiguredAsync($"\"responseModalities\":[\"{image}\"]", "provider: {layout: textImage}");

        Assert.All(reply.Parts, part => Assert.NotNull(part!["inlineData"]));
    }

    [Theory, ProviderFact("g-b3-text-model")]
    public async Task Model_ThatOnlyWrites_DrawsNothing(int status, string message)
    {
        var reply = await GeminiAsk.ConfiguredAsync("\"responseModalities\":[\"IMAGE\"]", "provider: {textModels: [writer-1]}", "writer-1");

        Assert.Equal((status, message), (reply.Status, reply.Message));
    }

    [Theory, ProviderFact("g-b3-ratio")]
    public async Task Ratio_ThatDoesNotExist_IsRefused(int status) =>
        Assert.Equal(status, (await GeminiSized.AskAsync(GeminiAsk.Model, "7:5", null)).Status);

    [Theory, ProviderFact("g-b3-size")]
    public async Task Size_HasItsSpelling(string right, string small, string pixels, int status)
    {
        Assert.Equal((200, status, status), (
            (await GeminiSized.AskAsync(GeminiAsk.Flash, null, right)).Status,
            (await GeminiSized.AskAsync(GeminiAsk.Flash, null, small)).Status,
            (await GeminiSized.AskAsync(GeminiAsk.Flash, null, pixels)).Status));
        Assert.Equal((right.ToLowerInvariant(), "512px"), (small, pixels));
    }

    [Theory, ProviderFact("g-b3-format-object")]
    public async Task Format_IsAnObject(string member, string image, string ratio, string size, string pixels) => Assert.Equal(
        $"image/jpeg {pixels}",
        (await GeminiAsk.ConfiguredAsync($$$"""
            "{{{member}}}":{"{{{image}}}":{"aspectRatio":"{{{ratio}}}","imageSize":"{{{size}}}"}}
            """.Trim())).Picture);

    [Theory, ProviderFact("g-b3-format-array")]
    public async Task Format_IsAList(string ratio, string size, string pixels) => Assert.Equal(
        $"image/jpeg {pixels}",
        (await GeminiAsk.ConfiguredAsync($$$"""
            "responseFormat":[{"image":{"aspectRatio":"{{{ratio}}}","imageSize":"{{{size}}}","delivery":"INLINE"}}]
            """.Trim())).Picture);

    [Theory, ProviderFact("g-b3-thinking-case")]
    public async Task Thinking_IsWrittenEitherWay(string upper, string lower, int status)
    {
        Assert.All(
            (int[])[await ThinkAsync(upper), await ThinkAsync(lower)], one => Assert.Equal(status, one));
        Assert.Equal(upper.ToLowerInvariant(), lower);

        static async Task<int> ThinkAsync(string level) =>
            (await GeminiAsk.ConfiguredAsync($"\"thinkingConfig\":{{\"thinkingLevel\":\"{level}\"}}")).Status;
    }

    [Theory, ProviderFact("g-b3-sampling")]
    public async Task Sampling_IsAccepted(string seed, string temperature, string topP, string topK, string most, string stops, int status) => Assert.Equal(
        status,
        (await GeminiAsk.ConfiguredAsync($"\"{seed}\":1,\"{temperature}\":1,\"{topP}\":0.5,\"{topK}\":9,\"{most}\":9000,\"{stops}\":[\"x\"]")).Status);

    [Theory, ProviderFact("g-b3-categories")]
    public async Task Safety_KnowsTheseCategories(params string[] categories)
    {
        foreach (var category in categories)
        {
            Assert.Equal((category, 200), (category, await SafeAsync(category, "BLOCK_NONE")));
        }
    }

    [Theory, ProviderFact("g-b3-thresholds")]
    public async Task Safety_KnowsTheseThresholds(params string[] thresholds)
    {
        foreach (var threshold in thresholds)
        {
            Assert.Equal((threshold, 200), (threshold, await SafeAsync("HARM_CATEGORY_HARASSMENT", threshold)));
        }
    }

    [Theory, ProviderFact("g-b3-safety-stays")]
    public async Task Safety_OfPictures_Stays(string threshold, string reason)
    {
        var reply = await GeminiAsk.GenerateAsync(Setting("HARM_CATEGORY_HARASSMENT", threshold), "provider: {refusals: [{kind: imageBlocked}]}");

        Assert.Equal(reason, (string?)reply.Candidate["finishReason"]);
    }

    [Theory, ProviderFact("g-b3-tiers")]
    public async Task Tiers_AreThese(params string[] tiers)
    {
        foreach (var tier in tiers)
        {
            Assert.Equal((tier, 200), (tier, (await GeminiAsk.GenerateAsync($"\"serviceTier\":\"{tier}\"")).Status));
        }
    }

    [Theory, ProviderFact("g-b3-top")]
    public async Task Names_BesideTheContents_AreAccepted(string store, string cached, string labels, int status) =>
        Assert.Equal(status, (await GeminiAsk.GenerateAsync($"\"{store}\":true,\"{cached}\":\"cachedContents/a\",\"{labels}\":{{\"a\":\"b\"}}")).Status);

    [Theory, ProviderFact("g-b3-unknown")]
    public async Task Name_ThatDoesNotExist_IsRefused(int status, string message, string detail)
    {
        var reply = await GeminiAsk.GenerateAsync("\"size\":\"1024x1024\"");

        Assert.Equal((status, message), (reply.Status, reply.Message));
        Assert.NotNull(reply.Detail(detail));
    }

    [Theory, ProviderFact("g-b3-unsigned")]
    public async Task Picture_WithoutItsSignature_IsRefused(int status, string message)
    {
        var reply = await GeminiAsk.PostAsync(Generate, GeminiAsk.Body(contents: $"{Turn("user")},{Turn("model", Picture)},{Turn("user")}"));

        Assert.Equal((status, message), (reply.Status, reply.Message));
    }

    [Theory, ProviderFact("g-b3-positions")]
    public async Task Positions_AreCountedFrom(int first)
    {
        var reply = await GeminiAsk.PostAsync(
            Generate, GeminiAsk.Body(contents: $$"""{{Turn("user")}},{"role":"model","parts":[{"text":"Here"},{{Picture}}]},{{Turn("user")}}"""));

        Assert.Contains($"content position {1 + first}, part position {1 + first}.", reply.Message, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b3-signed")]
    public async Task Picture_WithItsSignature_IsEdited(string member, int status)
    {
        var part = (await GeminiAsk.GenerateAsync()).Images[^1];

        var signed = await TalkAsync($"{Turn("user")},{Turn("model", part.ToJsonString())},{Turn("user")}");
        var without = part.DeepClone().AsObject();
        without.Remove(member);

        Assert.Equal((status, 400), (signed, await TalkAsync($"{Turn("user")},{Turn("model", without.ToJsonString())},{Turn("user")}")));
    }

    private const string Picture = $$$"""{"inlineData":{"mimeType":"image/png","data":"{{{GeminiSized.SmallPng}}}"}}""";

    private static string Turn(string role, string part = """{"text":"A fox"}""") => $$"""{"role":"{{role}}","parts":[{{part}}]}""";

    private static async Task<int> TalkAsync(string contents) => (await GeminiAsk.PostAsync(Generate, GeminiAsk.Body(contents: contents))).Status;

    private static async Task<int> BringAsync(string kind, string model) => (await GeminiAsk.PostAsync(
        $"/v1beta/models/{model}:generateContent",
        GeminiAsk.Body(contents: $$$"""{"parts":[{"text":"Like this"},{"inlineData":{"mimeType":"{{{kind}}}","data":"{{{GeminiSized.SmallPng}}}"}}]}"""))).Status;

    private static string Setting(string category, string threshold) =>
        $$"""
        "safetySettings":[{"category":"{{category}}","threshold":"{{threshold}}"}]
        """.Trim();

    private static async Task<int> SafeAsync(string category, string threshold) => (await GeminiAsk.GenerateAsync(Setting(category, threshold))).Status;
}
