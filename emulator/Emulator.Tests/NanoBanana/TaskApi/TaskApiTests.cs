using System.Text.Json.Nodes;
using Emulator.Tests.Images;

namespace Emulator.Tests.NanoBanana.TaskApi;

/// <summary>The whole conversation of a task and every refusal, letter for letter; then sizes, limits and prices.</summary>
public sealed class TaskApiTests
{
    private const string Cat = """{"type":"TEXTTOIAMGE","prompt":"a cat"}""";

    [Fact]
    public async Task Tasks_FromSubmitToExpiry_AreToldAsTheProviderDoes()
    {
        await using var talk = await TaskApiTalk.StartAsync();
        var (said, clock) = (talk.Said, talk.Emulator.Clock);

        said.Note("credits that nothing is taken from");
        await said.GetAsync("/nanobanana-task/api/v1/common/credit");
        said.Note("the first model");
        var first = await talk.SubmitAsync("generate", """{"type":"TEXTTOIAMGE", "prompt":"a cat \"雪\"", "numImages":1, "image_size":"21:9"}""");
        said.Note("the second, with its text under both names");
        var second = await talk.SubmitAsync("generate-2", """{"prompt":"a cat","aspectRatio":"1:8","resolution":"1K","outputFormat":"png","imageUrls":["https://example.com/a.png"],"googleSearch":true}""");
        said.Note("Pro, with its text under the other name");
        var pro = await talk.SubmitAsync("generate-pro", """{"prompt":"a [failed] cat","resolution":"4K"}""");
        said.Note("generating");
        await talk.PollAsync(second);
        clock.Advance(TaskApiTalk.Duration);
        said.Note("done");
        var url = ResultUrl(await talk.PollAsync(first));
        var other = ResultUrl(await talk.PollAsync(second));
        said.Note("failed");
        await talk.PollAsync(pro);
        said.KeyHeader = null;
        await said.Note("download, without a key").GetAsync(url);
        await said.GetAsync(other);
        clock.Advance(TimeSpan.FromDays(1));
        await said.Note("a day later").GetAsync(url);

        Golden.Check(said.ToString(), "conversation.txt");
    }

    [Fact]
    public async Task Requests_InEveryWayThatIsRefused_AnswerInTheEnvelope()
    {
        await using var talk = await TaskApiTalk.StartAsync($"{TaskApiTalk.Quick}, limits: [{{name: submits, requests: 1, window: 10s, kinds: [submit]}}]");
        var said = talk.Said;
        var key = said.KeyHeader;

        said.KeyHeader = null;
        await said.Note("no key").PostAsync($"{TaskApiTalk.Api}/generate", Cat);
        said.KeyHeader = "Authorization: Bearer an-invalid-key";
        await said.Note("wrong key").GetAsync("/nanobanana-task/api/v1/common/credit");
        said.KeyHeader = key;
        await said.Note("not JSON").PostAsync($"{TaskApiTalk.Api}/generate", "prompt");
        talk.Emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        await said.Note("the type as it should be spelt").PostAsync($"{TaskApiTalk.Api}/generate", """{"type":"TEXTTOIMAGE","prompt":"a cat"}""");
        talk.Emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        await talk.SubmitAsync("generate", Cat);
        await said.Note("too many").PostAsync($"{TaskApiTalk.Api}/generate", Cat);
        await said.Note("task_id in place of taskId").GetAsync($"{TaskApiTalk.Api}/record-info?task_id=1");
        await said.Note("no id").GetAsync($"{TaskApiTalk.Api}/record-info?taskId=");
        await said.Note("unknown task").GetAsync($"{TaskApiTalk.Api}/record-info?taskId=1");
        await said.Note("a path that some guess").GetAsync($"{TaskApiTalk.Api}/task/1");
        await said.Note("wrong method").GetAsync($"{TaskApiTalk.Api}/generate");
        await said.Note("unknown picture").GetAsync("/nanobanana-task/tempfile/r/1_2.jpg");
        await said.Note("17 MB").PostAsync($"{TaskApiTalk.Api}/generate-2", new string(' ', 17_000_000));

        Golden.Check(said.ToString(), "errors.txt");
    }

    [Theory]
    [InlineData("generate", """{"type":"TEXTTOIAMGE","prompt":"a"}""", 1024, 1024, false)]
    [InlineData("generate", """{"type":"TEXTTOIAMGE","prompt":"a","image_size":"2:3"}""", 832, 1248, false)]
    [InlineData("generate-2", """{"prompt":"a"}""", 1024, 1024, false)]
    [InlineData("generate-2", """{"prompt":"a","aspectRatio":"16:9","resolution":"2K","outputFormat":"jpg"}""", 2752, 1536, false)]
    [InlineData("generate-2", """{"prompt":"a","aspectRatio":"4:1","outputFormat":"png"}""", 2048, 512, true)]
    [InlineData("generate-pro", """{"prompt":"a","aspectRatio":"auto"}""", 1024, 1024, false)]
    [InlineData("generate-pro", """{"prompt":"a","aspectRatio":"4:5","resolution":"1K"}""", 928, 1152, false)]
    public async Task Picture_OfEveryModel_HasTheMakersSizeAndTheFormatAskedFor(string endpoint, string body, int width, int height, bool isPng)
    {
        await using var talk = await TaskApiTalk.StartAsync();

        var record = await talk.RecordAsync(endpoint, body);
        var file = await talk.DownloadAsync((string)record["response"]!["resultImageUrl"]!);

        var picture = DecodedPicture.From(file);
        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
        Assert.Equal(isPng, file[0] == 0x89);
    }

