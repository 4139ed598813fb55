using System.Text.Json.Nodes;
using Emulator.Tests.Callbacks;

namespace Emulator.Tests.NanoBanana.TaskApi;

/// <summary>Callbacks of all three endpoints: the body of each, how they are repeated, and what can go wrong with them.</summary>
public sealed class TaskApiCallbackTests
{
    [Theory]
    [InlineData("a fox", """{"code":200,"msg":"Image generated successfully.","data":{"taskId":"ID","info":{"resultImageUrl":"http://localhost/nanobanana-task/tempfile/r/ID_1767571205.jpg"}}}""")]
    [InlineData("policy", """{"code":400,"msg":"Your prompt has been flagged for violating content policy","data":{"taskId":"ID","info":{"resultImageUrl":""}}}""")]
    [InlineData("generate", """{"code":501,"msg":"Image generation task failed","data":{"taskId":"ID","info":{"resultImageUrl":""}}}""")]
    [InlineData("create", """{"code":501,"msg":"Image generation task failed","data":{"taskId":"ID","info":{"resultImageUrl":""}}}""")]
    [InlineData("internal", """{"code":500,"msg":"Internal error, please try again later","data":{"taskId":"ID","info":{"resultImageUrl":""}}}""")]
    public async Task Callback_OfGenerate_HasTheOutcomeInItsCode(string prompt, string body)
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, provider: {{fates: [{Fate("policy", "policy")}, {Fate("generate", "generateFailed")}, {Fate("create", "createFailed")}, {Fate("internal", "internalError")}]}}");

        var id = await talk.SubmitAsync("generate", $$"""{"type":"TEXTTOIAMGE","prompt":"{{prompt}}","callBackUrl":"{{receiver.Url}}"}""");
        talk.Emulator.Clock.Advance(TaskApiTalk.Duration);

        Assert.Equal(body.Replace("ID", id, StringComparison.Ordinal), (await receiver.NextAsync()).Body);
    }

    [Theory]
    [InlineData("generate-2", "a fox")]
    [InlineData("generate-2", "a [moderated] fox")]
    [InlineData("generate-pro", "a fox")]
    public async Task Callback_OfTheLaterModels_IsTheRecord(string endpoint, string prompt)
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var talk = await TaskApiTalk.StartAsync();

        var id = await talk.SubmitAsync(endpoint, $$"""{"prompt":"{{prompt}}","callBackUrl":"{{receiver.Url}}"}""");
        talk.Emulator.Clock.Advance(TaskApiTalk.Duration);
        var callback = await receiver.NextAsync();

        Assert.Equal(await talk.PollAsync(id), callback.Body);
        Assert.StartsWith("application/json", callback.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_OfPro_HasTheOtherBodyWhereAScenarioWantsIt()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, provider: {{callbacks: {{proBody: outcome}}}}");

        await talk.SubmitAsync("generate-pro", $$"""{"prompt":"a [failed] fox","callBackUrl":"{{receiver.Url}}"}""");
        talk.Emulator.Clock.Advance(TaskApiTalk.Duration);

        Assert.Equal(501, (int)JsonNode.Parse((await receiver.NextAsync()).Body)!["code"]!);
    }

    [Fact]
    public async Task Callback_NotTaken_IsTriedThreeMoreTimesAndThenNoMore()
    {
        await using var receiver = await CallbackReceiver.StartAsync(500, 201, 404, 503, 200);
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, provider: {{callbacks: {{retryWaits: [0s, 0s, 0s]}}}}");

        await talk.SubmitAsync("generate-2", $$"""{"prompt":"a","callBackUrl":"{{receiver.Url}}"}""");
        talk.Emulator.Clock.Advance(TaskApiTalk.Duration);
        while (talk.Emulator.Journal.Count < 5)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        // A 201 is no 200, so it is tried again, too.
        Assert.Equal([500, 201, 404, 503], talk.Emulator.Journal.Skip(1).Select(line => (int)line["status"]!));
        Assert.Equal([0, 1, 2, 3], talk.Emulator.Journal.Skip(1).Select(line => (int)line["attempt"]!));
    }

    [Fact]
    public async Task DuplicateCallback_ComesTwiceWithOneTask()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, faults: [{{fault: duplicateCallback}}]");

        await talk.SubmitAsync("generate-2", $$"""{"prompt":"a","callBackUrl":"{{receiver.Url}}"}""");
        talk.Emulator.Clock.Advance(TaskApiTalk.Duration);

        Assert.Equal((await receiver.NextAsync()).Body, (await receiver.NextAsync()).Body);
    }

    [Fact]
    public async Task Callback_OfAStuckTask_IsNotOrdered()
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, faults: [{{fault: stuckJob}}]");

        await talk.SubmitAsync("generate-2", """{"prompt":"a","callBackUrl":"http://127.0.0.1:9/"}""");

        Assert.Single(await talk.Emulator.StopAsync());
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", "faults: [{fault: lostCallback}]", "faults[0] lostCallback")]
    [InlineData("https://example.com/hook", "limits: []", "the callback was not sent: example.com is not this machine; name it in emulator.callbackHosts")]
    public async Task Callback_NotSent_SaysWhyInTheJournal(string receiver, string settings, string reason)
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, {settings}");

        await talk.SubmitAsync("generate", $$"""{"type":"TEXTTOIAMGE","prompt":"a","callBackUrl":"{{receiver}}"}""");

        Assert.Equal(reason, (string?)talk.Emulator.Journal.Single(line => (string?)line["kind"] == "callback")["reason"]);
    }

    private static string Fate(string word, string outcome) => $"{{promptContains: {word}, outcome: {outcome}}}";
}
