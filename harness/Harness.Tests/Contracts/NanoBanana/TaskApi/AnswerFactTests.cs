using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>Section A4: the answers to submits and the records of tasks.</summary>
public sealed class AnswerFactTests
{
    private static readonly TimeSpan Over = TimeSpan.FromSeconds(5);

    [Theory]
    [ProviderFact("ta-a4-submit", "generate", EndpointFactTests.First, "")]
    [ProviderFact("ta-a4-submit-2", "generate-2", EndpointFactTests.Later, "")]
    [ProviderFact("ta-a4-submit-pro", "generate-pro", EndpointFactTests.Later, "")]
    [ProviderFact("ta-a4-submit-switch", "generate-pro", EndpointFactTests.Later, "provider: {textKeys: {generatePro: msg}}")]
    public async Task Submit_IsAnswered(string endpoint, string body, string behaviour, string answer) => TaskApiReply.AssertLike(
        answer, (await (await TaskApiServer.OfAsync(behaviour)).PostAsync(endpoint, body, TaskApiServer.NextKey())).Text);

    [Theory, ProviderFact("ta-a4-task-id")]
    public async Task TaskId_IsHexadecimal(int digits)
    {
        var id = await (await TaskApiServer.OfAsync()).SubmitAsync("generate", EndpointFactTests.First, TaskApiServer.NextKey());

        Assert.Equal(digits, id.Length);
        Assert.All(id, letter => Assert.True(char.IsAsciiHexDigitLower(letter)));
    }

    [Theory]
    [ProviderFact("ta-a4-running", "", 4.0, EndpointFactTests.Later)]
    [ProviderFact("ta-a4-success", "", 5.0, EndpointFactTests.Later)]
    [ProviderFact("ta-a4-failed", "", 5.0, """{"prompt":"a [failed] lighthouse"}""")]
    [ProviderFact("ta-a4-empty", "provider: {records: {emptyValues: true}}, ", 4.0, EndpointFactTests.Later)]
    [ProviderFact("ta-a4-epoch", "provider: {records: {epochMilliseconds: true}}, ", 5.0, EndpointFactTests.Later)]
    [ProviderFact("ta-a4-midnight", "provider: {records: {midnightIs24: true}}, ", 4.0, EndpointFactTests.Later)]
    [ProviderFact("ta-a4-zone", "provider: {records: {aheadOfUtc: 8h}}, ", 4.0, EndpointFactTests.Later)]
    public async Task Record_Is(string behaviour, double afterSeconds, string body, string record)
    {
        await using var server = await TaskApiServer.StartAsync(behaviour + TaskApiServer.FiveSeconds);

        TaskApiReply.AssertLike(record, (await server.RecordAsync("generate-2", body, TimeSpan.FromSeconds(afterSeconds))).Text);
    }

    [Theory, ProviderFact("ta-a4-flags")]
    public async Task SuccessFlag_SaysWhereATaskStands(int generating, int success, int createFailed, int generateFailed)
    {
        await using var server = await TaskApiServer.StartAsync(
            $"provider: {{fates: [{{promptContains: first, outcome: createFailed}}, {{promptContains: second, outcome: generateFailed}}]}}, {TaskApiServer.FiveSeconds}");

        Assert.Equal(generating, await FlagAsync("a", TimeSpan.FromSeconds(4.999)));
        Assert.Equal(success, await FlagAsync("a", Over));
        Assert.Equal(createFailed, await FlagAsync("the first", Over));
        Assert.Equal(generateFailed, await FlagAsync("the second", Over));

        async Task<int> FlagAsync(string prompt, TimeSpan after) =>
            (int)(await server.RecordAsync("generate-2", $$"""{"prompt":"{{prompt}}"}""", after)).Data["successFlag"]!;
    }

    [Theory]
    [ProviderFact("ta-a4-error-code", "errorCode", "")]
    [ProviderFact("ta-a4-error-message", "errorMessage", "")]
    [ProviderFact("ta-a4-error-code-schema", "errorCode", "provider: {records: {emptyValues: true}}")]
    [ProviderFact("ta-a4-error-message-schema", "errorMessage", "provider: {records: {emptyValues: true}}")]
    [ProviderFact("ta-a4-origin-null", "response.originImageUrl", "")]
    public async Task Success_HasTheValue(string path, string behaviour, string json)
    {
        var value = (JsonNode?)(await (await TaskApiServer.OfAsync(behaviour)).RecordAsync("generate-2", EndpointFactTests.Later)).Data;
        foreach (var name in path.Split('.'))
        {
            Assert.True(value!.AsObject().ContainsKey(name));
            value = value[name];
        }

        Assert.Equal(json, value?.ToJsonString() ?? "null");
    }

    [Theory, ProviderFact("ta-a4-param-json")]
    public async Task ParamJson_IsTheRequestAsText(string sent, string text)
    {
        var record = await (await TaskApiServer.OfAsync()).RecordAsync("generate-2", sent);

        Assert.Equal(text, (string)record.Data["paramJson"]!);
    }

