using System.Globalization;

namespace Harness.Tests.Contracts.NanoBanana.Native;

/// <summary>Section 9.4: the envelope, statuses and codes, credits, and fifty submits an hour.</summary>
public sealed class ErrorFactTests
{
    private const string WrongKey = "an-invalid-key";

    private const string Poor = "keys: [{key: poor, account: poor}], accounts: {poor: {credits: 2}}";

    [Theory, ProviderFact("nb-4-envelope")]
    public async Task Refusal_HasExactlyTheseMembers(string envelope, params string[] members)
    {
        foreach (var reply in (ProviderReply[])[await NativeAsk.SubmitAsync("{}"), await NativeAsk.SubmitAsync(key: WrongKey)])
        {
            Assert.Equal([envelope], reply.Members);
            Assert.Equal(members, ProviderReply.KeysOf(reply.Json[envelope]));
        }
    }

    [Theory, ProviderFact("nb-4-request-id")]
    public async Task RequestId_HasAForm(string prefix, int characters) => Assert.Matches(
        $"^{prefix}[0-9A-HJKMNP-TV-Z]{{{characters}}}$", (string?)NativeAsk.ErrorOf(await NativeAsk.SubmitAsync("{}"))["requestId"]);

    [Theory, ProviderFact("nb-4-param")]
    public async Task Param_NamesTheField(string param, string nothing)
    {
        var field = NativeAsk.ErrorOf(await NativeAsk.SubmitWithAsync("\"width\":1"));
        var key = NativeAsk.ErrorOf(await NativeAsk.SubmitAsync(key: WrongKey));

        Assert.Equal((param, nothing), ((string?)field["param"], key["param"]?.ToJsonString() ?? "null"));
    }

    [Theory]
    [ProviderFact("nb-4-broken", """{"prompt":"a""")]
    [ProviderFact("nb-4-list", "[]")]
    [ProviderFact("nb-4-missing", "{}")]
    [ProviderFact("nb-4-range", """{"prompt":"a","parameters":{"width":1}}""")]
    [ProviderFact("nb-4-policy", """{"prompt":"a [moderated] fox"}""")]
    public async Task Body_ThatIsWrong_IsRefused(string body, int status, string code) =>
        Assert.Equal((status, code), NativeAsk.RefusalOf(await NativeAsk.SubmitAsync(body)));

    [Theory, ProviderFact("nb-4-401")]
    public async Task Key_MissingOrWrong_IsRefused(int status, string code, string header, string scheme)
    {
        foreach (var reply in (ProviderReply[])[await NativeAsk.SubmitAsync(key: null), await NativeAsk.SubmitAsync(key: WrongKey)])
        {
            Assert.Equal((status, code), NativeAsk.RefusalOf(reply));
            Assert.Equal(scheme, reply.Header(header));
        }
    }

