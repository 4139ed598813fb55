namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>Sections A6 to A8: codes and their statuses, limits, blocked results.</summary>
public sealed class ErrorFactTests
{
    [Theory, ProviderFact("ta-a6-ok")]
    public async Task Ok_IsACode(int code) =>
        Assert.Equal(code, (await (await TaskApiServer.OfAsync()).GetAsync(TaskApiServer.CreditPath, TaskApiServer.NextKey())).Code);

    [Theory]
    [ProviderFact("ta-a6-401", "a-key-that-is-invalid")]
    [ProviderFact("ta-a6-401-missing", "")]
    public async Task Unauthorized_Is(string sent, int status, string body)
    {
        var server = await TaskApiServer.OfAsync();
        var key = sent.Length > 0 ? sent : null;

        foreach (var reply in new[]
        {
            await server.GetAsync(TaskApiServer.CreditPath, key),
            await server.GetAsync($"{TaskApiServer.Api}/record-info?taskId=1", key),
            await server.PostAsync("generate", EndpointFactTests.First, key),
        })
        {
            Assert.Equal((status, body), (reply.Status, reply.Text));
        }
    }

    [Theory]
    [ProviderFact("ta-a6-404", "")]
    [ProviderFact("ta-a6-404-as-500", "provider: {records: {unknownTaskCode: 500}}")]
    public async Task UnknownTask_Is(string behaviour, int status, string body)
    {
        var server = await TaskApiServer.OfAsync(behaviour);

        var reply = await server.PollAsync(new string('0', 32), TaskApiServer.NextKey());

        Assert.Equal((status, body), (reply.Status, reply.Text));
    }

    [Theory, ProviderFact("ta-a6-400-record")]
    public async Task Poll_WithAnEmptyId_IsAParameterError(int code) =>
        Assert.Equal(code, (await (await TaskApiServer.OfAsync()).PollAsync("", TaskApiServer.NextKey())).Code);

    [Theory]
    [ProviderFact("ta-a6-500", 500)]
    [ProviderFact("ta-a6-402", 402)]
    [ProviderFact("ta-a6-422", 422)]
    [ProviderFact("ta-a6-429", 429)]
    [ProviderFact("ta-a6-455", 455)]
    [ProviderFact("ta-a6-501", 501)]
    [ProviderFact("ta-a6-505", 505)]
    public async Task Refusal_OfAFault_Is(int asked, int status, string body)
    {
        var server = await TaskApiServer.OfAsync($"faults: [{{fault: refuse, status: {asked}}}]");

        var reply = await server.PostAsync("generate-2", EndpointFactTests.Later, TaskApiServer.NextKey());

        Assert.Equal((status, body), (reply.Status, reply.Text));
    }

    [Theory, ProviderFact("ta-a6-switch")]
    public async Task Status_CanAlwaysBeOk(int status)
    {
        var server = await TaskApiServer.OfAsync("provider: {alwaysHttp200: true}");
        var key = TaskApiServer.NextKey();

        foreach (var (reply, code) in new[]
        {
            (await server.PostAsync("generate", "{}", key), 400),
            (await server.GetAsync(TaskApiServer.CreditPath, key: null), 401),
            (await server.PollAsync("1", key), 404),
            (await server.GetAsync($"{TaskApiServer.Api}/record-info", key), 500),
        })
        {
            Assert.Equal((status, code), (reply.Status, reply.Code));
        }
    }

    [Theory, ProviderFact("ta-a7-limit")]
    public async Task Submits_AreLimitedByAccount(int requests, int seconds, int refused)
    {
        await using var server = await TaskApiServer.StartAsync(
            $"keys: [{{key: one, account: main}}, {{key: two, account: main}}, other], {TaskApiServer.FiveSeconds}");
        for (var number = 0; number < requests; number++)
        {
            Assert.Equal(200, await StatusAsync(number % 2 == 0 ? "one" : "two"));
        }

        Assert.Equal(refused, await StatusAsync("one"));
        Assert.Equal(refused, await StatusAsync("two"));
        Assert.Equal(200, await StatusAsync("other"));
        server.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(refused, await StatusAsync("one"));
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, await StatusAsync("one"));

        async Task<int> StatusAsync(string key) => (await server.PostAsync("generate-2", EndpointFactTests.Later, key)).Status;
    }

    [Theory, ProviderFact("ta-a7-not-queued")]
    public async Task Submit_OverTheLimit_IsNotDoneLater(int pictures)
    {
        await using var server = await TaskApiServer.StartAsync($"limits: [{{name: one, requests: 1, window: 10s}}], {TaskApiServer.FiveSeconds}");
        await server.PostAsync("generate-2", EndpointFactTests.Later, "key");
        await server.PostAsync("generate-2", EndpointFactTests.Later, "key");

        Assert.Equal(pictures, server.Journal.Sum(line => (int?)line["units"]?["images"] ?? 0));
    }

    [Theory, ProviderFact("ta-a7-no-headers")]
    public async Task Limit_TellsNothingInHeaders(int headers)
    {
        await using var server = await TaskApiServer.StartAsync($"limits: [{{name: one, requests: 1, window: 10s}}], {TaskApiServer.FiveSeconds}");
        var granted = await server.PostAsync("generate-2", EndpointFactTests.Later, "key");
        var refused = await server.PostAsync("generate-2", EndpointFactTests.Later, "key");

        string[] usual = ["Date", "Content-Type", "Content-Length"];
        Assert.Equal(429, refused.Status);
        Assert.Equal(headers, granted.Headers.Concat(refused.Headers).Except(usual, StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory, ProviderFact("ta-a8-submit")]
    public async Task Submit_OfWhatWillBeBlocked_Succeeds(int code, int flag)
    {
        await using var server = await TaskApiServer.StartAsync();
        var key = TaskApiServer.NextKey();
        var submitted = await server.PostAsync("generate-2", """{"prompt":"a [moderated] one"}""", key);
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        var record = await server.PollAsync((string)submitted.Data["taskId"]!, key);

        Assert.Equal((code, flag), (submitted.Code, (int)record.Data["successFlag"]!));
    }

    [Theory]
    [ProviderFact("ta-a8-message", "")]
    [ProviderFact("ta-a8-message-switch", "provider: {policyMessage: sensitive content}")]
    public async Task Blocked_SaysWhy(string behaviour, int code, string message)
    {
        var record = await (await TaskApiServer.OfAsync(behaviour)).RecordAsync("generate-2", """{"prompt":"a [moderated] one"}""");

        Assert.Equal((code, message), ((int)record.Data["errorCode"]!, (string?)record.Data["errorMessage"]));
    }

    [Theory, ProviderFact("ta-a8-no-imageless-success")]
    public async Task Success_AlwaysHasAPicture(int flag, string type)
    {
        var server = await TaskApiServer.OfAsync();
        foreach (var (endpoint, body) in new[] { ("generate", EndpointFactTests.First), ("generate-2", EndpointFactTests.Later), ("generate-pro", EndpointFactTests.Later) })
        {
            var record = await server.RecordAsync(endpoint, body);
            Assert.Equal((flag, type), ((int)record.Data["successFlag"]!, (await server.GetAsync(record.ResultUrl, key: null)).ContentType));
        }
    }
}
