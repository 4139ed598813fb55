using System.Net;
using System.Text.Json.Nodes;
using Emulator.Tests.Images;

namespace Emulator.Tests.Flux.Bfl;

public sealed class BflTests
{
    private const string Timing = "timing: {queueTime: 2s, runTime: 8s}";
    private const string Pro = "/flux/v1/flux-pro-1.1";
    private const string Cat = """{"prompt":"a cat","width":256,"height":288}""";

    [Fact]
    public async Task Task_FromSubmitToExpiry_IsToldAsTheProviderDoes()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        var url = PollingUrl(await said.Note("submit").PostAsync(Pro, """{"prompt":"a cat \"雪\"","width":"512","height":256.0,"seed":3744260447,"aspect_ratio":"1:1","num_images":2}"""));
        await said.Note("queued").GetAsync(url);
        emulator.Clock.Advance(TimeSpan.FromSeconds(4));
        said.KeyHeader = null;
        await said.Note("running, polled without a key").GetAsync(url);
        emulator.Clock.Advance(TimeSpan.FromSeconds(6));
        var sample = (string)JsonNode.Parse(await said.Note("ready").GetAsync(url))!["result"]!["sample"]!;
        await said.Note("delivery").GetAsync(sample);
        await said.Note("wrong signature").GetAsync(sample.Replace("sig=", "sig=x", StringComparison.Ordinal));
        emulator.Clock.Advance(TimeSpan.FromMinutes(10));
        await said.Note("delivery ten minutes later").GetAsync(sample);
        await said.Note("still ready").GetAsync(url);
        said.KeyHeader = "x-key: bfl";
        await said.Note("credits").GetAsync("/flux/v1/credits");
        url = PollingUrl(await said.Note("a prompt that asks for moderation").PostAsync("/flux/v1/flux-2-pro", """{"prompt":"a [moderated] cat"}"""));
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        await said.Note("moderated").GetAsync(url);
        url = PollingUrl(await said.Note("a prompt that asks for a failure").PostAsync("/flux/v1/flux-2-pro", """{"prompt":"a [failed] cat"}"""));
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        await said.Note("failed").GetAsync(url);
        await said.Note("with a webhook").PostAsync(Pro, """{"prompt":"a cat","webhook_url":"https://example.com/hook"}""");

