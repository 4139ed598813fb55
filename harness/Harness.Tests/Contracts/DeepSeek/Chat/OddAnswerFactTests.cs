using System.Text.RegularExpressions;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 6.3 and 6.4: answers that are not JSON, odd ones, and the headers of refusals.</summary>
public sealed partial class OddAnswerFactTests
{
    [Theory, ProviderFact("ds-6.3-governor")]
    public async Task MissingKey_IsPlainText(string text, int bytes, int status)
    {
        var reply = await DeepSeekAsk.GetAsync("/models", key: null);

        Assert.Equal((status, text), (reply.Status, reply.Text));
        Assert.Equal($"{bytes}", reply.Headers["content-length"]);
    }

    [Theory, ProviderFact("ds-6.3-governor-untyped")]
    public async Task MissingKey_HasNoContentType(int count) => Assert.Equal(
        count, (await DeepSeekAsk.GetAsync("/models", key: null)).Headers.Keys.Count(name => name == "content-type"));

    [Theory, ProviderFact("ds-6.3-governor-phrase")]
    public async Task MissingKey_HasAReasonPhraseOfItsOwn(string phrase) =>
        Assert.Equal(phrase, (await DeepSeekAsk.GetAsync("/models", key: null)).ReasonPhrase);

    [Theory, ProviderFact("ds-6.3-governor-everywhere")]
    public async Task MissingKey_IsTheSameOnEveryPath(params string[] paths)
    {
        foreach (var path in paths)
        {
            var reply = await DeepSeekAsk.GetAsync(path, key: null);
            var posted = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(), path);

            Assert.Equal((401, "Authentication Fails (governor)"), (reply.Status, reply.Text));
            Assert.Contains((path, posted.Status), new[] { ("/", 404), ("/models", 405), ("/user/balance", 405), ("/chat/completions", 200) });
        }
    }

    [Theory, ProviderFact("ds-6.3-empty-200")]
    public async Task EmptyBody_AskedFor_IsBlankLines(int status, int lines)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "faults: [{fault: emptyBody, lines: 4}]");

        Assert.Equal((status, new string('\n', lines)), (reply.Status, reply.Text));
    }

    [Theory, ProviderFact("ds-6.3-gateway-page")]
    public async Task GatewayPage_AskedFor_IsHtml(int status, string contentType)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "faults: [{fault: gatewayPage, status: 504}]");

        Assert.Equal((status, contentType), (reply.Status, reply.Headers["content-type"].Split(';')[0]));
        Assert.Contains("<html", reply.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ProviderFact("ds-6.3-no-choices")]
    public async Task Answer_WithoutChoices_CanBeAskedFor(int status, string kind)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "faults: [{fault: editJson, remove: [choices]}]");

        Assert.Equal((status, kind), (reply.Status, (string?)reply.Json["object"]));
        Assert.Null(reply.Json["choices"]);
    }

    [Theory, ProviderFact("ds-6.3-premature-close")]
    public async Task Answer_BrokenOff_CanBeAskedFor(int status)
    {
        var seen = await DeepSeekWatch.ChatAsync("\"stream\":false", "faults: [{fault: close, phase: midStream}]");

        Assert.Equal((status, false), (seen.Status, seen.IsWhole));
        Assert.StartsWith("{\"id\":", seen.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-6.4-headers")]
    public async Task MissingKey_HasExactlyTheseHeaders(params string[] names) => Assert.Equal(
        names.Order(StringComparer.Ordinal),
        (await DeepSeekAsk.GetAsync("/models", key: null)).Headers.Keys.Order(StringComparer.Ordinal));

    [Theory, ProviderFact("ds-6.4-cloudfront")]
    public async Task OtherEdge_HasItsOwnHeaders(string server, params string[] names)
    {
        var headers = (await DeepSeekAsk.GetAsync("/models", "provider: {edge: cloudFront}")).Headers;

        Assert.Equal(server, headers["server"]);
        Assert.All(names, name => Assert.Contains(name, headers.Keys));
        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("eo-", StringComparison.Ordinal));
    }

    [Theory, ProviderFact("ds-6.4-values")]
    public async Task Headers_HaveTheseValues(string server, string vary, string credentials, string transport, string sniffing)
    {
        var headers = (await DeepSeekAsk.GetAsync("/models", key: null)).Headers;

        Assert.Equal((server, vary, credentials), (headers["server"], headers["vary"], headers["access-control-allow-credentials"]));
        Assert.Equal((transport, sniffing), (headers["strict-transport-security"], headers["x-content-type-options"]));
    }

    [Theory, ProviderFact("ds-6.4-trace")]
    public async Task Trace_IsHexadecimalAndNew(int digits)
    {
        var first = (await DeepSeekAsk.GetAsync("/models")).Headers["x-ds-trace-id"];
        var second = (await DeepSeekAsk.PostAsync("{}")).Headers["x-ds-trace-id"];

        Assert.All([first, second], trace => Assert.Equal(digits, Hexadecimal().Match(trace).Length));
        Assert.NotEqual(first, second);
    }

    [Theory, ProviderFact("ds-6.4-no-rate-headers")]
    public async Task RateLimited_HasNoHeadersOfItsOwn(int status, int count)
    {
        var refused = await DeepSeekAsk.ChatAsync(behaviour: "failureRate: 1, failureStatus: 429");

        var names = refused.Headers.Keys.Where(name => name != "content-type");
        var others = (await DeepSeekAsk.GetAsync("/models", key: null)).Headers.Keys;
        Assert.Equal(status, refused.Status);
        Assert.Equal(count, names.Count());
        Assert.Equal(others.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^[0-9a-f]+$")]
    private static partial Regex Hexadecimal();
}
