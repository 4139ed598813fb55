using VirtualTime;

namespace Harness.Tests.Contracts.Flux.ImagePig;

/// <summary>Sections A5 and A6: lateness, the two envelopes, statuses and words of refusals.</summary>
public sealed class ErrorFactTests
{
    private const string WrongKey = "an-invalid-key";

    [Theory, ProviderFact("ip-5-late")]
    public async Task Answer_MayComeAfterClientsHaveGone(int seconds)
    {
        var clock = new VirtualClock();
        var status = await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await ImagePigAsk.Provider.StartAsync("timing: {runTime: 31s}", clock);
            return (await ImagePigAsk.Provider.SendAsync(emulator, ImagePigAsk.Provider.Message(HttpMethod.Post, "/flux", ImagePigAsk.Pig))).Status;
        });

        Assert.Equal(200, status);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(seconds), $"{clock.Elapsed}");
    }

    [Theory, ProviderFact("ip-6-error")]
    public async Task Refusal_IsAText(string name, string kind)
    {
        var reply = await ImagePigAsk.FluxAsync(key: WrongKey);

        Assert.Equal([name], reply.Members);
        Assert.Equal(kind, $"{reply.Json[name]!.GetValueKind()}");
    }

    [Theory, ProviderFact("ip-6-detail")]
    public async Task Complaint_HasTheseMembers(string list, params string[] members)
    {
        var reply = await ImagePigAsk.FluxWithAsync("\"proportion\":7");

        Assert.Equal([list], reply.Members);
        Assert.Equal(members, ProviderReply.KeysOf(reply.Json[list]![0]));
    }

    [Theory, ProviderFact("ip-6-loc")]
    public async Task Complaint_SaysWhere(string part, string field)
    {
        var reply = await ImagePigAsk.FluxWithAsync($"\"{field}\":7");

        Assert.Equal("proportion", field);
        Assert.Equal([part, field], reply.Json["detail"]![0]!["loc"]!.AsArray().Select(item => (string?)item));
    }

    [Theory]
    [ProviderFact("ip-6-422-missing", "/flux", "{}")]
    [ProviderFact("ip-6-422-string", "/flux", """{"prompt":7}""")]
    [ProviderFact("ip-6-422-int-parsing", "/flux", """{"prompt":"a","seed":"seven"}""")]
    [ProviderFact("ip-6-422-int-from-float", "/flux", """{"prompt":"a","seed":1.5}""")]
    [ProviderFact("ip-6-422-int-type", "/flux", """{"prompt":"a","seed":[]}""")]
    [ProviderFact("ip-6-422-below", "/flux", """{"prompt":"a","storage_days":-1}""")]
    [ProviderFact("ip-6-422-above", "/flux", """{"prompt":"a","seed":18446744073709551616}""")]
    [ProviderFact("ip-6-422-format", "/flux", """{"prompt":"a","format":"WEBP"}""")]
    [ProviderFact("ip-6-422-url", "/cutout", """{"image_url":"pig.png"}""")]
    [ProviderFact("ip-6-422-url-scheme", "/cutout", """{"image_url":"ftp://a.test/pig.png"}""")]
    [ProviderFact("ip-6-422-broken", "/flux", """{"prompt":"a""")]
    [ProviderFact("ip-6-422-empty", "/flux", "")]
    public async Task Violation_HasTypeAndWords(string path, string body, string type, string message)
    {
        var reply = await ImagePigAsk.Provider.PostAsync(path, body);

        Assert.Equal((422, (type, message)), (reply.Status, ImagePigAsk.ComplaintOf(reply)));
    }

    [Theory, ProviderFact("ip-6-422-url-long")]
    public async Task Violation_OfATooLongUrl(string type, int characters)
    {
        var longest = $"https://a.test/{new string('p', 2083 - "https://a.test/".Length)}";
        Assert.Equal(characters, longest.Length);

        Assert.Equal(200, (await ImagePigAsk.Provider.PostAsync("/cutout", $$"""{"image_url":"{{longest}}"}""")).Status);
        var reply = await ImagePigAsk.Provider.PostAsync("/cutout", $$"""{"image_url":"{{longest}}p"}""");
        Assert.Equal(type, ImagePigAsk.ComplaintOf(reply).Type);
    }

    [Theory, ProviderFact("ip-6-422-lax")]
    public async Task Number_AsText_IsANumber(string days, string member)
    {
        Assert.Equal("\"2\"", days);
        Assert.Contains(member, (await ImagePigAsk.FluxWithAsync($"\"storage_days\":{days}")).Members);
    }

    [Theory, ProviderFact("ip-6-422-several")]
    public async Task Violations_AllComeTogether(int count)
    {
        var reply = await ImagePigAsk.FluxWithAsync("\"proportion\":\"tall\",\"format\":\"GIF\"");

        Assert.Equal(count, reply.Json["detail"]!.AsArray().Count);
    }

    [Theory, ProviderFact("ip-6-key-first")]
    public async Task Key_IsLookedAtBeforeTheBody(int status) =>
        Assert.Equal(status, (await ImagePigAsk.FluxAsync("{}", key: WrongKey)).Status);

    [Theory, ProviderFact("ip-6-429")]
    public async Task TooMany_IsRefused(int status) =>
        Assert.Equal(status, (await SecondAsync("limits: [{name: one, requests: 1, window: 1h}]")).Status);

    [Theory, ProviderFact("ip-6-no-retry-after")]
    public async Task TooMany_SaysNothingOfTime(string header)
    {
        var usual = await SecondAsync("limits: [{name: one, requests: 1, window: 1h}]");
        var told = await SecondAsync("limits: [{name: one, requests: 1, window: 1h, retryAfter: true}]");

        Assert.Null(usual.Header(header));
        Assert.NotNull(told.Header(header));
    }

    [Theory, ProviderFact("ip-6-a-minute")]
    public async Task Minute_HasSoManyRequests(int requests, int seconds)
    {
        await using var emulator = await ImagePigAsk.Provider.StartAsync();
        var key = ImagePigAsk.Provider.NextKey();
        for (var i = 0; i < requests; i++)
        {
            Assert.Equal(200, await StatusAsync());
        }

        Assert.Equal(429, await StatusAsync());
        emulator.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Equal(429, await StatusAsync());
        emulator.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(200, await StatusAsync());

        async Task<int> StatusAsync() => (await ImagePigAsk.Provider.SendAsync(
            emulator, ImagePigAsk.Provider.Message(HttpMethod.Post, "/flux", ImagePigAsk.Stored), key)).Status;
    }

    [Theory]
    [ProviderFact("ip-6-key-status", "")]
    [ProviderFact("ip-6-key-status-set", "provider: {keyStatus: 403}")]
    public async Task Key_MissingOrWrong_HasItsStatus(string behaviour, int status)
    {
        Assert.Equal(status, (await ImagePigAsk.FluxAsync(behaviour: behaviour, key: null)).Status);
        Assert.Equal(status, (await ImagePigAsk.FluxAsync(behaviour: behaviour, key: WrongKey)).Status);
    }

    [Theory]
    [ProviderFact("ip-6-failure", "")]
    [ProviderFact("ip-6-failure-set", "provider: {failureStatus: 503}")]
    public async Task Failure_HasItsStatus(string behaviour, int status) =>
        Assert.Equal(status, (await ImagePigAsk.FluxAsync("""{"prompt":"a [failed] pig"}""", behaviour)).Status);

    [Theory, ProviderFact("ip-6-html")]
    public async Task Failure_MayBeAPage(int status, string contentType)
    {
        var reply = await ImagePigAsk.FluxAsync(behaviour: "faults: [{fault: gatewayPage, status: 503}]");

        Assert.Equal((status, contentType), (reply.Status, reply.Header("Content-Type")?.Split(';')[0]));
    }

    [Theory]
    [ProviderFact("ip-6-words-no-key", "", ImagePigAsk.Pig, null)]
    [ProviderFact("ip-6-words-wrong-key", "", ImagePigAsk.Pig, WrongKey)]
    [ProviderFact("ip-6-words-failure", "", """{"prompt":"a [failed] pig"}""", "pig-1")]
    [ProviderFact("ip-6-words-storage", "provider: {storage: false}", ImagePigAsk.Stored, "pig-2")]
    [ProviderFact("ip-6-words-429", "faults: [{fault: refuse, status: 429}]", ImagePigAsk.Pig, "pig-3")]
    public async Task Refusal_HasItsWords(string behaviour, string body, string? key, string words) =>
        Assert.Equal(words, (string?)(await ImagePigAsk.FluxAsync(body, behaviour, key)).Json["error"]);

    [Theory, ProviderFact("ip-6-stray")]
    public async Task Stray_IsToldInTheSameEnvelope(int unknown, string nothing, int method, string notAllowed)
    {
        var path = await ImagePigAsk.Provider.PostAsync("/nothing", "{}");
        var get = await ImagePigAsk.Provider.GetAsync("/flux");

        Assert.Equal((unknown, nothing), (path.Status, (string?)path.Json["error"]));
        Assert.Equal((method, notAllowed), (get.Status, (string?)get.Json["error"]));
    }

    [Theory, ProviderFact("ip-6-too-large")]
    public async Task Picture_LargerThanCanBeMade_IsRefused(int side, int status)
    {
        // What came by URL is taken for 1024 pixels wide.
        var largest = await ImagePigAsk.Provider.PostAsync("/outpaint", Body(side - 1024));
        var larger = await ImagePigAsk.Provider.PostAsync("/outpaint", Body(side - 1023));

        Assert.Equal((200, status), (largest.Status, larger.Status));

        static string Body(int more) => $$"""{"image_url":"https://a.test/pig.png","prompt":"a sty","left":{{more}},"storage_days":1}""";
    }

    private static async Task<ProviderReply> SecondAsync(string behaviour)
    {
        var key = ImagePigAsk.Provider.NextKey();
        await ImagePigAsk.FluxAsync(ImagePigAsk.Stored, behaviour, key);
        return await ImagePigAsk.FluxAsync(ImagePigAsk.Stored, behaviour, key);
    }
}