        Golden.Check(said.ToString(), "conversation.txt");
    }

    [Fact]
    public async Task Requests_InEveryWayThatIsRefused_AnswerInFastApisEnvelope()
    {
        await using var emulator = await StartAsync($"{Timing}, limits: []");
        Transcript said = new(emulator);

        await said.Note("no key").PostAsync(Pro, Cat);
        await said.Note("credits without a key").GetAsync("/flux/v1/credits");
        said.KeyHeader = "x-key: an-invalid-key";
        await said.Note("wrong key").PostAsync(Pro, Cat);
        said.KeyHeader = "x-key: Bearer bfl";
        await said.Note("malformed key").PostAsync(Pro, Cat);
        said.KeyHeader = "x-key: bfl";
        await said.Note("several violations").PostAsync(Pro, """{"prompt":1,"width":1441,"height":1472,"prompt_upsampling":"maybe","seed":1.5,"safety_tolerance":7,"output_format":"gif","webhook_url":"hook"}""");
        await said.Note("WebP, which is not imitated").PostAsync(Pro, """{"output_format":"webp"}""");
        await said.Note("no prompt").PostAsync("/flux/v1/flux-2-max", """{"width":0,"safety_tolerance":6}""");
        await said.Note("more than 4 MP").PostAsync("/flux/v1/flux-2-max", """{"prompt":"a","width":2048,"height":2064}""");
        await said.Note("floats out of range").PostAsync("/flux/v1/flux-dev", """{"prompt":"a","guidance":9,"steps":51}""");
        await said.Note("ratio that is none").PostAsync("/flux/v1/flux-kontext-pro", """{"prompt":"a","aspect_ratio":"wide"}""");
        await said.Note("ratio out of range").PostAsync("/flux/v1/flux-pro-1.1-ultra", """{"aspect_ratio":"22:9"}""");
        await said.Note("not JSON").PostAsync(Pro, "prompt");
        await said.Note("cut JSON").PostAsync(Pro, """{"prompt":"a""");
        await said.Note("no body").PostAsync(Pro, "");
        await said.Note("a list").PostAsync(Pro, "[]");
        await said.Note("50 MB").PostAsync(Pro, new string(' ', 50_000_000));
        await said.Note("poll without id").GetAsync("/flux/v1/get_result");
        await said.Note("unknown task").GetAsync("/flux/v1/get_result?id=none");
        await said.Note("unknown picture").GetAsync("/flux/delivery/results/none/sample.png");
        await said.Note("wrong method").GetAsync(Pro);
        await said.Note("unknown model").PostAsync("/flux/v1/flux-kontext", Cat);

        Golden.Check(said.ToString(), "errors.txt");
    }

    [Theory]
    [InlineData("flux-pro-1.1", "{}", 1024, 768)]
    [InlineData("flux-pro-1.1", """{"width":1440,"height":256}""", 1440, 256)]
    [InlineData("flux-dev", """{"prompt":"a"}""", 1024, 768)]
    [InlineData("flux-pro-1.1-ultra", """{"output_format":"png"}""", 2752, 1536)]
    [InlineData("flux-pro-1.1-ultra", """{"aspect_ratio":"9:21","output_format":"png"}""", 1344, 3136)]
    [InlineData("flux-kontext-pro", """{"prompt":"a","output_format":"jpeg"}""", 1024, 1024)]
    [InlineData("flux-kontext-max", """{"prompt":"a","aspect_ratio":"21:9"}""", 1568, 672)]
    [InlineData("flux-kontext-max", """{"prompt":"a","aspect_ratio":"2:3"}""", 832, 1248)]
    [InlineData("flux-2-pro", """{"prompt":"a"}""", 1024, 1024)]
    [InlineData("flux-2-pro-preview", """{"prompt":"a","width":1920,"height":1080}""", 1920, 1072)]
    [InlineData("flux-2-max", """{"prompt":"a","width":64,"height":null,"output_format":"png"}""", 64, 1024)]
    [InlineData("flux-2-flex", """{"prompt":"a","width":1440,"height":810,"guidance":null}""", 1440, 800)]
    [InlineData("flux-2-klein-4b", """{"prompt":"a","width":2048,"height":2048,"output_format":"png"}""", 2048, 2048)]
    [InlineData("flux-2-klein-9b", """{"prompt":"a","width":100,"height":79}""", 96, 64)]
    [InlineData("flux-2-klein-9b-preview", """{"prompt":"a","seed":null}""", 1024, 1024)]
    public async Task Sample_OfEveryModel_HasTheModelsSize(string model, string body, int width, int height)
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        var url = PollingUrl(await said.PostAsync($"/flux/v1/{model}", body));
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));

        var sample = (string)JsonNode.Parse(await said.GetAsync(url))!["result"]!["sample"]!;
        using var reply = await said.SendAsync(said.Request(HttpMethod.Get, sample, null));
        var picture = DecodedPicture.From(await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
    }

    [Theory]
    [InlineData("flux-2-pro", """{"prompt":"a","width":1024,"height":1024}""", "3.0", "0.0", "1.05")]
    [InlineData("flux-2-pro", """{"prompt":"a","width":2048,"height":1024}""", "4.5", "0.0", "2.1")]
    [InlineData("flux-2-pro", """{"prompt":"a","width":1024,"height":1024,"input_image":"aa","input_image_2":"bb"}""", "6.0", "2.0", "1.05")]
    [InlineData("flux-2-max", """{"prompt":"a"}""", "7.0", "0.0", "1.05")]
    [InlineData("flux-2-klein-4b", """{"prompt":"a","width":1024,"height":1040}""", "1.5", "0.0", "1.06")]
    [InlineData("flux-kontext-max", """{"prompt":"a"}""", "8.0", "0.0", "1.05")]
    [InlineData("flux-pro-1.1", "{}", "4.0", "0.0", "0.79")]
    [InlineData("flux-dev", """{"prompt":"a"}""", "2.5", "0.0", "0.79")]
    public async Task Submit_Cost_FollowsTheModelsPrice(string model, string body, string cost, string inputMp, string outputMp)
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        var answer = await said.PostAsync($"/flux/v1/{model}", body);

        Assert.EndsWith($"\"cost\":{cost},\"input_mp\":{inputMp},\"output_mp\":{outputMp}}}", answer, StringComparison.Ordinal);
        Assert.Equal(
            (long)(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture) * 10_000),
            (long)emulator.Journal[0]["units"]!["microUsd"]!);
    }

    [Theory]
    [InlineData("flux-pro-1.1", 24)]
    [InlineData("flux-kontext-max", 6)]
    public async Task Submit_ActiveTasks_CountUntilTheTaskIsOver(string model, int permitLimit)
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        for (var i = 0; i < permitLimit; i++)
        {
            using var granted = await SubmitAsync();
            Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
            emulator.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        using var refused = await SubmitAsync();
        emulator.Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(100 * permitLimit) - TimeSpan.FromTicks(1));
        using var justBefore = await SubmitAsync();
        emulator.Clock.Advance(TimeSpan.FromTicks(1));
        using var whenTheFirstIsOver = await SubmitAsync();
        using var andOnlyOne = await SubmitAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Retry-After"));
        Assert.Contains($"{permitLimit} active tasks", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, justBefore.StatusCode);
        Assert.Equal(HttpStatusCode.OK, whenTheFirstIsOver.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, andOnlyOne.StatusCode);

        Task<HttpResponseMessage> SubmitAsync() =>
            said.SendAsync(said.Request(HttpMethod.Post, $"/flux/v1/{model}", """{"prompt":"a cat"}"""));
    }

    [Fact]
    public async Task Submit_RefusedBody_TakesNoPlace()
    {
        await using var emulator = await StartAsync($"{Timing}, limits: [{{name: tasks, activeJobs: 1}}]");
        var said = Talk(emulator);

        using var refused = await said.SendAsync(said.Request(HttpMethod.Post, Pro, """{"width":1}"""));
        using var granted = await said.SendAsync(said.Request(HttpMethod.Post, Pro, Cat));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    [Fact]
    public async Task Submit_EqualRequestsTwice_AreTwoTasksOfOnePicture()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        var first = JsonNode.Parse(await said.PostAsync(Pro, Cat))!;
        var second = JsonNode.Parse(await said.PostAsync(Pro, Cat))!;
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        var firstSeed = (long)JsonNode.Parse(await said.GetAsync((string)first["polling_url"]!))!["result"]!["seed"]!;
        var secondSeed = (long)JsonNode.Parse(await said.GetAsync((string)second["polling_url"]!))!["result"]!["seed"]!;

        Assert.NotEqual((string?)first["id"], (string?)second["id"]);
        Assert.Equal(firstSeed, secondSeed);
    }

    [Theory]
    [InlineData(402, "{\"detail\":\"Insufficient credits\"}")]
    [InlineData(429, "{\"detail\":\"Rate limit exceeded\"}")]
    [InlineData(500, "Internal Server Error")]
    [InlineData(503, "{\"detail\":\"Service Unavailable\"}")]
    public async Task Poll_RefusedByAFault_AnswersInTheProvidersWords(int status, string body)
    {
        await using var emulator = await StartAsync($"{Timing}, faults: [{{fault: refuse, status: {status}, operations: [get_result]}}]");
        var said = Talk(emulator);
        var url = PollingUrl(await said.PostAsync(Pro, Cat));

        using var reply = await said.SendAsync(said.Request(HttpMethod.Get, url, null));

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal(body, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Journal_OfATask_NamesOperationKindModelAndJob()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        var url = PollingUrl(await said.PostAsync("/flux/v1/flux-kontext-max", """{"prompt":"a"}"""));

        await said.GetAsync(url);

        var (submit, poll) = (emulator.Journal[0], emulator.Journal[1]);
        Assert.Equal(("generate", "submit", "flux-kontext-max"), ((string?)submit["operation"], (string?)submit["kind"], (string?)submit["model"]));
        Assert.Equal(("get_result", "poll"), ((string?)poll["operation"], (string?)poll["kind"]));
        Assert.Equal((string?)submit["job"], (string?)poll["job"]);
        Assert.Equal(1, (int)submit["units"]!["images"]!);
    }

    private static Task<TestEmulator> StartAsync(string settings = Timing) => TestEmulator.StartAsync($"Flux/Bfl: {{{settings}}}");

    private static Transcript Talk(TestEmulator emulator) => new(emulator) { KeyHeader = "x-key: bfl" };

    private static string PollingUrl(string answer) => (string)JsonNode.Parse(answer)!["polling_url"]!;
}
