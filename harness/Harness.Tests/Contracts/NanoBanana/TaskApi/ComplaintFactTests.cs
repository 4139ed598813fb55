namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>Section A9, and the two of section 8 that are about this API: what users complain of.</summary>
public sealed class ComplaintFactTests
{
    [Theory, ProviderFact("ta-a9-task_id")]
    public async Task Poll_ByTheWrongName_HasCode(string name, int code)
    {
        var server = await TaskApiServer.OfAsync();
        var key = TaskApiServer.NextKey();
        var id = await server.SubmitAsync("generate-2", EndpointFactTests.Later, key);

        Assert.Equal((code, "task_id"), ((await server.GetAsync($"{TaskApiServer.Api}/record-info?{name}={id}", key)).Code, name));
    }

    [Theory, ProviderFact("ta-a9-inactive")]
    public async Task InactiveKey_ThatLooksRight_IsRefused(int status, string text)
    {
        var key = TaskApiServer.NextKey();
        var server = await TaskApiServer.OfAsync($"strictKeys: true, keys: [{{key: \"{key}\", revoked: true}}]");

        var reply = await server.PostAsync("generate-2", EndpointFactTests.Later, key);

        Assert.Equal((status, text), (reply.Status, reply.Msg));
    }

    [Theory, ProviderFact("ta-a9-budget")]
    public async Task PollBudget_EndsBeforeTheTask(int polls, int interval, int budget, int needed)
    {
        await using var server = await TaskApiServer.StartAsync("timing: {queueTime: 0s, runTime: 90s}");
        var key = TaskApiServer.NextKey();
        var id = await server.SubmitAsync("generate-2", EndpointFactTests.Later, key);
        for (var poll = 0; poll < polls; poll++)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(interval));
            Assert.Equal(0, await FlagAsync());
        }

        Assert.Equal(budget, polls * interval);
        server.Clock.Advance(TimeSpan.FromSeconds(needed - budget) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await FlagAsync());
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await FlagAsync());

        async Task<int> FlagAsync() => (int)(await server.PollAsync(id, key)).Data["successFlag"]!;
    }

    [Theory]
    [ProviderFact("ta-a9-callback", "http://127.0.0.1:9/", "faults: [{fault: lostCallback}], ")]
    [ProviderFact("ta-a9-callback-host", "https://example.com/hook", "")]
    public async Task LostCallback_LeavesThePoll(string receiver, string behaviour, string reason, int flag)
    {
        await using var server = await TaskApiServer.StartAsync(behaviour + TaskApiServer.FiveSeconds);

        var record = await server.RecordAsync("generate-2", $$"""{"prompt":"a","callBackUrl":"{{receiver}}"}""", TimeSpan.FromSeconds(5));

        TaskApiReply.AssertLike(reason, (string?)Assert.Single(CallbackFactTests.Deliveries(server))["reason"]);
        Assert.Equal(flag, (int)record.Data["successFlag"]!);
    }

    [Theory, ProviderFact("ta-a9-fields")]
    public async Task Record_HasNeverWhatSomeWaitFor(params string[] names)
    {
        var record = await (await TaskApiServer.OfAsync()).RecordAsync("generate-2", EndpointFactTests.Later);
        Assert.Equal(["status", "url", "images"], names);

        foreach (var name in names)
        {
            Assert.False(record.Data.AsObject().ContainsKey(name) || record.Json.AsObject().ContainsKey(name));
        }
    }

    [Theory, ProviderFact("ta-f19-stuck")]
    public async Task StuckTask_NeverEnds(string fault, int flag)
    {
        await using var server = await TaskApiServer.StartAsync($"faults: [{{fault: {fault}}}], {TaskApiServer.FiveSeconds}");

        Assert.Equal(flag, (int)(await server.RecordAsync("generate-2", EndpointFactTests.Later, TimeSpan.FromDays(7))).Data["successFlag"]!);
    }

    [Theory, ProviderFact("ta-f19-expired")]
    public async Task Url_CanBeTooOld(string fault, int status)
    {
        await using var server = await TaskApiServer.StartAsync($"faults: [{{fault: {fault}, kinds: [download]}}], {TaskApiServer.AtOnce}");

        Assert.Equal(status, (await server.GetAsync((await server.RecordAsync("generate-2", EndpointFactTests.Later)).ResultUrl, key: null)).Status);
    }

    [Theory, ProviderFact("ta-f20")]
    public async Task Poll_OfAHealthyTask_FailsNowAndThen(int code, string text, int flag)
    {
        await using var server = await TaskApiServer.StartAsync($"faults: [{{fault: refuse, status: 500, kinds: [poll], attempts: \"0\"}}], {TaskApiServer.AtOnce}");
        var key = TaskApiServer.NextKey();
        var id = await server.SubmitAsync("generate-2", EndpointFactTests.Later, key);

        var first = await server.PollAsync(id, key);
        var second = await server.PollAsync(id, key);

        Assert.Equal((code, text), (first.Code, first.Msg));
        Assert.Equal(flag, (int)second.Data["successFlag"]!);
    }
}
