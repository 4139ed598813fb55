using System.Text;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 7: what happens when more is asked than can be done.</summary>
public sealed class LoadFactTests
{
    private const string Slow = "delay: 5s, limits: [{name: one, inFlight: 1}], timing: {timeToFirstToken: 0s}";

    [Theory]
    [ProviderFact("ds-7.2-equal", "statedConcurrency: equal")]
    [ProviderFact("ds-7.2-without-balance", "balanceSentence: false")]
    public async Task TooManyAtOnce_TellsNumbersAsAskedFor(string provider, int status, string message)
    {
        var refused = (await TogetherAsync($"{Slow}, provider: {{{provider}}}", 2)).Single(reply => reply.Status != 200);

        Assert.Equal((status, message), (refused.Status, (string?)JsonNode.Parse(refused.Text)!["error"]!["message"]));
    }

    [Theory, ProviderFact("ds-7.2-falls")]
    public async Task Concurrency_OfANearlyEmptyAccount_IsSmall(string balance, int most)
    {
        var behaviour = $"delay: 5s, limits: [], timing: {{timeToFirstToken: 0s}}, concurrencyByBalance: suggested, "
            + $"keys: [{{key: sk-one, account: one}}], accounts: {{one: {{balance: {balance}}}}}";

        var replies = await TogetherAsync(behaviour, 9);

        Assert.Equal(most, replies.Count(reply => reply.Status == 200));
        Assert.Equal(9 - most, replies.Count(reply => reply.Status == 429));
    }

    private static async Task<IReadOnlyList<(int Status, string Text)>> TogetherAsync(string behaviour, int count)
    {
        VirtualClock clock = new();
        return await VirtualRun.RunAsync(clock, async _ =>
        {
            using var client = await DeepSeekAsk.StartAsync(behaviour, clock);
            return await Task.WhenAll(Enumerable.Range(0, count).Select(_ => SendAsync(client)));
        });
    }

    private static async Task<(int Status, string Text)> SendAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/chat/completions")
        {
            Content = new StringContent(DeepSeekAsk.Body(), Encoding.UTF8, "application/json"),
            Headers = { { "Authorization", "Bearer sk-one" } },
        };
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
