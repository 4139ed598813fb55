using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Section 6: the bodies and words of errors.</summary>
public sealed class ErrorFactTests
{
    private const string Pro = "/v1/flux-pro-1.1";

    [Theory]
    [ProviderFact("bfl-6-400", 400)]
    [ProviderFact("bfl-6-429-words", 429)]
    [ProviderFact("bfl-6-503", 503)]
    public async Task Refusal_ByAFault_HasTheWords(int fault, int status, string detail)
    {
        var reply = await BflServer.AskAsync("flux-pro-1.1", "{}", $"failureRate: 1, failureStatus: {fault}");

        Assert.Equal((status, detail), (reply.Status, reply.Detail));
        Assert.Equal(["detail"], BflReply.KeysOf(reply.Json));
    }

    [Theory, ProviderFact("bfl-6-402")]
    public async Task Credits_Spent_AreRefused(int status, string detail)
    {
        await using var server = await BflServer.StartAsync("keys: [{key: poor, account: poor}], accounts: {poor: {credits: 3}}");

        var reply = await server.PostAsync(Pro, "{}", "poor");

        Assert.Equal((status, detail), (reply.Status, reply.Detail));
    }

    [Theory]
    [ProviderFact("bfl-6-403-wrong", "an-invalid-key")]
    [ProviderFact("bfl-6-403-missing", (string?)null)]
    [ProviderFact("bfl-6-422-key", "Bearer bfl_1")]
    public async Task Key_ThatIsNone_IsRefused(string? key, int status, string detail)
    {
        var reply = await (await BflServer.OfAsync()).PostAsync(Pro, "{}", key);

        Assert.Equal((status, $"{{\"detail\":\"{detail}\"}}"), (reply.Status, reply.Text));
    }

    [Theory]
    [ProviderFact("bfl-6-404", "POST", "/v1/flux-9")]
    [ProviderFact("bfl-6-405", "GET", "/v1/flux-pro-1.1")]
    public async Task Path_OrMethod_IsNotThere(string method, string path, int status, string detail)
    {
        var reply = await (await BflServer.OfAsync()).SendAsync(new HttpMethod(method), path);

        Assert.Equal((status, detail), (reply.Status, reply.Detail));
    }

    [Theory, ProviderFact("bfl-6-500")]
    public async Task ServerError_IsPlainText(int status, string text, string type)
    {
        var reply = await BflServer.AskAsync("flux-pro-1.1", "{}", "failureRate: 1, failureStatus: 500");

        Assert.Equal((status, text), (reply.Status, reply.Text));
        Assert.StartsWith($"{type};", reply.Headers["content-type"], StringComparison.Ordinal);
    }

    [Theory, ProviderFact("bfl-6-item")]
    public async Task Violation_HasExactlyTheseMembers(int status, params string[] members)
    {
        var reply = await BflServer.AskAsync("flux-pro-1.1", """{"width":128}""");

        Assert.Equal(status, reply.Status);
        Assert.Equal(members, BflReply.KeysOf(reply.Violation));
    }

    [Theory]
    [ProviderFact("bfl-6-missing", "flux-2-pro", """{"upscale_factor":2}""")]
    [ProviderFact("bfl-6-int-parsing", "flux-pro-1.1", """{"width":"wide"}""")]
    [ProviderFact("bfl-6-int-fraction", "flux-pro-1.1", """{"width":1024.5}""")]
    [ProviderFact("bfl-6-int-type", "flux-pro-1.1", """{"width":{}}""")]
    [ProviderFact("bfl-6-float-parsing", "flux-pro-1.1-ultra", """{"image_prompt_strength":"much"}""")]
    [ProviderFact("bfl-6-float-type", "flux-pro-1.1-ultra", """{"image_prompt_strength":[]}""")]
    [ProviderFact("bfl-6-string-type", "flux-pro-1.1", """{"prompt":1}""")]
    [ProviderFact("bfl-6-bool-parsing", "flux-pro-1.1-ultra", """{"raw":"perhaps"}""")]
    [ProviderFact("bfl-6-bool-type", "flux-pro-1.1-ultra", """{"raw":{}}""")]
    [ProviderFact("bfl-6-empty-body", "flux-pro-1.1", "")]
    public async Task Violation_WithoutContext(string model, string body, string type, string message, string location, string input)
    {
        var violation = (await BflServer.AskAsync(model, body)).Violation;

        Assert.Equal((type, message, location), ((string?)violation["type"], (string?)violation["msg"], violation["loc"]!.ToJsonString()));
        Assert.Equal(input, violation["input"]?.ToJsonString() ?? "null");
        Assert.False(violation.AsObject().ContainsKey("ctx"));
    }

