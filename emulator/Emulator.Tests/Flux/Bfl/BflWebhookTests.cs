using System.Text.Json.Nodes;
using Emulator.Tests.Callbacks;
using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>Webhooks in both of the provider's descriptions, as a scenario chooses.</summary>
public sealed class BflWebhookTests
{
    [Theory]
    [InlineData("", true, true)]
    [InlineData("webhook: {proof: secret}", true, false)]
    [InlineData("webhook: {proof: signature}", false, true)]
    [InlineData("webhook: {proof: none}", false, false)]
    public async Task Proof_IsThatOfTheScenario(string provider, bool hasSecret, bool hasSignature)
    {
        var callback = await CallbackAsync(provider, "a fox");

        Assert.Equal(hasSecret ? "s" : null, callback.Headers.GetValueOrDefault("X-Webhook-Secret"));
        Assert.Equal(hasSignature, callback.Headers.ContainsKey("X-BFL-Signature"));
    }

    [Fact]
    public async Task Message_OfAReadyTask_IsTheShortForm()
    {
        var body = JsonNode.Parse((await CallbackAsync("webhook: {payload: message}", "a fox")).Body)!;

        Assert.Equal(["id", "status", "result", "timestamp"], body.AsObject().Select(one => one.Key));
        Assert.Equal(["sample", "prompt", "seed"], body["result"]!.AsObject().Select(one => one.Key));
        Assert.Equal("Ready", (string?)body["status"]);
    }

    [Fact]
    public async Task Message_OfAModeratedTask_IsTheShortFormOfFailure()
    {
        var body = JsonNode.Parse((await CallbackAsync("webhook: {payload: message}", "a [moderated] fox")).Body)!;

        Assert.Equal(["id", "status", "error", "message", "timestamp"], body.AsObject().Select(one => one.Key));
        Assert.Equal(("Error", "Request Moderated", "Violence"), ((string?)body["status"], (string?)body["error"], (string?)body["message"]));
    }

    [Theory]
    [InlineData("", "\"status\":\"Pending\",\"webhook_url\"", false)]
    [InlineData("webhook: {submitStatus: Task received, pollingUrl: true}", "\"status\":\"Task received\",\"webhook_url\"", true)]
    public async Task Submit_WithAWebhook_AnswersAsTheScenarioSays(string provider, string status, bool hasPollingUrl)
    {
        await using var emulator = await StartWithAsync(provider);

        var answer = await Talk(emulator).PostAsync(Pro, """{"prompt":"a","webhook_url":"https://example.com/hook"}""");

        Assert.Contains(status, answer, StringComparison.Ordinal);
        Assert.Equal(hasPollingUrl, answer.Contains("polling_url", StringComparison.Ordinal));
    }

    private static async Task<ReceivedCallback> CallbackAsync(string provider, string prompt)
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var emulator = await StartWithAsync(provider);
        var said = Talk(emulator);
        var body = $$"""{"prompt":"{{prompt}}","width":256,"height":256,"webhook_url":"{{receiver.Url}}","webhook_secret":"s"}""";
        using var reply = await said.SendAsync(said.Request(HttpMethod.Post, Pro, body));
        Assert.Equal(200, (int)reply.StatusCode);
        await PassNextWaitAsync(emulator);
        return await receiver.NextAsync();
    }

    /// <summary>Lets the sender's wait for the task's end pass, which begins a little after the answer to the submit.</summary>
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
}
