using System.Text.Json.Nodes;

namespace Emulator.Tests.NanoBanana.TaskApi;

/// <summary>What a scenario can say of the provider where its pages are silent: fates, forms, codes, lifetimes.</summary>
public sealed class TaskApiRulesTests
{
    private const string Rest = "\"operationType\":\"nano-banana-2_1k\",\"createTime\":\"2026-01-05 00:00:00\"}}";

    [Theory]
    [InlineData("policy", 3, 400, "Your prompt has been flagged for violating content policy", "2026-01-05 00:00:05")]
    [InlineData("generateFailed", 3, 501, "Image generation task failed", "2026-01-05 00:00:05")]
    [InlineData("internalError", 3, 500, "Internal error, please try again later", "2026-01-05 00:00:05")]
    [InlineData("createFailed", 2, 501, "Image generation task failed", "2026-01-05 00:00:01")]
    public async Task Fate_OrderedByPrompt_IsInTheRecord(string outcome, int flag, int code, string message, string at)
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, provider: {{fates: [{{promptContains: fox, outcome: {outcome}}}]}}");
        var id = await talk.SubmitAsync("generate-2", """{"prompt":"a Fox"}""");
        var healthy = await talk.SubmitAsync("generate-2", """{"prompt":"a cat"}""");
        talk.Emulator.Clock.Advance(TaskApiTalk.Duration);

        var record = await talk.PollAsync(id);
        var other = JsonNode.Parse(await talk.PollAsync(healthy))!;

