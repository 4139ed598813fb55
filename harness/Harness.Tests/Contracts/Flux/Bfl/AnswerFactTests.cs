using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Section 4: what submits, polls and deliveries answer.</summary>
public sealed class AnswerFactTests
{
    private const string Hook = """{"prompt":"a","webhook_url":"https://example.com/hook"}""";

    [Theory]
    [ProviderFact("bfl-4-submit", "{}", "")]
    [ProviderFact("bfl-4-submit-2025", "{}", "provider: {catalogDate: 2025-10-07}")]
    [ProviderFact("bfl-4-submit-webhook", Hook, "")]
    public async Task Submit_HasExactlyTheseMembers(string body, string behaviour, int status, params string[] members)
    {
        var reply = await BflServer.AskAsync("flux-pro-1.1", body, behaviour);

        Assert.Equal((status, "application/json"), (reply.Status, reply.Headers["content-type"]));
        Assert.Equal(members, BflReply.KeysOf(reply.Json));
    }

    [Theory, ProviderFact("bfl-4-webhook-status")]
    public async Task Submit_WithAWebhook_HasAStatus(string status) =>
        Assert.Equal(status, (await BflServer.AskAsync("flux-pro-1.1", Hook)).Task);

    [Theory]
    [ProviderFact("bfl-4-webhook-union")]
    [ProviderFact("bfl-9-f15")]
    public async Task Submit_WithAWebhook_MayHaveAPollingUrl(string member)
    {
        Assert.DoesNotContain(member, BflReply.KeysOf((await BflServer.AskAsync("flux-pro-1.1", Hook)).Json));
        Assert.Contains(member, BflReply.KeysOf((await BflServer.AskAsync("flux-pro-1.1", Hook, "provider: {webhook: {pollingUrl: true}}")).Json));
    }

    [Theory, ProviderFact("bfl-4-id")]
    public async Task Id_HasTheForm(string pattern)
    {
        var id = (string)(await BflServer.AskAsync("flux-pro-1.1", "{}")).Json["id"]!;

        Assert.Matches($@"\A{pattern}\z", id);
    }

    [Theory, ProviderFact("bfl-4-pending")]
    public async Task Pending_HasExactlyTheseMembers(int status, string word, params string[] members)
    {
        await using var server = await BflServer.StartAsync();

        var polled = await server.PollAsync(await server.PostAsync("/v1/flux-pro-1.1", "{}"));

        Assert.Equal((status, word), (polled.Status, polled.Task));
        Assert.Equal(members, BflReply.KeysOf(polled.Json));
        Assert.All(members.Where(member => member is not ("id" or "status" or "progress")), member => Assert.Null(polled.Json[member]));
    }

    [Theory, ProviderFact("bfl-4-ready")]
    public async Task Ready_HasExactlyTheseMembers(string word, params string[] members)
    {
        var polled = await BflServer.FinishAsync("flux-pro-1.1", "{}");

        Assert.Equal(word, polled.Task);
        Assert.Equal(members, BflReply.KeysOf(polled.Json));
    }

    [Theory]
    [ProviderFact("bfl-4-result", "")]
    [ProviderFact("bfl-4-result-early", "provider: {catalogDate: 2025-01-16}")]
    public async Task Result_HasExactlyTheseMembers(string behaviour, params string[] members) =>
        Assert.Equal(members, BflReply.KeysOf((await BflServer.FinishAsync("flux-pro-1.1", "{}", behaviour)).Json["result"]));

    [Theory]
    [ProviderFact("bfl-4-status-request", "a [moderated] cat", "")]
    [ProviderFact("bfl-4-status-content", "a [moderated] cat", "provider: {moderation: {stage: content}}")]
    [ProviderFact("bfl-4-status-error", "a [failed] cat", "")]
    [ProviderFact("bfl-4-status-failed", "a [failed] cat", "provider: {statuses: {failed: failed}}")]
    public async Task Task_ThatGivesNothing_HasTheStatus(string prompt, string behaviour, int status, string word)
    {
        var polled = await BflServer.FinishAsync("flux-2-pro", $$"""{"prompt":"{{prompt}}"}""", behaviour);

        Assert.Equal((status, word), (polled.Status, polled.Task));
        Assert.Null(polled.Json["result"]);
    }

