using System.Text;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>What came of a request that was watched on a virtual clock: how much, when, and how it ended.</summary>
/// <param name="Status">The status; 0 where the connection ended before one came.</param>
/// <param name="Text">What was read of the body.</param>
/// <param name="Until">When it was over, counted from the request.</param>
/// <param name="IsWhole">Whether it ended in good order.</param>
internal sealed record GeminiWatch(int Status, string Text, TimeSpan Until, bool IsWhole)
{
    /// <summary>When the last piece of the body came.</summary>
    public TimeSpan LastPiece { get; private init; }

    /// <summary>Watches one request against an emulator of its own.</summary>
    public static Task<GeminiWatch> GenerateAsync(string behaviour, string more = "", string model = GeminiAsk.Model)
    {
        VirtualClock clock = new();
        return VirtualRun.RunAsync(clock, async _ =>
        {
            using var client = await GeminiAsk.StartAsync(behaviour, clock);
            return await OfAsync(client, clock, more, model);
        });
    }

    private static async Task<GeminiWatch> OfAsync(HttpClient client, VirtualClock clock, string more, string model)
    {
        var began = clock.GetTimestamp();
        var text = new StringBuilder();
        var (status, isWhole, lastPiece) = (0, false, TimeSpan.Zero);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/gemini/v1beta/models/{model}:generateContent")
        {
            Content = new StringContent(GeminiAsk.Body(more), Encoding.UTF8, "application/json"),
            Headers = { { "x-goog-api-key", "AIza-one" } },
        };
        client.Timeout = Timeout.InfiniteTimeSpan;
        try
        {
            using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            status = (int)reply.StatusCode;
            var body = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var buffer = new byte[65536];
            while (await body.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var length)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, length));
                lastPiece = clock.GetElapsedTime(began);
            }

            isWhole = true;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // The connection broke; how far it got is told.
        }

        return new GeminiWatch(status, text.ToString(), clock.GetElapsedTime(began), isWhole) { LastPiece = lastPiece };
    }
}
