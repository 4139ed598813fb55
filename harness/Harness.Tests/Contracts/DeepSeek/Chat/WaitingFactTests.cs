using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 5.1 and 5.6: what a request is sent while it waits for its turn.</summary>
public sealed class WaitingFactTests
{
    [Theory, ProviderFact("ds-5.1-keep-alive")]
    public async Task Stream_Waiting_IsSentComments(string comment)
    {
        var seen = await WaitAsync("\"stream\":true");

        var signs = seen.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(signs);
        Assert.All(signs, sign => Assert.Equal(comment, sign));
    }

    [Theory, ProviderFact("ds-5.1-blank-lines")]
    public async Task WholeAnswer_Waiting_IsSentBlankLines(string lineEnd, int status)
    {
        var seen = await WaitAsync("\"stream\":false");

        Assert.NotEmpty(seen.Text);
        Assert.Equal(status, seen.Status);
        Assert.Equal("", seen.Text.Replace(lineEnd.Replace("\\n", "\n", StringComparison.Ordinal), "", StringComparison.Ordinal));
    }

    [Theory, ProviderFact("ds-5.6-ten-minutes")]
    public async Task Waiting_TooLong_EndsWithoutABody(int minutes)
    {
        var seen = await WaitAsync("\"stream\":false");

        Assert.Equal(minutes, (int)seen.Until.TotalMinutes);
        Assert.Equal("", seen.Text.Trim('\n'));
    }

    [Theory, ProviderFact("ds-5.6-interval")]
    public async Task Waiting_SignsOfLife_ComeRegularly(int seconds)
    {
        var seen = await WaitAsync("\"stream\":false");

        Assert.Equal(TimeSpan.FromSeconds(seconds), seen.Times[1] - seen.Times[0]);
    }

    /// <summary>Occupies the only worker, asks again, and watches until the server gives up.</summary>
    private static Task<DeepSeekWatch> WaitAsync(string more)
    {
        var clock = new VirtualClock();
        return VirtualRun.RunAsync(clock, async _ =>
        {
            using var client = await DeepSeekAsk.StartAsync(
                "workers: {count: 1, queue: 10}, timing: {timeToFirstToken: 2h, tokensPerSecond: 50}", clock);
            using var busy = await DeepSeekWatch.SendAsync(client, "\"stream\":true");
            return await DeepSeekWatch.OfAsync(client, clock, more);
        });
    }
}