    [Theory]
    [ProviderFact("bfl-4-status-further")]
    [ProviderFact("bfl-9-f13")]
    public async Task Unfinished_MayBeCalledOtherwise(string queued, string running)
    {
        await using var server = await BflServer.StartAsync($"provider: {{statuses: {{queued: reasoning, running: generating}}}}, {BflServer.TenSeconds}");
        var submitted = await server.PostAsync("/v1/flux-pro-1.1", "{}");

        Assert.Equal(queued, (await server.PollAsync(submitted)).Task);
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(running, (await server.PollAsync(submitted)).Task);
    }

    [Theory]
    [ProviderFact("bfl-4-progress", "")]
    [ProviderFact("bfl-4-progress-percent", "provider: {statuses: {progress: percent}}, ")]
    public async Task Progress_RisesFromTo(string behaviour, decimal first, decimal middle)
    {
        await using var server = await BflServer.StartAsync(behaviour + BflServer.TenSeconds);
        var submitted = await server.PostAsync("/v1/flux-pro-1.1", "{}");

        Assert.Equal(first, (decimal)(await server.PollAsync(submitted)).Json["progress"]!);
        server.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(middle, (decimal)(await server.PollAsync(submitted)).Json["progress"]!);
    }

    [Theory, ProviderFact("bfl-4-times")]
    public async Task Result_TellsTimesOfTheWorkAlone(decimal duration)
    {
        await using var server = await BflServer.StartAsync("timing: {queueTime: 2s, runTime: 4.78s}");
        var submitted = await server.PostAsync("/v1/flux-pro-1.1", "{}");
        server.Clock.Advance(TimeSpan.FromSeconds(7));
        var result = (await server.PollAsync(submitted)).Json["result"]!;

        Assert.Equal((duration, duration), ((decimal)result["duration"]!, (decimal)result["end_time"]! - (decimal)result["start_time"]!));
        Assert.Equal(1767571202m, (decimal)result["start_time"]!);
    }

    [Theory, ProviderFact("bfl-4-seed")]
    public async Task Seed_IsToldAsItWasAsked(long seed, int bits)
    {
        var polled = await BflServer.FinishAsync("flux-pro-1.1", $$"""{"seed":{{seed.ToString(CultureInfo.InvariantCulture)}}}""");

        Assert.Contains("\"seed\":3744260447,", polled.Text, StringComparison.Ordinal);
        Assert.InRange((long)polled.Json["result"]!["seed"]!, (1L << bits) + 1, 1L << (bits + 1));
    }

    [Theory, ProviderFact("bfl-4-cost")]
    public async Task Ready_TellsTheSettledPriceSinceADay(string day, string member)
    {
        var eve = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-1);