    [Theory, ProviderFact("ta-a4-times")]
    public async Task Times_HaveAForm(string format)
    {
        var record = await (await TaskApiServer.OfAsync()).RecordAsync("generate-2", EndpointFactTests.Later);

        foreach (var name in new[] { "createTime", "completeTime" })
        {
            var text = (string)record.Data[name]!;
            Assert.True(DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _), text);
        }
    }

    [Theory]
    [ProviderFact("ta-a4-operation", "generate-2", EndpointFactTests.Later)]
    [ProviderFact("ta-a4-operation-2k", "generate-2", """{"prompt":"a","resolution":"2K"}""")]
    [ProviderFact("ta-a4-operation-4k", "generate-2", """{"prompt":"a","resolution":"4K"}""")]
    [ProviderFact("ta-a4-operation-pro", "generate-pro", EndpointFactTests.Later)]
    public async Task OperationType_IsModelAndResolution(string endpoint, string body, string type) =>
        Assert.Equal(type, (string?)(await (await TaskApiServer.OfAsync()).RecordAsync(endpoint, body)).Data["operationType"]);

    [Theory, ProviderFact("ta-a4-operation-first")]
    public async Task Record_OfTheFirstModel_HasTheseMembers(params string[] members) => Assert.Equal(
        members, TaskApiReply.KeysOf((await (await TaskApiServer.OfAsync()).RecordAsync("generate", EndpointFactTests.First)).Data));

    [Theory, ProviderFact("ta-a4-origin")]
    public async Task OriginUrl_IsGoodForSoLong(int minutes, int gone, int longer)
    {
        await using var server = await TaskApiServer.StartAsync($"provider: {{records: {{originUrls: true}}}}, {TaskApiServer.AtOnce}");
        var response = (await server.RecordAsync("generate-2", EndpointFactTests.Later)).Data["response"]!;
        var (origin, result) = ((string)response["originImageUrl"]!, (string)response["resultImageUrl"]!);

        server.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await server.GetAsync(origin, key: null)).Status);
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(gone, (await server.GetAsync(origin, key: null)).Status);
        Assert.Equal(longer, (await server.GetAsync(result, key: null)).Status);
    }

    [Theory, ProviderFact("ta-a4-result-lifetime")]
    public async Task ResultUrl_IsGoodForADay(int hours, int gone)
    {
        await using var server = await TaskApiServer.StartAsync(TaskApiServer.AtOnce);
        var url = (await server.RecordAsync("generate-2", EndpointFactTests.Later)).ResultUrl;

        server.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await server.GetAsync(url, key: null)).Status);
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(gone, (await server.GetAsync(url, key: null)).Status);
    }

    [Theory]
    [ProviderFact("ta-a4-url-r", "generate", EndpointFactTests.First)]
    [ProviderFact("ta-a4-url-r-pro", "generate-pro", EndpointFactTests.Later)]
    [ProviderFact("ta-a4-url-preview", "generate-2", EndpointFactTests.Later)]
    [ProviderFact("ta-a4-url-workers", "generate-2", """{"prompt":"a","outputFormat":"png"}""")]
    public async Task ResultUrl_HasTheShape(string endpoint, string body, string shape)
    {
        var record = await (await TaskApiServer.OfAsync()).RecordAsync(endpoint, body);

        TaskApiReply.AssertLike(
            shape.Replace("<taskId>", (string)record.Data["taskId"]!, StringComparison.Ordinal),
            record.ResultUrl["http://localhost/nanobanana-task/tempfile/".Length..]);
    }

    [Theory, ProviderFact("ta-a4-several")]
    public async Task SeveralPictures_AreToldOfByTheFirst(params string[] members) => Assert.Equal(
        members, TaskApiReply.KeysOf((await (await TaskApiServer.OfAsync()).RecordAsync("generate", Several)).Data["response"]));

    [Theory, ProviderFact("ta-a4-several-flag")]
    public async Task SeveralPictures_AreAllToldOfWhereAScenarioWantsIt(string member, int count)
    {
        var response = (await (await TaskApiServer.OfAsync("provider: {records: {resultUrls: true}}")).RecordAsync("generate", Several)).Data["response"]!;

        Assert.Equal(count, response[member]!.AsArray().Select(url => (string?)url).Distinct().Count());
        Assert.Equal((string?)response["resultImageUrl"], (string?)response[member]![0]);
    }

    [Theory]
    [ProviderFact("ta-a4-credit", "")]
    [ProviderFact("ta-a4-credit-decimal", "keys: [{key: rich, account: main}], accounts: {main: {credits: 7.5}}")]
    public async Task Credit_IsABareNumber(string behaviour, string body) =>
        Assert.Equal(body, (await (await TaskApiServer.OfAsync(behaviour)).GetAsync(TaskApiServer.CreditPath, "rich")).Text);

    private const string Several = """{"type":"TEXTTOIAMGE","prompt":"a","numImages":3}""";
}
