using System.Net;
using System.Text;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>What the dialect puts on the wire, byte for byte.</summary>
public sealed class DeepSeekChatTests
{
    private const string Ask = """[{"role":"user","content":"Enhance this prompt: a red fox in snow"}]""";

    [Theory]
    [InlineData("chat.thinking.http", "")]
    [InlineData("chat.plain.http", ""","thinking":{"type":"disabled"}""")]
    [InlineData("chat.length.http", ""","thinking":{"type":"disabled"},"max_tokens":12""")]
    [InlineData("chat.reasoning-length.http", ""","max_tokens":20""")]
    [InlineData("stream.thinking.http", ""","stream":true,"max_tokens":60""")]
    [InlineData("stream.plain.http", ""","stream":true,"thinking":{"type":"disabled"},"max_tokens":10""")]
    [InlineData("stream.usage.http", ""","stream":true,"stream_options":{"include_usage":true},"thinking":{"type":"disabled"},"max_tokens":5""")]
    public async Task Complete_ValidRequest_IsGolden(string golden, string more) =>
        await CheckAsync(golden, TestEmulator.Chat($$"""{"model":"deepseek-flash","messages":{{Ask}}{{more}}}"""));

    [Fact]
    public async Task Complete_JsonAsked_IsGoldenAndJson()
    {
        const string Body = """{"model":"deepseek-v4-pro","thinking":{"type":"disabled"},"response_format":{"type":"json_object"},"messages":[{"role":"system","content":"Enhance the prompt. Answer in json."},{"role":"user","content":"a red fox in snow"}]}""";

        await CheckAsync("chat.json.http", TestEmulator.Chat(Body));
    }

    [Theory]
    [InlineData("error.missing-key.http", null)]
    [InlineData("error.wrong-key.http", "sk-invalid-0123fcc2")]
    public async Task Complete_KeyNotAccepted_IsGolden(string golden, string? key) =>
        await CheckAsync(golden, TestEmulator.Chat("{}", key));

    [Theory]
    [InlineData("{nope", "Failed to parse the request body as JSON: key must be a string at line 1 column 2")]
    [InlineData("", "Failed to parse the request body as JSON: EOF while parsing a value at line 1 column 0")]
    [InlineData("[]", "Failed to deserialize the JSON body into the target type: invalid type: sequence, expected struct ChatCompletionRequest at line 1 column 2")]
    [InlineData("""{"messages":[]}""", "Failed to deserialize the JSON body into the target type: missing field `model` at line 1 column 15")]
    [InlineData("""{"model":"deepseek-flash"}""", "Failed to deserialize the JSON body into the target type: missing field `messages` at line 1 column 26")]
    [InlineData("""{"model":7,"messages":[]}""", "Failed to deserialize the JSON body into the target type: model: invalid type: integer `7`, expected a string at line 1 column 10")]
    [InlineData("{\"model\":\"deepseek-flash\",\n\"messages\":[{\"role\":\"user\"}]}", "Failed to deserialize the JSON body into the target type: messages[0]: missing field `content` at line 2 column 27")]
    [InlineData("""{"model":"deepseek-flash","messages":[{"role":"system","content":[]}]}""", "Failed to deserialize the JSON body into the target type: messages[0]: invalid type: sequence, expected a string at line 1 column 67")]
    [InlineData("""{"model":"deepseek-flash","messages":[{"role":"user","content":[{"type":"video"}]}]}""", "Failed to deserialize the JSON body into the target type: messages[0]: data did not match any variant of untagged enum ChatCompletionRequestContent at line 1 column 82")]
    [InlineData("""{"model":"deepseek-v4-pro","messages":[{"role":"user","content":[{"type":"image_url"}]}]}""", "Failed to deserialize the JSON body into the target type: messages[0]: data did not match any variant of untagged enum ChatCompletionRequestContent at line 1 column 87")]
    [InlineData("""{"model":"gpt-4","messages":[{"role":"user","content":"x"}]}""", "The supported API model names are deepseek-flash, deepseek-v4-pro, but you passed gpt-4.")]
    [InlineData("""{"model":"deepseek-chat","messages":[{"role":"user","content":"x"}]}""", "The supported API model names are deepseek-flash, deepseek-v4-pro, but you passed deepseek-chat.")]
    [InlineData("""{"model":"deepseek-flash","max_tokens":0,"messages":[{"role":"user","content":"x"}]}""", "Invalid max_tokens value, the valid range of max_tokens is [1, 393216]")]
    [InlineData("""{"model":"deepseek-flash","response_format":{"type":"json_schema"},"messages":[{"role":"user","content":"x"}]}""", "This response_format type is unavailable now")]
    [InlineData("""{"model":"deepseek-flash","response_format":{"type":"json_object"},"messages":[{"role":"user","content":"x"}]}""", "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.")]
    [InlineData("""{"model":"deepseek-flash","tool_choice":"required","messages":[{"role":"user","content":"x"}]}""", "Thinking mode does not support this tool_choice")]
    [InlineData("""{"model":"deepseek-flash","messages":[{"role":"user","content":"\ud800"}]}""", "Failed to parse the request body as JSON: unexpected end of hex escape at line 1 column 70")]
    public async Task Complete_WrongRequest_SaysWhatTheProviderSays(string body, string message)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var reply = await emulator.SendAsync(TestEmulator.Chat(body));

        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var error = System.Text.Json.Nodes.JsonNode.Parse(text)!["error"]!;
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/octet-stream", reply.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith($"{message} (request_id: ", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal("invalid_request_error", (string?)error["type"]);
    }

