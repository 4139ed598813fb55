namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Section 9: what users complain of, and how it looks.</summary>
public sealed class ComplaintFactTests
{
    private const string Paid = "keys: [{key: one, account: one}], accounts: {one: {credits: 10}}, ";
    private const string Pro = "/v1/flux-pro-1.1";

    [Theory, ProviderFact("bfl-9-f1")]
    public async Task F1_PendingForEver(string word, decimal left)
    {
        await using var server = await BflServer.StartAsync($"{Paid}faults: [{{fault: stuckJob}}]");
        var submitted = await server.PostAsync(Pro, "{}", "one");
        server.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(word, (await server.PollAsync(submitted)).Task);
        Assert.Equal(left, (decimal)(await server.GetAsync("/v1/credits", "one")).Json["credits"]!);
    }

    [Theory, ProviderFact("bfl-9-f3")]
    public async Task F3_NotFoundAtFirst(int first, int second, int third, string word)
    {
        await using var server = await BflServer.StartAsync(
            $"faults: [{{fault: refuse, status: 404, kinds: [poll], attempts: \"0..1\"}}], {BflServer.AtOnce}");
        var submitted = await server.PostAsync(Pro, "{}");
        BflReply[] polls = [await server.PollAsync(submitted), await server.PollAsync(submitted), await server.PollAsync(submitted)];

        Assert.Equal([first, second, third], polls.Select(poll => poll.Status));
        Assert.Equal([word, word, "Ready"], polls.Select(poll => poll.Task));
    }

    [Theory]
    [ProviderFact("bfl-9-f4", 500)]
    [ProviderFact("bfl-9-f6", 403)]
    public async Task Polls_AreRefusedAndTheTaskIsPaid(int fault, int submit, int poll, decimal left)
    {
        await using var server = await BflServer.StartAsync($"{Paid}faults: [{{fault: refuse, status: {fault}, kinds: [poll]}}]");
        var submitted = await server.PostAsync(Pro, "{}", "one");

        Assert.Equal((submit, poll, poll), (submitted.Status, (await server.PollAsync(submitted)).Status, (await server.PollAsync(submitted)).Status));
        Assert.Equal(left, (decimal)(await server.GetAsync("/v1/credits", "one")).Json["credits"]!);
    }

    [Theory, ProviderFact("bfl-9-f5")]
    public async Task F5_RightKeyIsRefused(int status, string detail)
    {
        var reply = await BflServer.AskAsync("flux-pro-1.1", "{}", "faults: [{fault: refuse, status: 403}]");

        Assert.Equal((status, detail), (reply.Status, reply.Detail));
    }

    [Theory, ProviderFact("bfl-9-f8")]
    public async Task F8_ModeratedWithoutAReason(string word, string details)
    {
        var polled = await BflServer.FinishAsync("flux-2-pro", """{"prompt":"a"}""", "provider: {moderation: {reasons: []}}, faults: [{fault: moderatedJob}]");

        Assert.Equal((word, details), (polled.Task, polled.Json["details"]?.ToJsonString() ?? "null"));
    }

    [Theory, ProviderFact("bfl-9-f9")]
    public async Task F9_PollingHostIsAnother(string host)
    {
        var server = await BflServer.OfAsync($"provider: {{pollingHost: {host}}}");
        var submitted = await server.PostAsync($"https://api.bfl.ai{Pro}", "{}");

        Assert.Equal(host, new Uri((string)submitted.Json["polling_url"]!).Host);
        Assert.Equal("Ready", (await server.PollAsync(submitted)).Task);
    }

    [Theory, ProviderFact("bfl-9-f10")]
    public async Task F10_ModerationIsNoError(int status, string word)
    {
        var polled = await BflServer.FinishAsync("flux-2-pro", """{"prompt":"a"}""", "faults: [{fault: moderatedJob}]");

        Assert.Equal((status, word), (polled.Status, polled.Task));
    }

    [Theory, ProviderFact("bfl-9-f11")]
    public async Task F11_UrlHasExpired(int status, string code)
    {
        const string Expired = "faults: [{fault: expiredUrl}]";
        var polled = await BflServer.FinishAsync("flux-pro-1.1", "{}", Expired);
        var refused = await (await BflServer.OfAsync(Expired)).DownloadAsync(polled);

        Assert.Equal(status, refused.Status);
        Assert.Contains($"<Code>{code}</Code>", refused.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("bfl-9-f12")]
    public async Task F12_RefusedFrom(int task, int taskOfKontextMax)
    {
        Assert.Equal((task, taskOfKontextMax), (await FirstRefusedAsync("flux-dev"), await FirstRefusedAsync("flux-kontext-max")));

        static async Task<int> FirstRefusedAsync(string model)
        {
            await using var server = await BflServer.StartAsync();
            var number = 1;
            while ((await server.PostAsync($"/v1/{model}", """{"prompt":"a"}""", "one")).Status != 429)
            {
                number++;
            }

            return number;
        }
    }

    [Theory, ProviderFact("bfl-9-f14")]
    public async Task F14_ReadyWithoutAPicture(string word, string details)
    {
        var polled = await BflServer.FinishAsync(
            "flux-pro-1.1", "{}", "faults: [{fault: editJson, set: {details: none}, remove: [result.sample], kinds: [poll]}]");

        Assert.Equal((word, details), (polled.Task, (string?)polled.Json["details"]));
        Assert.False(polled.Json["result"]!.AsObject().ContainsKey("sample"));
    }
}