        Assert.Equal(
            $$$"""{"code":200,"msg":"success","data":{"taskId":"{{{id}}}","paramJson":"{\"prompt\":\"a Fox\"}","completeTime":"{{{at}}}","response":null,"successFlag":{{{flag}}},"errorCode":{{{code}}},"errorMessage":"{{{message}}}",{{{Rest}}}""",
            record);
        Assert.Equal(1, (int)other["data"]!["successFlag"]!);
    }

    [Theory]
    [InlineData("faults: [{fault: moderatedJob}]", 3, 400)]
    [InlineData("faults: [{fault: failedJob}]", 3, 501)]
    [InlineData("faults: [{fault: failedJob}], provider: {failedJob: createFailed}", 2, 501)]
    [InlineData("faults: [{fault: failedJob}], provider: {failedJob: internalError}", 3, 500)]
    [InlineData("faults: [{fault: stuckJob}]", 0, null)]
    public async Task Fate_OrderedByAFault_IsInTheRecord(string settings, int flag, int? code)
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, {settings}");

        var record = await talk.RecordAsync("generate-2", """{"prompt":"a"}""");

        Assert.Equal((flag, code), ((int)record["successFlag"]!, (int?)record["errorCode"]));
    }

    [Fact]
    public async Task PolicyMessage_OfAScenario_IsInTheRecord()
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, provider: {{policyMessage: sensitive}}");

        var record = await talk.RecordAsync("generate-2", """{"prompt":"a [moderated] cat"}""");

        Assert.Equal("sensitive", (string?)record["errorMessage"]);
    }

    [Theory]
    [InlineData("msg", """{"code":200,"msg":"success","data":{"taskId":""")]
    [InlineData("message", """{"code":200,"message":"success","data":{"taskId":""")]
    [InlineData("both", """{"code":200,"msg":"success","message":"success","data":{"taskId":""")]
    public async Task TextKeys_OfEachEndpoint_AreAsAScenarioSays(string key, string beginning)
    {
        await using var talk = await TaskApiTalk.StartAsync($"provider: {{textKeys: {{generate: {key}, generate2: {key}, generatePro: {key}}}}}");

        Assert.StartsWith(beginning, (await talk.PostAsync("generate", """{"type":"TEXTTOIAMGE","prompt":"a"}""")).Body, StringComparison.Ordinal);
        Assert.StartsWith(beginning, (await talk.PostAsync("generate-2", """{"prompt":"a"}""")).Body, StringComparison.Ordinal);
        Assert.StartsWith(beginning, (await talk.PostAsync("generate-pro", """{"prompt":"a"}""")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emptyValues: true", "\"completeTime\":\"\",\"response\":null,\"successFlag\":0,\"errorCode\":0,\"errorMessage\":\"\",\"operationType\":\"nano-banana-2_1k\",\"createTime\":\"2026-01-05 00:00:00\"}}")]
    [InlineData("epochMilliseconds: true", "\"completeTime\":null,\"response\":null,\"successFlag\":0,\"errorCode\":null,\"errorMessage\":null,\"operationType\":\"nano-banana-2_1k\",\"createTime\":1767571200000}}")]
    [InlineData("midnightIs24: true", "\"createTime\":\"2026-01-05 24:00:00\"}}")]
    [InlineData("aheadOfUtc: 8h", "\"createTime\":\"2026-01-05 08:00:00\"}}")]
    public async Task Records_InTheOtherForms_AreAsAScenarioSays(string form, string ending)
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, provider: {{records: {{{form}}}}}");

        var record = await talk.PollAsync(await talk.SubmitAsync("generate-2", """{"prompt":"a"}"""));

        Assert.EndsWith(ending, record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralPictures_AreToldOfWhereAScenarioWantsThem()
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, provider: {{records: {{resultUrls: true}}}}");

        var record = await talk.RecordAsync("generate", """{"type":"TEXTTOIAMGE","prompt":"a","numImages":2}""");

        var response = record["response"]!;
        string[] urls = [.. response["resultImageUrls"]!.AsArray().Select(url => (string)url!)];
        Assert.Equal(2, urls.Length);
        Assert.Equal((string?)response["resultImageUrl"], urls[0]);
        Assert.NotEqual(await talk.DownloadAsync(urls[0]), await talk.DownloadAsync(urls[1]));
    }

    [Fact]
    public async Task OriginUrl_IsGoodForTenMinutesAndTheResultLonger()
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, provider: {{records: {{originUrls: true}}}}");
        var response = (await talk.RecordAsync("generate-2", """{"prompt":"a"}"""))["response"]!;
        var (origin, result) = ((string)response["originImageUrl"]!, (string)response["resultImageUrl"]!);

        talk.Emulator.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        var file = await talk.DownloadAsync(origin);
        talk.Emulator.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal((404, "Not Found"), await talk.AskAsync(HttpMethod.Get, origin));
        Assert.Equal(file, await talk.DownloadAsync(result));
    }

    [Theory]
    [InlineData("", 404, "Not Found")]
    [InlineData("expiredStatus: 403", 403, "Forbidden")]
    [InlineData("expiredStatus: 410", 410, "Gone")]
    public async Task Result_AfterItsLifetime_IsGoneAsAScenarioSays(string rule, int status, string body)
    {
        await using var talk = await TaskApiTalk.StartAsync($"timing: {{queueTime: 1s, runTime: 4s, resultLifetime: 1m}}, provider: {{{rule}}}");
        var record = await talk.RecordAsync("generate-2", """{"prompt":"a"}""");
        talk.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((status, body), await talk.AskAsync(HttpMethod.Get, (string)record["response"]!["resultImageUrl"]!));
    }

    [Theory]
    [InlineData("", 401, "You do not have access permissions", 401)]
    [InlineData("", 404, "Task not found", 404)]
    [InlineData("", 429, "Rate limit exceeded", 429)]
    [InlineData("", 500, "Server exception, please check the parameters and try again", 500)]
    [InlineData("", 402, "Insufficient credits", 200)]
    [InlineData("", 422, "Validation error", 200)]
    [InlineData("", 455, "Service unavailable, maintenance", 200)]
    [InlineData("", 501, "Image generation task failed", 200)]
    [InlineData("", 505, "Feature disabled", 200)]
    [InlineData("provider: {alwaysHttp200: true}, ", 401, "You do not have access permissions", 200)]
    [InlineData("provider: {alwaysHttp200: true}, ", 500, "Server exception, please check the parameters and try again", 200)]
    public async Task Codes_AreStatusesTooOnlyWhereTheyShouldBe(string provider, int code, string text, int status)
    {
        await using var talk = await TaskApiTalk.StartAsync($"{provider}faults: [{{fault: refuse, status: {code}}}]");

        Assert.Equal((status, $$"""{"code":{{code}},"msg":"{{text}}","data":null}"""), await talk.PostAsync("generate-2", """{"prompt":"a"}"""));
    }

    [Theory]
    [InlineData("", 404, "Task not found")]
    [InlineData("provider: {records: {unknownTaskCode: 500}}", 500, "Server exception, please check the parameters and try again")]
    public async Task UnknownTask_HasTheCodeThatAScenarioSays(string provider, int code, string text)
    {
        await using var talk = await TaskApiTalk.StartAsync(provider);

        var answer = await talk.AskAsync(HttpMethod.Get, $"{TaskApiTalk.Api}/record-info?taskId=0123");

        Assert.Equal((code, $$"""{"code":{{code}},"msg":"{{text}}","data":null}"""), answer);
    }
}
