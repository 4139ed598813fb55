using System.Text;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>What came of a chat that was watched on a virtual clock: how much, when, and how it ended.</summary>
/// <param name="Status">The status; 0 where the connection ended before one came.</param>
/// <param name="Text">What was read of the body.</param>
/// <param name="Until">When it was over, counted from the request.</param>
/// <param name="IsWhole">Whether it ended in good order.</param>
internal sealed record DeepSeekWatch(int Status, string Text, TimeSpan Until, bool IsWhole)
{
    /// <summary>When each piece of the body came.</summary>
    public IReadOnlyList<TimeSpan> Times { get; private init; } = [];

    /// <summary>Watches one chat against an emulator of its own.</summary>
    public static Task<DeepSeekWatch> ChatAsync(string more, string behaviour)
    {
        var clock = new VirtualClock();
        return VirtualRun.RunAsync(clock, async _ =>
        {
            using var client = await DeepSeekAsk.StartAsync(behaviour, clock);
            return await OfAsync(client, clock, more);
        });
    }

    /// <summary>Sends a chat and watches it to its end.</summary>
    public static async Task<DeepSeekWatch> OfAsync(HttpClient client, VirtualClock clock, string more)
    {
        var began = clock.GetTimestamp();
        var text = new StringBuilder();
        List<TimeSpan> times = [];
        var status = 0;
        var isWhole = false;
        try
        {
            using var reply = await SendAsync(client, more);
            status = (int)reply.StatusCode;
            var body = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var buffer = new byte[4096];
            while (await body.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var length)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, length));
                times.Add(clock.GetElapsedTime(began));
            }

            isWhole = true;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // The connection broke; how far it got is told.
        }

        return new DeepSeekWatch(status, text.ToString(), clock.GetElapsedTime(began), isWhole) { Times = times };
    }

    /// <summary>Sends a chat; comes back when the headers are there.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/chat/completions")
        {
            Content = new StringContent(DeepSeekAsk.Body(more)),
            Headers = { { "Authorization", "Bearer sk-one" } },
        };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
