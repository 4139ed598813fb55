using System.Net;
using System.Text.Json.Nodes;
using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

public sealed class BflTests
{
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
        await using var emulator = await StartAsync($"{Times}, limits: [{{name: tasks, activeJobs: 1}}]");
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
        await using var emulator = await StartAsync($"{Times}, faults: [{{fault: refuse, status: {status}, operations: [get_result]}}]");
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
}