        Assert.Equal(4.0m, (decimal)(await BflServer.FinishAsync("flux-pro-1.1", "{}", $"provider: {{catalogDate: {day}}}")).Json[member]!);
        Assert.Null((await BflServer.FinishAsync("flux-pro-1.1", "{}", $"provider: {{catalogDate: {eve:yyyy-MM-dd}}}")).Json[member]);
    }

    [Theory]
    [ProviderFact("bfl-4-not-found", "")]
    [ProviderFact("bfl-4-not-found-200", "provider: {unknownTaskStatus: 200}")]
    public async Task UnknownTask_HasTheSameEnvelope(string behaviour, int status, string word)
    {
        var reply = await (await BflServer.OfAsync(behaviour)).GetAsync("/v1/get_result?id=6aeb9987-de91-4079-b518-8ada7a3f47b2");

        Assert.Equal((status, word), (reply.Status, reply.Task));
        Assert.Equal(["id", "status", "result", "progress", "details", "preview"], BflReply.KeysOf(reply.Json));
        Assert.Equal("6aeb9987-de91-4079-b518-8ada7a3f47b2", (string?)reply.Json["id"]);
    }

    [Theory]
    [ProviderFact("bfl-4-url", "")]
    [ProviderFact("bfl-4-url-2025", "provider: {catalogDate: 2025-01-16}")]
    public async Task SampleUrl_HasTheForm(string behaviour, string pattern)
    {
        var url = (string)(await BflServer.FinishAsync("flux-pro-1.1", "{}", behaviour)).Json["result"]!["sample"]!;

        Assert.Matches($@"\A{pattern}\z", new Uri(url).AbsolutePath["/flux/delivery".Length..]);
    }

    [Theory, ProviderFact("bfl-4-url-query")]
    public async Task SampleUrl_IsSigned(string permission, string version, string resource, string type, params string[] others)
    {
        var url = (string)(await BflServer.FinishAsync("flux-pro-1.1", "{}")).Json["result"]!["sample"]!;
        var query = url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&');

        Assert.Equal([others[0], permission.Split('=')[0], version.Split('=')[0], resource.Split('=')[0], type.Split('=')[0], others[1]], query.Select(one => one.Split('=')[0]));
        Assert.Equal((permission, version, resource, type), (query[1], query[2], query[3], query[4]));
    }

    [Theory, ProviderFact("bfl-4-url-key")]
    public async Task Picture_NeedsNoKey(int status)
    {
        var polled = await BflServer.FinishAsync("flux-pro-1.1", "{}");

        Assert.Equal(status, (await (await BflServer.OfAsync()).DownloadAsync(polled)).Status);
    }

    [Theory, ProviderFact("bfl-4-url-minutes")]
    public async Task Picture_IsThereForMinutes(int minutes, int status)
    {
        await using var server = await BflServer.StartAsync("timing: {queueTime: 0s, runTime: 0s}");
        var polled = await server.PollAsync(await server.PostAsync("/v1/flux-pro-1.1", """{"width":256,"height":256}"""));

        server.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await server.DownloadAsync(polled)).Status);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(status, (await server.DownloadAsync(polled)).Status);
    }

    [Theory, ProviderFact("bfl-4-url-expired")]
    public async Task Picture_OfAnExpiredUrl_IsAzuresRefusal(string type, string code, string element, string words)
    {
        await using var server = await BflServer.StartAsync("timing: {queueTime: 0s, runTime: 0s}");
        var polled = await server.PollAsync(await server.PostAsync("/v1/flux-pro-1.1", "{}"));
        server.Clock.Advance(TimeSpan.FromMinutes(10));

        var refused = await server.DownloadAsync(polled);

        Assert.Equal(type, refused.Headers["content-type"]);
        Assert.Contains($"<Code>{code}</Code>", refused.Text, StringComparison.Ordinal);
        Assert.Matches($"<{element}>{Regex.Escape(words)}: Start \\[.+ GMT\\] - Expiry \\[Mon, 05 Jan 2026 00:10:00 GMT\\] - Current \\[.+\\]</{element}>", refused.Text);
    }

    [Theory, ProviderFact("bfl-4-url-again")]
    public async Task Url_PolledAgain_MayBeSignedAnew(int once, int anew)
    {
        Assert.Equal((once, anew), (await StatusAsync(""), await StatusAsync("provider: {resignOnPoll: true}, ")));

        static async Task<int> StatusAsync(string provider)
        {
            await using var server = await BflServer.StartAsync(provider + "timing: {queueTime: 0s, runTime: 0s}");
            var submitted = await server.PostAsync("/v1/flux-pro-1.1", """{"width":256,"height":256}""");
            server.Clock.Advance(TimeSpan.FromMinutes(11));
            return (await server.DownloadAsync(await server.PollAsync(submitted))).Status;
        }
    }

    [Theory]
    [ProviderFact("bfl-4-cors")]
    [ProviderFact("bfl-9-f16")]
    public async Task NoAnswer_LetsOtherOriginsIn(string header)
    {
        var server = await BflServer.OfAsync();
        var submitted = await server.PostAsync("/v1/flux-pro-1.1", """{"width":256,"height":256}""");
        var polled = await server.PollAsync(submitted);
        var picture = await server.DownloadAsync(polled);

        Assert.All([submitted, polled, picture], reply => Assert.DoesNotContain(header, reply.Headers.Keys));
        Assert.Equal("access-control-allow-origin", header);
    }
}
