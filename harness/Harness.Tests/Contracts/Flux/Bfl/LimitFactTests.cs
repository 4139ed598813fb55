namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Sections 7 and 8: active tasks, and moderation.</summary>
public sealed class LimitFactTests
{
    [Theory]
    [ProviderFact("bfl-7-active", "flux-pro-1.1")]
    [ProviderFact("bfl-7-active-kontext-max", "flux-kontext-max")]
    public async Task Tasks_CountUntilTheyAreOver(string model, int most, int status)
    {
        await using var server = await BflServer.StartAsync();
        for (var number = 0; number < most; number++)
        {
            Assert.Equal(200, await SubmitAsync());
        }

        Assert.Equal(status, await SubmitAsync());
        server.Clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(status, await SubmitAsync());
        server.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(200, await SubmitAsync());

        async Task<int> SubmitAsync() => (await server.PostAsync($"/v1/{model}", """{"prompt":"a"}""", "one")).Status;
    }

    [Theory, ProviderFact("bfl-7-per-account")]
    public async Task Tasks_CountByAccount(int first, int second, int other)
    {
        await using var server = await BflServer.StartAsync(
            $"limits: [{{name: tasks, activeJobs: 1, per: [account]}}], keys: [{{key: a, account: one}}, {{key: b, account: one}}, {{key: c, account: two}}], {BflServer.TenSeconds}");

        Assert.Equal(first, await SubmitAsync("a"));
        Assert.Equal(second, await SubmitAsync("b"));
        Assert.Equal(other, await SubmitAsync("c"));

        async Task<int> SubmitAsync(string key) => (await server.PostAsync("/v1/flux-pro-1.1", "{}", key)).Status;
    }

    [Theory, ProviderFact("bfl-7-no-hint")]
    public async Task Refusal_SaysNothingOfTheWait(int status, params string[] headers)
    {
        Assert.Equal(["retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"], headers);
        var reply = await RefusedAsync("");

        Assert.Equal(status, reply.Status);
        Assert.All(headers, header => Assert.DoesNotContain(header, reply.Headers.Keys));
    }

    [Theory, ProviderFact("bfl-7-hint")]
    public async Task Refusal_MaySayIt(params string[] headers)
    {
        var reply = await RefusedAsync("provider: {rateHeaders: true}, ");

        Assert.All(headers, header => Assert.Contains(header.ToLowerInvariant(), reply.Headers.Keys));
    }

    [Theory, ProviderFact("bfl-7-polls")]
    public async Task Polls_CountForNothing(int polls, int status)
    {
        await using var server = await BflServer.StartAsync();
        var submitted = await server.PostAsync("/v1/flux-pro-1.1", "{}", "one");
        for (var number = 0; number < polls; number++)
        {
            await server.PollAsync(submitted);
        }

        Assert.Equal(status, (await server.PostAsync("/v1/flux-pro-1.1", "{}", "one")).Status);
        Assert.Equal(100, server.Journal.Count(line => (string?)line["kind"] == "poll"));
    }

    [Theory]
    [ProviderFact("bfl-8-reasons", "")]
    [ProviderFact("bfl-8-reason-seen", "provider: {moderation: {reasons: [Sexual Content]}}")]
    [ProviderFact("bfl-8-no-reasons", "provider: {moderation: {reasons: []}}")]
    public async Task Moderated_HasDetails(string behaviour, string details) => Assert.Equal(
        details, (await BflServer.FinishAsync("flux-2-pro", """{"prompt":"a [moderated] cat"}""", behaviour)).Json["details"]?.ToJsonString() ?? "null");

    [Theory, ProviderFact("bfl-8-no-http-error")]
    public async Task Moderation_IsNoErrorOfHttp(int submitted, int polled, string result)
    {
        var server = await BflServer.OfAsync();
        var submit = await server.PostAsync("/v1/flux-2-pro", """{"prompt":"a [moderated] cat"}""");
        var poll = await server.PollAsync(submit);

        Assert.Equal((submitted, polled, result), (submit.Status, poll.Status, poll.Json["result"]?.ToJsonString() ?? "null"));
    }

    [Theory, ProviderFact("bfl-8-tolerance")]
    public async Task Tolerance_LetsThroughWhatAScenarioSays(int strict, int loose, int usual)
    {
        const string Rule = "provider: {moderation: {rules: [{promptContains: sword, passesFrom: 3}]}}";

        Assert.Equal("Request Moderated", await StatusAsync($",\"safety_tolerance\":{strict}"));
        Assert.Equal("Ready", await StatusAsync($",\"safety_tolerance\":{loose}"));
        Assert.Equal("Request Moderated", await StatusAsync(""));
        Assert.Equal((0, 6, 2), (strict, loose, usual));

        static async Task<string?> StatusAsync(string more) =>
            (await BflServer.FinishAsync("flux-pro-1.1", $"{{\"prompt\":\"a sword\"{more}}}", Rule)).Task;
    }

    [Theory, ProviderFact("bfl-8-charged")]
    public async Task ModeratedTask_IsPaidFor(decimal left, decimal leftWhereNot)
    {
        Assert.Equal((left, leftWhereNot), (await LeftAsync(""), await LeftAsync("provider: {price: {chargeModerated: false}}, ")));

        static async Task<decimal> LeftAsync(string provider)
        {
            await using var server = await BflServer.StartAsync($"{provider}keys: [{{key: a, account: one}}], accounts: {{one: {{credits: 10}}}}");
            await server.PostAsync("/v1/flux-pro-1.1", """{"prompt":"a [moderated] cat"}""", "a");
            return (decimal)(await server.GetAsync("/v1/credits", "a")).Json["credits"]!;
        }
    }

    private static async Task<BflReply> RefusedAsync(string behaviour)
    {
        await using var server = await BflServer.StartAsync($"{behaviour}limits: [{{name: tasks, activeJobs: 1}}], {BflServer.TenSeconds}");
        await server.PostAsync("/v1/flux-pro-1.1", "{}", "one");
        return await server.PostAsync("/v1/flux-pro-1.1", "{}", "one");
    }
}
