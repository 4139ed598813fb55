using System.Text.RegularExpressions;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 6: the bodies, types and words of refusals.</summary>
public sealed partial class ErrorFactTests
{
    public const string NoMoney = "keys: [{key: sk-poor, account: poor}], accounts: {poor: {balance: 0}}";

    private const string WrongKey = "sk-invalid-0123fcc2";

    [Theory, ProviderFact("ds-6.1-envelope")]
    public async Task Refusal_HasExactlyTheseMembers(string envelope, params string[] members)
    {
        foreach (var reply in await RefusalsAsync())
        {
            Assert.Equal([envelope], DeepSeekReply.KeysOf(reply.Json));
            Assert.Equal(members, DeepSeekReply.KeysOf(reply.Json[envelope]));
        }
    }

    [Theory, ProviderFact("ds-6.1-param")]
    public async Task Refusal_HasNoParam(string param) =>
        Assert.All(await RefusalsAsync(), reply => Assert.Equal(param, reply.Error["param"]?.ToJsonString() ?? "null"));

    [Theory, ProviderFact("ds-6.1-code")]
    public async Task Refusal_HasOneCode(string code) => Assert.All(
        (await RefusalsAsync()).Where(reply => reply.Status != 503), reply => Assert.Equal(code, (string?)reply.Error["code"]));

    [Theory, ProviderFact("ds-6.2-400-type")]
    public async Task InvalidRequest_HasItsType(int status, string type)
    {
        var reply = await DeepSeekAsk.PostAsync("{}");

        Assert.Equal((status, type), (reply.Status, (string?)reply.Error["type"]));
    }

