namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>Section A5: how tasks go on, and the callbacks at their end.</summary>
public sealed class CallbackFactTests
{
    private const string Fates =
        "provider: {fates: [{promptContains: policy, outcome: policy}, {promptContains: failed, outcome: generateFailed}, {promptContains: internal, outcome: internalError}]}, ";

    [Theory]
    [ProviderFact("ta-a5-success", "a lighthouse")]
    [ProviderFact("ta-a5-policy", "a policy")]
    [ProviderFact("ta-a5-failed", "a failed one")]
    [ProviderFact("ta-a5-internal", "an internal one")]
    public async Task Callback_OfTheFirstModel_Is(string prompt, string body)
    {
        var post = await CalledAsync("generate", $$"""{"type":"TEXTTOIAMGE","prompt":"{{prompt}}",CALLBACK}""", Fates);

        TaskApiReply.AssertLike(body, post.Body);
    }

    [Theory]
    [ProviderFact("ta-a5-second", "generate-2", "a failed one", Fates)]
    [ProviderFact("ta-a5-second-success", "generate-2", "a lighthouse", Fates)]
    [ProviderFact("ta-a5-pro", "generate-pro", "a failed one", Fates)]
    [ProviderFact("ta-a5-pro-switch", "generate-pro", "a lighthouse", "provider: {callbacks: {proBody: outcome}}, ")]
    public async Task Callback_OfTheLaterModels_Is(string endpoint, string prompt, string behaviour, string body)
    {
        var post = await CalledAsync(endpoint, $$"""{"prompt":"{{prompt}}",CALLBACK}""", behaviour);

        TaskApiReply.AssertLike(body, post.Body);
    }

    [Theory, ProviderFact("ta-a5-post")]
    public async Task Callback_IsAPost(string method, string type)
    {
        var post = await CalledAsync("generate-2", """{"prompt":"a",CALLBACK}""");

        Assert.Equal((method, type), (post.Method, post.ContentType));
    }

