using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Emulator.Callbacks;

namespace Emulator.Tests.Callbacks;

/// <summary>Callbacks come once, signed and in time, unless a fault was planned; and never to strangers.</summary>
public sealed class CallbackTests
{
    private const string Secret = "a secret";
    private const string Quick = "timing: {queueTime: 1s, runTime: 4s}";

    [Fact]
    public async Task Webhook_Healthy_ComesWhenTheJobIsOverAndIsSigned()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var emulator = await SubmitAsync(receiver.Url, "");

        emulator.Clock.Advance(TimeSpan.FromSeconds(5));
        var callback = await receiver.NextAsync();

        var json = JsonNode.Parse(callback.Body)!;
        Assert.Equal("Ready", (string?)json["status"]);
        Assert.StartsWith("http://localhost/flux/delivery/", (string?)json["result"]!["sample"], StringComparison.Ordinal);
        Assert.Equal("2026-01-05T00:00:05.000Z", (string?)json["timestamp"]);
        Assert.Equal(Secret, callback.Headers["X-Webhook-Secret"]);
        Assert.Equal(SignatureOf(callback.Body), callback.Headers["X-BFL-Signature"]);
        var line = await LineAsync(emulator, 1);
        Assert.Equal(("callback", 200, "/hook"), ((string?)line["kind"], (int?)line["status"], (string?)line["path"]));
        Assert.Equal((string?)emulator.Journal[0]["call"], (string?)line["call"]);
        Assert.Equal(0, (int)line["units"]!["requests"]!);
    }

    [Fact]
    public async Task Webhook_OfAModeratedJob_TellsIt()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var emulator = await SubmitAsync(receiver.Url, "{fault: moderatedJob}");

        emulator.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("Request Moderated", (string?)JsonNode.Parse((await receiver.NextAsync()).Body)!["status"]);
    }

    [Fact]
    public async Task Webhook_ReceiverFailsTwice_IsTriedAgainAfterTheProvidersWaits()
    {
        await using var receiver = await CallbackReceiver.StartAsync(500, 503);
        await using var emulator = await SubmitAsync(receiver.Url, "");

        emulator.Clock.Advance(TimeSpan.FromSeconds(5));
        await receiver.NextAsync();
        await LineAsync(emulator, 1);
        await PassNextWaitAsync(emulator);
        await receiver.NextAsync();
        await LineAsync(emulator, 2);
        await PassNextWaitAsync(emulator);
        await receiver.NextAsync();
        var last = await LineAsync(emulator, 3);

        Assert.Equal([500, 503, 200], emulator.Journal.Skip(1).Select(line => (int)line["status"]!));
        Assert.Equal(2, (int)last["attempt"]!);
    }

    [Fact]
    public async Task DuplicateCallback_Twice_ComesThreeTimes()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var emulator = await SubmitAsync(receiver.Url, "{fault: duplicateCallback, times: 2}");

        emulator.Clock.Advance(TimeSpan.FromSeconds(5));
        string[] bodies = [(await receiver.NextAsync()).Body, (await receiver.NextAsync()).Body, (await receiver.NextAsync()).Body];

        Assert.Single(bodies.Distinct());
        Assert.Equal("duplicateCallback", (string?)(await LineAsync(emulator, 3))["fault"]);
        Assert.Equal("duplicateCallback", (string?)emulator.Journal[0]["fault"]);
    }

    /// <summary>Timers know whole milliseconds, jobs end between them: news a moment too early would be that there is none.</summary>
    [Fact]
    public async Task Webhook_JobEndsBetweenMilliseconds_IsNeverNewsOfAPendingJob()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var emulator = await SubmitAsync(receiver.Url, "", "timing: {queueTime: 1s, runTime: 4000.4ms}");

        emulator.Clock.Advance(TimeSpan.FromSeconds(5));
        var next = receiver.NextAsync();
        while (!next.IsCompleted)
        {
            await Task.Yield();
            emulator.Clock.Advance(TimeSpan.FromMilliseconds(0.1));
        }

        Assert.Equal("Ready", (string?)JsonNode.Parse((await next).Body)!["status"]);
    }

    [Fact]
    public async Task EarlyCallback_Job_IsStillPending()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var emulator = await SubmitAsync(receiver.Url, "{fault: earlyCallback}");

        Assert.Equal("Pending", (string?)JsonNode.Parse((await receiver.NextAsync()).Body)!["status"]);
    }

    [Fact]
    public async Task LateCallback_ByAMinute_ComesThen()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var emulator = await SubmitAsync(receiver.Url, "{fault: lateCallback, delay: 1m}");

        emulator.Clock.Advance(TimeSpan.FromSeconds(65));

        Assert.Equal("2026-01-05T00:01:05.000Z", (string?)JsonNode.Parse((await receiver.NextAsync()).Body)!["timestamp"]);
    }

    [Fact]
    public async Task BadSignature_Body_IsNotSignedByIt()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var emulator = await SubmitAsync(receiver.Url, "{fault: badSignature}");

        emulator.Clock.Advance(TimeSpan.FromSeconds(5));
        var callback = await receiver.NextAsync();

        Assert.NotEqual(SignatureOf(callback.Body), callback.Headers["X-BFL-Signature"]);
        Assert.Equal(SignatureOf(callback.Body).Length, callback.Headers["X-BFL-Signature"].Length);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/hook", "{fault: lostCallback}", "faults[0] lostCallback")]
    [InlineData("http://example.com/hook", "", "the callback was not sent: example.com is not this machine; name it in emulator.callbackHosts")]
    public async Task Webhook_NotSent_SaysWhyInTheJournal(string receiver, string fault, string reason)
    {
        await using var emulator = await SubmitAsync(new Uri(receiver), fault);

        var line = emulator.Journal.Single(line => (string?)line["kind"] == "callback");
        Assert.Equal(reason, (string?)line["reason"]);
        Assert.Null((int?)line["status"]);
    }

    [Fact]
    public async Task Stop_WithCallbacksOutstanding_GivesThemUpAndSaysSo()
    {
        var emulator = await SubmitAsync(new Uri("http://127.0.0.1:9/hook"), "");

        var lines = await emulator.StopAsync();

        Assert.Equal("the server stopped before the callback was delivered", (string?)lines[^1]["reason"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:80/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("http://Named.Example/", true)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://localhost.example/", false)]
    public void Refuse_Receiver_IsLoopbackOrNamed(string receiver, bool isAllowed) =>
        Assert.Equal(isAllowed, new CallbackHosts(["named.example"]).Refuse(new Uri(receiver)) is null);

    private static async Task<TestEmulator> SubmitAsync(Uri receiver, string fault, string timing = Quick)
    {
        var emulator = await TestEmulator.StartAsync($"Flux/Bfl: {{{timing}, faults: [{fault}]}}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/flux/v1/flux-dev")
        {
            Content = new StringContent(
                $$"""{"prompt":"a fox","width":256,"height":256,"webhook_url":"{{receiver}}","webhook_secret":"{{Secret}}"}""",
                Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Add("x-key", "key");
        using var reply = await emulator.SendAsync(request);
        Assert.Equal(200, (int)reply.StatusCode);
        return emulator;
    }

    /// <summary>The journal's line of that number, when it is written; a receiver can be faster than the journal.</summary>
    private static async Task<JsonNode> LineAsync(TestEmulator emulator, int index)
    {
        while (emulator.Journal.Count <= index)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return emulator.Journal[index];
    }

    /// <summary>Lets the sender's wait pass, which begins a little after the journal has its line.</summary>
    private static async Task PassNextWaitAsync(TestEmulator emulator)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (emulator.Clock.JumpToNextTimer() is { } timer)
            {
                timer.Run();
                return;
            }

            await Task.Yield();
        }
    }

    private static string SignatureOf(string body) => "sha256=" + Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));
}