    [Fact]
    public async Task Submits_TwentyFirstInTenSeconds_IsRefusedAndPollsAreNot()
    {
        await using var talk = await TaskApiTalk.StartAsync();
        var id = "";
        for (var number = 0; number < 20; number++)
        {
            id = await talk.SubmitAsync("generate-2", """{"prompt":"a"}""");
            await talk.PollAsync(id);
        }

        var refused = await talk.PostAsync("generate-2", """{"prompt":"a"}""");
        talk.Emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        var granted = await talk.PostAsync("generate-2", """{"prompt":"a"}""");

        Assert.Equal((429, """{"code":429,"msg":"Rate limit exceeded: 20 requests, new tasks in 10 s","data":null}"""), refused);
        Assert.Equal(200, granted.Status);
    }

    [Theory]
    [InlineData("generate", """{"type":"TEXTTOIAMGE","prompt":"a"}""", "96", 20_000)]
    [InlineData("generate", """{"type":"TEXTTOIAMGE","prompt":"a","numImages":3}""", "88", 60_000)]
    [InlineData("generate-2", """{"prompt":"a"}""", "92", 40_000)]
    [InlineData("generate-2", """{"prompt":"a","resolution":"2K"}""", "88", 60_000)]
    [InlineData("generate-2", """{"prompt":"a","resolution":"4K"}""", "82", 90_000)]
    [InlineData("generate-pro", """{"prompt":"a","resolution":"2K"}""", "82", 90_000)]
    [InlineData("generate-pro", """{"prompt":"a","resolution":"4K"}""", "76", 120_000)]
    public async Task Submit_TakesItsPriceFromTheAccount(string endpoint, string body, string left, int microUsd)
    {
        await using var talk = await TaskApiTalk.StartAsync("accounts: {main: {credits: 100}}, keys: [{key: 0123456789abcdef0123456789abcdef, account: main}]");

        await talk.SubmitAsync(endpoint, body);
        var (_, credit) = await talk.AskAsync(HttpMethod.Get, "/nanobanana-task/api/v1/common/credit");

        Assert.Equal($$"""{"code":200,"msg":"success","data":{{left}}}""", credit);
        Assert.Equal(microUsd, (int)talk.Emulator.Journal[0]["units"]!["microUsd"]!);
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("provider: {alwaysHttp200: true}, ", 200)]
    public async Task Submit_WithTooFewCredits_IsCode402AndTakesNothing(string provider, int status)
    {
        await using var talk = await TaskApiTalk.StartAsync($"{provider}accounts: {{main: {{credits: 7.5}}}}, keys: [{{key: 0123456789abcdef0123456789abcdef, account: main}}]");

        var refused = await talk.PostAsync("generate-2", """{"prompt":"a"}""");
        var (_, credit) = await talk.AskAsync(HttpMethod.Get, "/nanobanana-task/api/v1/common/credit");

        Assert.Equal((status, """{"code":402,"msg":"Insufficient credits","data":null}"""), refused);
        Assert.Equal("""{"code":200,"msg":"success","data":7.5}""", credit);
    }

    [Fact]
    public async Task Task_OfAnotherAccount_DoesNotExist()
    {
        await using var talk = await TaskApiTalk.StartAsync();
        var id = await talk.SubmitAsync("generate-2", """{"prompt":"a"}""");
        talk.Said.KeyHeader = "Authorization: Bearer ffffffffffffffffffffffffffffffff";

        var answer = await talk.AskAsync(HttpMethod.Get, $"{TaskApiTalk.Api}/record-info?taskId={id}");

        Assert.Equal((404, """{"code":404,"msg":"Task not found","data":null}"""), answer);
    }

    [Fact]
    public async Task Journal_OfATask_NamesOperationKindModelAndJob()
    {
        await using var talk = await TaskApiTalk.StartAsync();

        var record = await talk.RecordAsync("generate-pro", """{"prompt":"a"}""");
        await talk.DownloadAsync((string)record["response"]!["resultImageUrl"]!);

        var lines = talk.Emulator.Journal;
        Assert.Equal(["generate-pro submit", "record-info poll", "tempfile download"], lines.Select(line => $"{line["operation"]} {line["kind"]}"));
        Assert.Equal("nano-banana-pro", (string?)lines[0]["model"]);
        Assert.Single(lines.Select(line => (string?)line["job"]).Distinct());
        Assert.Single(lines.Select(line => (string?)line["call"]).Distinct());
    }

    private static string ResultUrl(string record) => (string)JsonNode.Parse(record)!["data"]!["response"]!["resultImageUrl"]!;
}
