namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B1: the headers of the real service, which were captured with a 429.</summary>
public sealed class HeaderFactTests
{
    private const string Refused = "faults: [{fault: refuse, status: 429}]";

    [Theory, ProviderFact("g-b1-429-headers")]
    public async Task Refusal_HasExactlyTheseHeaders(params string[] names) => Assert.Equal(
        names.Order(StringComparer.Ordinal),
        (await RefusalAsync()).Headers.Keys.Except(["date", "content-length"]).Order(StringComparer.Ordinal));

    [Theory, ProviderFact("g-b1-content-type")]
    public async Task Answers_HaveTheirContentType(string type) => await EachAsync("content-type", type);

    [Theory, ProviderFact("g-b1-server")]
    public async Task Answers_NameTheServer(string server) => await EachAsync("server", server);

    [Theory, ProviderFact("g-b1-server-timing")]
    public async Task Answers_TellTheServersTime(string timing) => await EachAsync("server-timing", timing);

    [Theory, ProviderFact("g-b1-vary")]
    public async Task Answers_Vary(string vary) => await EachAsync("vary", vary);

    [Theory, ProviderFact("g-b1-alt-svc")]
    public async Task Answers_OfferAnotherProtocol(string offer) => await EachAsync("alt-svc", offer);

    [Theory, ProviderFact("g-b1-nosniff")]
    [ProviderFact("g-b1-frames")]
    [ProviderFact("g-b1-xss")]
    public async Task Answers_HaveTheHeader(string header, string value) => await EachAsync(header, value);

    [Theory, ProviderFact("g-b1-tier")]
    public async Task Answers_TellTheTier(string header, string tier) => await EachAsync(header, tier);

    [Theory, ProviderFact("g-b1-gzip")]
    public async Task Answers_OfAClientThatAccepts_AreCompressed(string header, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/gemini/v1beta/models");
        request.Headers.Add("Accept-Encoding", "gzip");

        var reply = await GeminiAsk.SendAsync(request, "provider: {gzip: true}");

        Assert.Equal(encoding, reply.Headers[header]);
        Assert.Equal([0x1F, 0x8B], reply.Bytes[..2]);
    }

    private static async Task EachAsync(string header, string value)
    {
        GeminiReply.AssertLike(value, (await RefusalAsync()).Headers[header]);
        GeminiReply.AssertLike(value, (await GeminiAsk.GenerateAsync()).Headers[header]);
    }

    private static Task<GeminiReply> RefusalAsync() => GeminiAsk.GenerateAsync(behaviour: Refused);
}