    [Theory, ProviderFact("ds-6.2-401")]
    public async Task WrongKey_IsRefusedInTheseWords(int status, string type, string message)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(), key: WrongKey);

        Assert.Equal((status, type), (reply.Status, (string?)reply.Error["type"]));
        DeepSeekReply.AssertLike(message, (string?)reply.Error["message"]);
    }

    [Theory, ProviderFact("ds-6.2-401-last-four")]
    public async Task WrongKey_ShowsItsEnd(int letters, string shown)
    {
        const string Sent = "invalid-key777";

        var reply = await DeepSeekAsk.GetAsync("/models", key: Sent);

        Assert.Equal(shown, $"****{Sent[^letters..]}");
        Assert.Contains($" {shown} is", (string?)reply.Error["message"], StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-6.2-402")]
    public async Task EmptyAccount_IsRefusedInTheseWords(int status, string type, string message)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(), behaviour: NoMoney, key: "sk-poor");

        Assert.Equal((status, type, message), (reply.Status, (string?)reply.Error["type"], (string?)reply.Error["message"]));
    }

    [Theory, ProviderFact("ds-6.2-422")]
    public async Task PlannedRefusal_Of422_HasItsType(int status, string type)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: $"failureRate: 1, failureStatus: {status}");

        Assert.Equal((422, type), (reply.Status, (string?)reply.Error["type"]));
    }

    [Theory, ProviderFact("ds-6.2-429")]
    public async Task TooMuchAtOnce_IsRefusedInTheseWords(int status, string type, string message)
    {
        using var client = await DeepSeekAsk.StartAsync(
            "limits: [{name: at once, inFlight: 2}], timing: {timeToFirstToken: 1h, tokensPerSecond: 1}");
        using var first = await DeepSeekWatch.SendAsync(client, "\"stream\":true");
        using var second = await DeepSeekWatch.SendAsync(client, "\"stream\":true");

        using var third = await DeepSeekWatch.SendAsync(client, "\"stream\":true");
        var reply = await DeepSeekReply.OfAsync(third);

        Assert.Equal((status, type, message), (reply.Status, (string?)reply.Error["type"], (string?)reply.Error["message"]));
    }

    [Theory, ProviderFact("ds-6.2-429-tpm")]
    public async Task PlannedRefusal_Of429_TellsOfTokens(int status, string message)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "failureRate: 1, failureStatus: 429");

        Assert.Equal((status, message), (reply.Status, (string?)reply.Error["message"]));
    }

    [Theory, ProviderFact("ds-6.2-500")]
    public async Task PlannedRefusal_Of500_HasTheseWords(int status, string type, string message)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "failureRate: 1, failureStatus: 500");

        Assert.Equal((status, type, message), (reply.Status, (string?)reply.Error["type"], (string?)reply.Error["message"]));
    }

    [Theory, ProviderFact("ds-6.2-503")]
    public async Task PlannedRefusal_Of503_HasTheseWords(int status, string type, string message)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "failureRate: 1, failureStatus: 503");

        Assert.Equal((status, type, type), (reply.Status, (string?)reply.Error["type"], (string?)reply.Error["code"]));
        Assert.Equal(message, (string?)reply.Error["message"]);
    }

    [Theory]
    [ProviderFact("ds-6.2-suffix-400", "sk-any")]
    [ProviderFact("ds-6.2-suffix-401", WrongKey)]
    public async Task Refusal_EndsWithARequestId(string key, int status, string suffix, char version)
    {
        var reply = await DeepSeekAsk.PostAsync("{}", key: key);

        var message = (string)reply.Error["message"]!;
        Assert.Equal(status, reply.Status);
        DeepSeekReply.AssertLike($"<anything>{suffix}", message);
        Assert.Equal(version, Uuid().Match(message).Groups[1].Value.Single());
    }

    [Theory, ProviderFact("ds-6.2-suffix-is-no-trace")]
    public async Task RequestId_IsNotTheTrace(string header)
    {
        var reply = await DeepSeekAsk.PostAsync("{}");

        var trace = reply.Headers[header];
        Assert.NotEqual(trace, Uuid().Match((string)reply.Error["message"]!).Value.Replace("-", "", StringComparison.Ordinal));
    }

    [Theory, ProviderFact("ds-6.2-no-suffix")]
    public async Task OtherRefusals_EndWithout(string suffix, int count)
    {
        var others = (await RefusalsAsync()).Where(reply => reply.Status is 402 or 429 or 503).ToList();
        var wrongKey = await DeepSeekAsk.PostAsync("{}", key: WrongKey);

        Assert.Equal(3, others.Count);
        Assert.Contains(suffix, wrongKey.Text, StringComparison.Ordinal);
        Assert.Equal(count, others.Count(reply => reply.Text.Contains(suffix, StringComparison.Ordinal)));
    }

    [Theory, ProviderFact("ds-6.3-octet-stream")]
    public async Task InvalidRequest_HasAnOddContentType(string contentType)
    {
        var reply = await DeepSeekAsk.PostAsync("{}");

        Assert.Equal((400, contentType), (reply.Status, reply.Headers["content-type"]));
        Assert.NotNull(reply.Error["message"]);
    }

    [Theory, ProviderFact("ds-6.3-json-elsewhere")]
    public async Task OtherRefusals_AreJson(string contentType) => Assert.All(
        (await RefusalsAsync()).Where(reply => reply.Status != 400), reply => Assert.Equal(contentType, reply.Headers["content-type"]));

    /// <summary>A refusal of each status that has the envelope: 400, 401, 402, 429, 503.</summary>
    private static async Task<IReadOnlyList<DeepSeekReply>> RefusalsAsync()
    {
        DeepSeekReply[] replies =
        [
            await DeepSeekAsk.PostAsync("{}"),
            await DeepSeekAsk.PostAsync("{}", key: WrongKey),
            await DeepSeekAsk.PostAsync("{}", behaviour: NoMoney, key: "sk-poor"),
            await DeepSeekAsk.ChatAsync(behaviour: "failureRate: 1, failureStatus: 429"),
            await DeepSeekAsk.ChatAsync(behaviour: "failureRate: 1, failureStatus: 503"),
        ];
        Assert.Equal([400, 401, 402, 429, 503], replies.Select(reply => reply.Status));
        return replies;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
