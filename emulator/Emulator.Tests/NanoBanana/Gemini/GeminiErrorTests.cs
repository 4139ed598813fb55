namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>Everything that is refused, in the provider's own words.</summary>
public sealed class GeminiErrorTests
{
    [Fact]
    public async Task Requests_InEveryWayThatIsRefused_AnswerInOneEnvelope()
    {
        await using var flight = await GeminiFlight.StartAsync(more: "limits: [], keys: [goog-key]");
        Transcript said = new(flight.Emulator);
        var path = GeminiFlight.PathOf();

        await said.Note("no key").PostAsync(path, GeminiFlight.Ask());
        said.KeyHeader = "Authorization: Bearer goog-key";
        await said.Note("a key as a bearer").PostAsync(path, GeminiFlight.Ask());
        said.KeyHeader = "x-goog-api-key: other";
        await said.Note("a wrong key").PostAsync(path, GeminiFlight.Ask());
        said.KeyHeader = null;
        await said.Note("a wrong key in the query").GetAsync("/gemini/v1/models?key=other");
        said.KeyHeader = $"x-goog-api-key: {GeminiFlight.Key}";
        await said.Note("no such model").PostAsync(GeminiFlight.PathOf("gemini-nobody", version: "v1"), GeminiFlight.Ask());
        await said.Note("a retired model").PostAsync(GeminiFlight.PathOf("gemini-3-pro-image-preview", "streamGenerateContent"), GeminiFlight.Ask());
        await said.Note("a method that it has not").PostAsync(GeminiFlight.PathOf(method: "predict"), "{}");
        await said.Note("no such model to look at").GetAsync("/gemini/v1beta/models/gemini-nobody");
        await said.Note("not JSON").PostAsync(path, "prompt");
        await said.Note("a list").PostAsync(path, "[]");
        await said.Note("nothing to answer").PostAsync(path, """{"contents":[]}""");
        await said.Note("unknown names").PostAsync(
            path, """{"size":"1K","contents":[{"parts":[{"text":"a","txt":"b"}]}],"generation_config":{"aspectRatio":"1:1","imageConfig":{"outputMimeType":"image/png"}}}""");
        await said.Note("no such ratio").PostAsync(
            GeminiFlight.PathOf("gemini-3-pro-image"), """{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"imageConfig":{"aspectRatio":"8:1"}}}""");
        await said.Note("a picture without its signature").PostAsync(
            path, """{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"inlineData":{"mimeType":"image/png","data":"QUFB"}}]},{"role":"user","parts":[{"text":"b"}]}]}""");
        await said.Note("a wrong page").GetAsync("/gemini/v1beta/models?pageSize=x");

        Golden.Check(said.ToString(), "errors.txt");
    }

    [Fact]
    public async Task Faults_OfEveryStatus_AreErrorsOfTheProvider()
    {
        Transcript? said = null;
        foreach (var status in new[] { 400, 401, 403, 404, 499, 500, 502, 503, 504 })
        {
            await using var flight = await GeminiFlight.StartAsync(more: $"limits: [], failureRate: 1, failureStatus: {status}");
            said = new Transcript(flight.Emulator, said) { KeyHeader = $"x-goog-api-key: {GeminiFlight.Key}" };
            await said.Note($"{status}").PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask());
        }

        Golden.Check(said!.ToString(), "statuses.txt");
    }

    [Theory]
    [InlineData("locationSupported: false", 400, "User location is not supported for the API use.")]
    [InlineData("retired: [gemini-3.1-flash-image]", 404, "models/gemini-3.1-flash-image is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.")]
    [InlineData("retired: [gemini-3.1-flash-image], namesModelService: true", 404, "models/gemini-3.1-flash-image is not found for API version v1beta, or is not supported for generateContent. Call ModelService.ListModels to see the list of available models and their supported methods.")]
    [InlineData("maxRequestBytes: 50", 400, "Request contains an invalid argument.")]
    [InlineData("retired: [gemini-2.5-flash-image]", 200, "it was not refused")]
    public async Task Generate_AsTheScenarioHasIt_IsRefused(string provider, int status, string message)
    {
        await using var flight = await GeminiFlight.StartAsync(provider);

        Assert.Equal((status, message), await flight.RefusalAsync(GeminiFlight.Ask()));
    }

    [Fact]
    public async Task Overloaded_HasTheWordsOfTheScenario()
    {
        await using var flight = await GeminiFlight.StartAsync(
            "overloaded: The model is overloaded. Please try again later.", "limits: [], faults: [{fault: refuse, status: 503}]");

        Assert.Equal((503, "The model is overloaded. Please try again later."), await flight.RefusalAsync(GeminiFlight.Ask()));
    }

    [Fact]
    public async Task OwnRefusal_HasTheWordsAndTheStatusOfTheScenario()
    {
        await using var flight = await GeminiFlight.StartAsync(
            "layout: image", "limits: [], answers: [{refuse: {status: 403, message: leaked, code: PERMISSION_DENIED}}]");

        var error = (await flight.JsonAsync(GeminiFlight.Ask()))["error"]!;

        Assert.Equal("""{"code":403,"message":"leaked","status":"PERMISSION_DENIED"}""", error.ToJsonString());
    }

    [Fact]
    public async Task RunTime_BeyondTenMinutes_IsADeadlineThen()
    {
        VirtualTime.VirtualClock clock = new();

        var (status, took) = await VirtualTime.VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync("NanoBanana/Gemini: {timing: {runTime: 11m}}", clock);
            using HttpRequestMessage request = new(HttpMethod.Post, GeminiFlight.PathOf() + "?key=k") { Content = new StringContent(GeminiFlight.Ask()) };
            var started = clock.GetUtcNow();
            using var reply = await emulator.SendAsync(request);
            return ((int)reply.StatusCode, clock.GetUtcNow() - started);
        });

        Assert.Equal((504, TimeSpan.FromMinutes(10)), (status, took));
    }
}