    [Theory]
    [InlineData("error.busy.http", "failureRate: 1")]
    [InlineData("error.server.http", "failureRate: 1, failureStatus: 500")]
    [InlineData("error.balance.http", "failureRate: 1, failureStatus: 402")]
    [InlineData("error.tokens.http", "failureRate: 1, failureStatus: 429")]
    public async Task Complete_PlannedRefusal_IsGolden(string golden, string behaviour) =>
        await CheckAsync(golden, TestEmulator.Chat($$"""{"model":"deepseek-flash","messages":{{Ask}}}"""), behaviour);

    [Theory]
    [InlineData("models.http", "/deepseek/v1/models")]
    [InlineData("balance.http", "/deepseek/user/balance")]
    public async Task Get_Lists_AreGolden(string golden, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Authorization", $"Bearer {TestEmulator.Key}");

        await CheckAsync(golden, request);
    }

    [Fact]
    public async Task Complete_BeyondTheHundredAnHour_IsGolden()
    {
        await using var emulator = await TestEmulator.StartAsync();
        for (var sent = 0; sent < 100; sent++)
        {
            using var granted = await emulator.SendAsync(TestEmulator.Chat($$"""{"model":"deepseek-flash","messages":{{Ask}}}"""));
            Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        }

        using var refused = await emulator.SendAsync(TestEmulator.Chat($$"""{"model":"deepseek-flash","messages":{{Ask}}}"""));

        Golden.Check(await DescribeAsync(refused), "error.hourly.http");
    }

    [Fact]
    public async Task Complete_SamePromptTwice_HasTheSameContentAndAnotherId()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var body = $$"""{"model":"deepseek-flash","messages":{{Ask}}}""";

        var first = await ReadAsync(await emulator.SendAsync(TestEmulator.Chat(body)));
        var second = await ReadAsync(await emulator.SendAsync(TestEmulator.Chat(body)));

        Assert.Equal((string?)first["choices"]![0]!["message"]!["content"], (string?)second["choices"]![0]!["message"]!["content"]);
        Assert.NotEqual((string?)first["id"], (string?)second["id"]);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ReadAsync(HttpResponseMessage reply) =>
        System.Text.Json.Nodes.JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    private static async Task CheckAsync(string golden, HttpRequestMessage request, string behaviour = "failureRate: 0")
    {
        await using var emulator = await TestEmulator.StartAsync(
            $"DeepSeek/Chat: {{{behaviour}, timing: {{timeToFirstToken: 0s, tokensPerSecond: 1000000000}}}}");

        using var reply = await emulator.SendAsync(request);

        Golden.Check(await DescribeAsync(reply), golden);
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage reply)
    {
        var text = new StringBuilder();
        text.AppendLine($"{(int)reply.StatusCode} {reply.ReasonPhrase}");
        foreach (var (name, values) in reply.Headers.Concat(reply.Content.Headers).OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            text.AppendLine($"{name}: {string.Join(", ", values)}");
        }

        return text.AppendLine().Append(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ToString();
    }
}