    [Theory, ProviderFact("nb-4-402")]
    public async Task Credits_ThatAreSpent_AreRefused(int granted, int status, string code)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(Poor);
        List<ProviderReply> replies = [];
        do
        {
            replies.Add(await NativeAsk.Provider.SendAsync(
                emulator, NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, NativeAsk.Fox), "poor"));
        }
        while (replies[^1].Status == 202 && replies.Count < 10);

        Assert.Equal(granted, replies.Count - 1);
        Assert.Equal((status, code), NativeAsk.RefusalOf(replies[^1]));
    }

    [Theory, ProviderFact("nb-4-402-off")]
    public async Task Credits_WithoutAccounts_AreNotCounted(int status) => Assert.Equal(status, (await NativeAsk.SubmitAsync()).Status);

    [Theory]
    [ProviderFact("nb-4-404-file", "/files/img_none.png")]
    [ProviderFact("nb-4-404-path", "/nothing")]
    [ProviderFact("nb-4-405", NativeAsk.Submit)]
    public async Task Path_ThatIsNotThere(string path, int status, string code) =>
        Assert.Equal((status, code), NativeAsk.RefusalOf(await NativeAsk.Provider.GetAsync(path)));

    [Theory, ProviderFact("nb-4-413")]
    public async Task Body_ThatIsTooLarge(int status, string code, int mebibytes)
    {
        var most = mebibytes * 1024 * 1024;

        Assert.Equal(202, (await NativeAsk.SubmitAsync(NativeAsk.Fox.PadRight(most))).Status);
        Assert.Equal((status, code), NativeAsk.RefusalOf(await NativeAsk.SubmitAsync(NativeAsk.Fox.PadRight(most + 1))));
    }

    [Theory, ProviderFact("nb-4-415")]
    public async Task Body_OfAnotherType(int status, string code) => Assert.Equal(
        (status, code),
        NativeAsk.RefusalOf(await NativeAsk.Provider.SendAsync(NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, "prompt=a", "text/plain"))));

    [Theory, ProviderFact("nb-4-policy-later")]
    public async Task Policy_Later_FailsTheJob(string status, string code, string retryable)
    {
        var job = (await NativeAsk.JobAsync("""{"prompt":"a [moderated] fox"}""", "provider: {policyAt: job}")).Json;

        Assert.Equal((status, code), ((string?)job["status"], (string?)job["error"]!["code"]));
        Assert.Equal(retryable, job["error"]!["retryable"]!.ToJsonString());
    }

    [Theory]
    [ProviderFact("nb-4-job-generation", "")]
    [ProviderFact("nb-4-job-no-image", "provider: {jobFailure: no_image}")]
    [ProviderFact("nb-4-job-timeout", "provider: {jobFailure: timeout}")]
    [ProviderFact("nb-4-job-internal", "provider: {jobFailure: internal_error}")]
    public async Task Job_ThatFails_TellsWhy(string behaviour, string code, string retryable)
    {
        var error = (await NativeAsk.JobAsync("""{"prompt":"a [failed] fox"}""", behaviour)).Json["error"]!;

        Assert.Equal((code, retryable), ((string?)error["code"], error["retryable"]!.ToJsonString()));
    }

    [Theory]
    [ProviderFact("nb-4-500", 500)]
    [ProviderFact("nb-4-503", 503)]
    [ProviderFact("nb-4-504", 504)]
    public async Task Trouble_HasItsCode(int brought, int status, string code) => Assert.Equal(
        (status, code), NativeAsk.RefusalOf(await NativeAsk.SubmitAsync(behaviour: $"faults: [{{fault: refuse, status: {brought}}}]")));

    [Theory, ProviderFact("nb-4-429")]
    public async Task Hour_HasSoManySubmits(int submits, int seconds, int status, string code)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync();
        for (var i = 0; i < submits; i++)
        {
            Assert.Equal(202, (await SubmitAsync()).Status);
            emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((status, code), NativeAsk.RefusalOf(await SubmitAsync()));
        emulator.Clock.Advance(TimeSpan.FromSeconds(seconds - submits) - TimeSpan.FromTicks(1));
        Assert.Equal(status, (await SubmitAsync()).Status);

        // The window slides: one place for the first, and none for the second yet.
        emulator.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(202, (await SubmitAsync()).Status);
        Assert.Equal(status, (await SubmitAsync()).Status);

        Task<ProviderReply> SubmitAsync() => NativeAsk.Provider.SendAsync(
            emulator, NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, NativeAsk.Fox), "one");
    }

    [Theory, ProviderFact("nb-4-429-headers")]
    public async Task TooMany_TellsTheLimit(string wait, string limit, string most, string remaining, string left, string reset)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync();
        var began = emulator.Clock.GetUtcNow();
        ProviderReply reply;
        var sent = 0;
        do
        {
            reply = await NativeAsk.Provider.SendAsync(
                emulator, NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, NativeAsk.Fox), "one");
            emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        while (reply.Status == 202 && ++sent < 100);

        Assert.Equal((most, left), (reply.Header(limit), reply.Header(remaining)));
        Assert.Equal($"{3600 - sent}", reply.Header(wait));
        Assert.Equal((began.ToUnixTimeSeconds() + 3600).ToString(CultureInfo.InvariantCulture), reply.Header(reset));
    }

    [Theory, ProviderFact("nb-4-rate-granted")]
    public async Task Submit_ThatIsGranted_TellsWhatIsLeft(string header, string left) =>
        Assert.Equal(left, (await NativeAsk.SubmitAsync()).Header(header));

    [Theory, ProviderFact("nb-4-rate-others")]
    public async Task OtherRequests_DoNotCount(string left)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync();
        var job = await NativeAsk.StartAsync(emulator, "one");
        var url = (string)(await NativeAsk.PollAsync(emulator, job, "one")).Json["result"]!["imageUrl"]!;
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(200, (await NativeAsk.PollAsync(emulator, job, "one")).Status);
            Assert.Equal(200, (await NativeAsk.PollAsync(emulator, url, null)).Status);
        }

        var second = await NativeAsk.Provider.SendAsync(
            emulator, NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, NativeAsk.Fox), "one");

        Assert.Equal(left, second.Header("X-RateLimit-Remaining"));
    }

    [Theory, ProviderFact("nb-4-rate-key")]
    public async Task Key_HasALimitOfItsOwn(string left)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync();
        await NativeAsk.StartAsync(emulator, "one");

        var other = await NativeAsk.Provider.SendAsync(
            emulator, NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, NativeAsk.Fox), "two");

        Assert.Equal(left, other.Header("X-RateLimit-Remaining"));
    }
}