    [Theory]
    [ProviderFact("bfl-6-below", "flux-pro-1.1", """{"width":128}""")]
    [ProviderFact("bfl-6-above", "flux-pro-1.1", """{"width":1472}""")]
    [ProviderFact("bfl-6-multiple", "flux-pro-1.1", """{"width":300}""")]
    [ProviderFact("bfl-6-float-bound", "flux-2-flex", """{"prompt":"a","guidance":11}""")]
    [ProviderFact("bfl-6-enum", "flux-pro-1.1", """{"output_format":"gif"}""")]
    [ProviderFact("bfl-6-url", "flux-pro-1.1", """{"webhook_url":"hook"}""")]
    [ProviderFact("bfl-6-url-scheme", "flux-pro-1.1", """{"webhook_url":"ftp://example.com"}""")]
    [ProviderFact("bfl-6-ratio", "flux-kontext-pro", """{"prompt":"a","aspect_ratio":"wide"}""")]
    [ProviderFact("bfl-6-json", "flux-pro-1.1", "prompt")]
    [ProviderFact("bfl-6-base64", "flux-2-pro", """{"prompt":"a","input_image":"not base64!"}""")]
    [ProviderFact("bfl-6-unreachable", "flux-2-pro", """{"prompt":"a","input_image":"https://pictures.invalid/a.png"}""")]
    public async Task Violation_WithContext(string model, string body, string type, string message, string context)
    {
        var reply = await BflServer.AskAsync(model, body);

        Assert.Equal((422, type, message), (reply.Status, (string?)reply.Violation["type"], (string?)reply.Violation["msg"]));
        Assert.Contains($"\"ctx\":{context}}}", reply.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("bfl-6-json-location")]
    public async Task BrokenJson_IsToldByItsOffset(string location, string input)
    {
        var violation = (await BflServer.AskAsync("flux-pro-1.1", """{"prompt":a}""")).Violation;

        Assert.Equal((location, input), (violation["loc"]!.ToJsonString(), violation["input"]!.ToJsonString()));
    }

    [Theory, ProviderFact("bfl-6-url-long")]
    public async Task LongUrl_IsRefused(string type, string message, int most)
    {
        Assert.Equal(200, (await AskAsync(most)).Status);
        var violation = (await AskAsync(most + 1)).Violation;

        Assert.Equal((type, message, most), ((string?)violation["type"], (string?)violation["msg"], (int)violation["ctx"]!["max_length"]!));

        static Task<BflReply> AskAsync(int length) => BflServer.AskAsync(
            "flux-pro-1.1", $$"""{"webhook_url":"https://example.com/{{new string('a', length - "https://example.com/".Length)}}"}""");
    }

    [Theory, ProviderFact("bfl-6-poll-without-id")]
    public async Task Poll_WithoutId_IsRefused(int status, string detail)
    {
        var reply = await (await BflServer.OfAsync()).GetAsync("/v1/get_result");

        Assert.Equal((status, detail), (reply.Status, reply.Json["detail"]!.ToJsonString()));
    }

    [Theory, ProviderFact("bfl-6-several")]
    public async Task Violations_ComeTogether(int count)
    {
        var reply = await BflServer.AskAsync("flux-pro-1.1", """{"width":1,"height":1,"seed":"x"}""");

        Assert.Equal(count, reply.Json["detail"]!.AsArray().Count);
    }

    [Theory, ProviderFact("bfl-6-key-first")]
    public async Task Key_IsLookedAtBeforeTheBody(int withoutKey, int withKey)
    {
        var server = await BflServer.OfAsync();

        Assert.Equal(withoutKey, (await server.PostAsync(Pro, """{"width":1}""", key: null)).Status);
        Assert.Equal(withKey, (await server.PostAsync(Pro, """{"width":1}""")).Status);
    }

    [Theory, ProviderFact("bfl-6-ratio-range")]
    public async Task Ratio_OutOfRange_IsTold(string message) =>
        Assert.Equal(message, (string?)(await BflServer.AskAsync("flux-kontext-pro", """{"prompt":"a","aspect_ratio":"5:1"}""")).Violation["msg"]);

    [Theory, ProviderFact("bfl-6-bad-later")]
    public async Task BadPicture_MayFailTheTask(string status)
    {
        var polled = await BflServer.FinishAsync("flux-2-pro", """{"prompt":"a","input_image":"not base64!"}""", "provider: {badImages: fail}");

        Assert.Equal(status, polled.Task);
    }

    [Theory, ProviderFact("bfl-6-mask")]
    public async Task Mask_OfAnotherSize_IsRefused(string field, string message)
    {
        var violation = (await BflServer.AskAsync(
            "flux-pro-1.0-fill", BflPicture.Filled("""{"image":"PNG 512×512","mask":"PNG 512×256"}"""))).Violation;

        Assert.Equal((field, message), ((string?)violation["loc"]![1], (string?)violation["msg"]));
    }

    [Theory, ProviderFact("bfl-6-detail")]
    public async Task Error_IsADetail(string member)
    {
        var server = await BflServer.OfAsync();
        JsonNode[] errors =
        [
            (await server.PostAsync(Pro, "{}", key: null)).Json, (await server.PostAsync(Pro, """{"width":1}""")).Json, (await server.GetAsync("/v1/nothing")).Json,
        ];

        Assert.All(errors, error => Assert.Equal([member], BflReply.KeysOf(error)));
    }
}