    [Theory, ProviderFact("ta-a5-unsigned")]
    public async Task Callback_IsNotSigned(int headers)
    {
        var post = await CalledAsync("generate-2", """{"prompt":"a",CALLBACK}""");

        string[] usual = ["Host", "Content-Type", "Content-Length"];
        Assert.Equal(headers, post.Headers.Except(usual, StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory, ProviderFact("ta-a5-ok")]
    public async Task Callback_WantsOneStatus(int taken, int created)
    {
        Assert.Equal(1, await DeliveriesAsync(taken));
        Assert.Equal(2, await DeliveriesAsync(created));
        Assert.Equal(1, created - taken);

        static async Task<int> DeliveriesAsync(int status)
        {
            await using var receiver = await TaskApiReceiver.StartAsync(statuses: status);
            await using var server = await TaskApiServer.StartAsync($"provider: {{callbacks: {{retryWaits: [0s]}}}}, {TaskApiServer.FiveSeconds}");
            await server.SubmitAsync("generate-2", $$"""{"prompt":"a","callBackUrl":"{{receiver.Url}}"}""", TaskApiServer.NextKey());
            server.Clock.Advance(TimeSpan.FromSeconds(5));
            await receiver.NextAsync();
            await EndedAsync(server, status == 200 ? 1 : 2);
            return Deliveries(server).Count;
        }
    }

    [Theory, ProviderFact("ta-a5-time")]
    public async Task Callback_WaitsSoLong(int seconds)
    {
        await using var receiver = await TaskApiReceiver.StartAsync(answers: false);
        await using var server = await TaskApiServer.StartAsync($"provider: {{callbacks: {{retryWaits: []}}}}, {TaskApiServer.FiveSeconds}");
        await server.SubmitAsync("generate-2", $$"""{"prompt":"a","callBackUrl":"{{receiver.Url}}"}""", TaskApiServer.NextKey());
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        await receiver.NextAsync();

        // The only thing that waits is the sender, so the clock lands where its patience ends.
        server.Clock.JumpToNextTimer()!.Run();
        await EndedAsync(server, 1);

        var delivery = Deliveries(server)[0];
        Assert.EndsWith("the receiver did not answer in time", (string?)delivery["reason"], StringComparison.Ordinal);
        Assert.Equal(seconds * 1_000_000_000L, (long)delivery["endedNs"]! - (long)delivery["arrivedNs"]!);
    }

    [Theory, ProviderFact("ta-a5-tries")]
    public async Task Callback_IsTriedSoOftenAgain(int retries)
    {
        int[] refusals = [500, 500, 500, 500];
        await using var receiver = await TaskApiReceiver.StartAsync(statuses: refusals);
        await using var server = await TaskApiServer.StartAsync($"provider: {{callbacks: {{retryWaits: [0s, 0s, 0s]}}}}, {TaskApiServer.FiveSeconds}");
        await server.SubmitAsync("generate-2", $$"""{"prompt":"a","callBackUrl":"{{receiver.Url}}"}""", TaskApiServer.NextKey());
        server.Clock.Advance(TimeSpan.FromSeconds(5));

        await EndedAsync(server, 4);
        Assert.Equal(retries, (int)Deliveries(server)[^1]["attempt"]!);
    }

    [Theory, ProviderFact("ta-a5-waits")]
    public void Waits_AreChosen(int first, int second, int third) => Assert.Equal(
        [first, second, third],
        new Emulator.NanoBanana.TaskApi.TaskApiCallbacks().RetryWaits.Select(wait => (int)wait.TotalSeconds));

    [Theory, ProviderFact("ta-a5-again")]
    public async Task Callback_MayComeAgain(string fault, int times)
    {
        await using var receiver = await TaskApiReceiver.StartAsync();
        await using var server = await TaskApiServer.StartAsync($"faults: [{{fault: {fault}}}], {TaskApiServer.FiveSeconds}");
        await server.SubmitAsync("generate-2", $$"""{"prompt":"a","callBackUrl":"{{receiver.Url}}"}""", TaskApiServer.NextKey());
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        var first = await receiver.NextAsync();

        await EndedAsync(server, 2);
        Assert.Equal(first.Body, (await receiver.NextAsync()).Body);
        Assert.Equal(times, Deliveries(server).Count);
    }

    [Theory, ProviderFact("ta-a5-no-cancel")]
    public async Task Cancel_IsNotThere(int status)
    {
        var server = await TaskApiServer.OfAsync();
        var key = TaskApiServer.NextKey();
        var id = await server.SubmitAsync("generate-2", EndpointFactTests.Later, key);
        using HttpRequestMessage request = new(HttpMethod.Delete, $"{TaskApiServer.Api}/record-info?taskId={id}");

        Assert.Equal(status, (await server.SendAsync(request, key)).Status);
    }

    internal static IReadOnlyList<System.Text.Json.Nodes.JsonNode> Deliveries(TaskApiServer server) =>
        [.. server.Journal.Where(line => (string?)line["kind"] == "callback")];

    /// <summary>Waits until so many deliveries are in the journal; the receiver can be faster than that.</summary>
    private static async Task EndedAsync(TaskApiServer server, int deliveries)
    {
        while (Deliveries(server).Count < deliveries)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The callback of a task, its body having <c>CALLBACK</c> where the address belongs.</summary>
    private static async Task<ReceivedPost> CalledAsync(string endpoint, string body, string behaviour = "")
    {
        await using var receiver = await TaskApiReceiver.StartAsync();
        await using var server = await TaskApiServer.StartAsync(behaviour + TaskApiServer.FiveSeconds);
        await server.SubmitAsync(
            endpoint, body.Replace("CALLBACK", $"\"callBackUrl\":\"{receiver.Url}\"", StringComparison.Ordinal), TaskApiServer.NextKey());
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        return await receiver.NextAsync();
    }
}
