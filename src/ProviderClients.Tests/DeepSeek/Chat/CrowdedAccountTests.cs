using ProviderClients.Configuration;
using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.DeepSeek.Chat;

/// <summary>A provider that limits requests under way, and says so without a hint for when to come back.</summary>
public sealed class CrowdedAccountTests
{
    private const int Calls = 60;

    private int _underWay;
    private int _refused;
    private int _mostAtOnce;

    [Theory]
    [InlineData(4, true)]
    [InlineData(4, false)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    public async Task ManyAtOnce_AccountAllowsFew_AllComeThroughAndFewAreRefused(int allowed, bool names)
    {
        using var rig = new ClientRig((rig, _) => AnswerAsync(rig, allowed, names));
        var options = new DeepSeekChatOptions { ApiKey = "sk-canary", RetryLimit = 20, Timeout = TimeSpan.FromHours(1) };
        options.Limits.Add(new RateOptions { Requests = 100_000 });
        var client = new DeepSeekChatClient(options, rig.Services);

        var answers = await rig.FlyAsync(() => Task.WhenAll(Enumerable.Range(0, Calls).Select(number => client.CompleteAsync(
            new DeepSeekChatRequest { Messages = [new DeepSeekChatMessage("user", "When?")], CallId = $"c-{number}" }))));

        Assert.All(answers, answer => Assert.Equal("better", answer.Content));
        Assert.InRange(_refused, 1, Calls / 5);
        Assert.InRange(_mostAtOnce, allowed, allowed + 1);
    }

    [Fact]
    public async Task Refusal_WithAHintInSeconds_IsAnotherLimitAndShrinksNothing()
    {
        using var rig = new ClientRig(async (rig, request) =>
        {
            if (request.Number == 0)
            {
                var refusal = await ClientRig.Json(429, "{}");
                refusal.Headers.TryAddWithoutValidation("Retry-After", "2");
                return refusal;
            }

            return await AnswerAsync(rig, Calls, false);
        });
        var client = new DeepSeekChatClient(new DeepSeekChatOptions { ApiKey = "sk-canary" }, rig.Services);

        await rig.FlyAsync(() => Task.WhenAll(Enumerable.Range(0, 8).Select(number => client.CompleteAsync(
            new DeepSeekChatRequest { Messages = [new DeepSeekChatMessage("user", "When?")], CallId = $"c-{number}" }))));

        Assert.Equal(0, _refused);
        Assert.InRange(rig.Clock.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
    }

    private async Task<HttpResponseMessage> AnswerAsync(ClientRig rig, int allowed, bool names)
    {
        var now = Interlocked.Increment(ref _underWay);
        try
        {
            _mostAtOnce = Math.Max(_mostAtOnce, now);
            if (now > allowed)
            {
                _refused++;
                return await ClientRig.Json(429, names
                    ? $$$"""{"error":{"message":"Too many requests. Your current concurrency is {{{now}}}, which exceeds your concurrency limit of {{{allowed}}} based on your remaining balance.","type":"rate_limit_error","param":null,"code":"invalid_request_error"}}"""
                    : "");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), rig.Clock);
            return await ClientRig.Json(200, Replies.Completion);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
