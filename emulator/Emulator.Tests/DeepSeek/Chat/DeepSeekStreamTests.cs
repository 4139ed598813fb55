using System.Net;
using VirtualTime;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>When the pieces of a stream come, and what happens when nobody waits for them.</summary>
public sealed class DeepSeekStreamTests
{
    private const string Slow = "DeepSeek/Chat: {timing: {timeToFirstToken: 2s, tokensPerSecond: 10}}";

    private const string Body =
        """{"model":"deepseek-flash","stream":true,"max_tokens":20,"messages":[{"role":"user","content":"hello"}]}""";

    [Fact]
    public async Task Complete_Streamed_SendsHeadAtOnceThenTokensAtTheirPace()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(Slow, clock);

            using var reply = await emulator.Client.SendAsync(
                TestEmulator.Chat(Body), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var headAt = clock.Elapsed;
            using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            await lines.ReadLineAsync(TestContext.Current.CancellationToken);
            var firstAt = clock.Elapsed;
            await lines.ReadToEndAsync(TestContext.Current.CancellationToken);

            Assert.Equal(TimeSpan.Zero, headAt);
            Assert.Equal(TimeSpan.FromSeconds(2), firstAt);
            Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(7));
            Assert.Equal("readToEnd", (string?)emulator.Journal[0]["ending"]);
        });
    }

    [Fact]
    public async Task Complete_ClientLeavesMidStream_IsJournalled()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(Slow, clock);

            using (var reply = await emulator.Client.SendAsync(
                TestEmulator.Chat(Body), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
            {
                using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
                await lines.ReadLineAsync(TestContext.Current.CancellationToken);
            }

            using var next = await emulator.SendAsync(TestEmulator.Chat(Body));

            Assert.Equal("cancelledByClient", (string?)emulator.Journal[0]["ending"]);
            Assert.Equal(200, (int)emulator.Journal[0]["status"]!);
            Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        });
    }
}
