using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 7.1: how much may be under way at once.</summary>
public sealed class ConcurrencyFactTests
{
    private const string Poor =
        "concurrencyByBalance: suggested, keys: [{key: sk-one, account: poor}, {key: sk-two, account: poor}], accounts: {poor: {balance: 0.01}}, timing: {timeToFirstToken: 1h, tokensPerSecond: 1}";

    private static readonly string[] Keys = ["sk-one", "sk-two"];

    [Theory, ProviderFact("ds-7.1-account")]
    public async Task Keys_OfOneAccount_CountTogether(int permitted, int status)
    {
        using var client = await DeepSeekAsk.StartAsync(Poor);
        for (var sent = 0; sent < permitted; sent++)
        {
            Assert.Equal(200, await StatusAsync(client, Keys[sent % 2]));
        }

        Assert.Equal(status, await StatusAsync(client, "sk-one"));
        Assert.Equal(status, await StatusAsync(client, "sk-two"));
    }

    [Theory, ProviderFact("ds-7.1-model")]
    public async Task Models_CountByThemselves(int status)
    {
        using var client = await DeepSeekAsk.StartAsync(Poor);
        while (await StatusAsync(client, "sk-one") == 200)
        {
            // Until the model is full.
        }

        Assert.Equal(429, await StatusAsync(client, "sk-two"));
        Assert.Equal(status, await StatusAsync(client, "sk-two", "deepseek-v4-pro"));
    }

    [Theory, ProviderFact("ds-7.1-until-its-end")]
    public async Task Request_CountsUntilItsAnswerIsComplete(int status)
    {
        var clock = new VirtualClock();
        var (during, after) = await VirtualRun.RunAsync(clock, async _ =>
        {
            using var client = await DeepSeekAsk.StartAsync(
                "limits: [{name: at once, inFlight: 1}], timing: {timeToFirstToken: 10s, tokensPerSecond: 10}", clock);
            var first = DeepSeekWatch.OfAsync(client, clock, "\"stream\":true");
            await Task.Delay(TimeSpan.FromSeconds(11), clock, TestContext.Current.CancellationToken);
            var refused = await DeepSeekWatch.OfAsync(client, clock, "\"stream\":true");
            await first;
            return (refused.Status, (await DeepSeekWatch.OfAsync(client, clock, "\"stream\":true")).Status);
        });

        Assert.Equal((429, status), (during, after));
    }

    [Theory, ProviderFact("ds-7.1-at-once")]
    public async Task TooMuch_IsRefusedAtOnce(int seconds)
    {
        var clock = new VirtualClock();
        using var client = await DeepSeekAsk.StartAsync(
            "limits: [{name: at once, inFlight: 1}], timing: {timeToFirstToken: 1h, tokensPerSecond: 1}", clock);
        using var first = await DeepSeekWatch.SendAsync(client, "\"stream\":true");

        var refused = await DeepSeekWatch.OfAsync(client, clock, "\"stream\":false");

        Assert.Equal((429, seconds), (refused.Status, (int)refused.Until.TotalSeconds));
    }

    private static async Task<int> StatusAsync(HttpClient client, string key, string model = "deepseek-flash")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/chat/completions")
        {
            Content = new StringContent(DeepSeekAsk.Body("\"stream\":true", model)),
            Headers = { { "Authorization", $"Bearer {key}" } },
        };
        var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return (int)reply.StatusCode;
    }
}
