using System.Text;
using System.Text.Json.Nodes;

namespace Emulator.Tests.Answers;

/// <summary>Answers of the scenario's own: what they say is the scenario's, everything else stays the provider's.</summary>
public sealed class OwnAnswerTests
{
    [Theory]
    [InlineData("a red fox", "It is a red fox.")]
    [InlineData("order 4711 please", "Order 4711 is on its way.")]
    [InlineData("something else", "Anything else?")]
    public async Task Answer_FirstThatMatches_IsTheText(string prompt, string text)
    {
        var json = await ChatAsync(
            """
            - {promptContains: FOX, text: "It is {{body.messages.0.content}}."}
            - {promptMatches: "order (?<number>\\d+)", text: "Order {{match.number}} is on its way."}
            - {text: "Anything else?"}
            """,
            prompt);

        Assert.Equal(text, (string?)json["choices"]![0]!["message"]!["content"]);
        Assert.Equal("stop", (string?)json["choices"]![0]!["finish_reason"]);
        Assert.Equal("deepseek-flash", (string?)json["model"]);
        Assert.True((int)json["usage"]!["completion_tokens"]! > 0);
    }

    [Fact]
    public async Task Answer_NthCall_CountsCallsAndNotAttempts()
    {
        await using var emulator = await StartAsync("- {calls: \"2\", text: second}\n- {text: \"number {{number}}\"}");

        var one = await TextAsync(emulator, "call-1", 0);
        var two = await TextAsync(emulator, "call-2", 0);
        var again = await TextAsync(emulator, "call-2", 1);
        var three = await TextAsync(emulator, "call-3", 0);

        Assert.Equal(["number 1", "second", "second", "number 3"], [one, two, again, three]);
    }

    [Fact]
    public async Task Answer_NthCall_OfAClientThatNamesNoCalls_IsItsNthRequest()
    {
        await using var emulator = await StartAsync("- {text: \"number {{number}}\"}");
        List<string> texts = [];

        for (var request = 0; request < 3; request++)
        {
            using var reply = await emulator.SendAsync(Request("hello", thinking: false));
            texts.Add(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Contains("number 1", texts[0], StringComparison.Ordinal);
        Assert.Contains("number 3", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_Json_IsTextInTheMessage()
    {
        var json = await ChatAsync("- {json: {subject: \"{{body.messages.-1.content}}\", tags: [a, 2, null]}}", "a \"fox\"");

        var content = JsonNode.Parse((string)json["choices"]![0]!["message"]!["content"]!)!;
        Assert.Equal("a \"fox\"", (string?)content["subject"]);
        Assert.Equal(3, content["tags"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("finishReason: length, reasoning: long thoughts, ", "long thoughts")]
    public async Task Answer_EmptyText_IsEmpty(string more, string reasoning)
    {
        var json = await ChatAsync($"- {{{more}text: \"\"}}", "hello", thinking: reasoning.Length > 0);

        var choice = json["choices"]![0]!;
        Assert.Equal("", (string?)choice["message"]!["content"]);
        Assert.Equal(reasoning, (string?)choice["message"]!["reasoning_content"] ?? "");
        Assert.Equal(reasoning.Length > 0 ? "length" : "stop", (string?)choice["finish_reason"]);
    }

    [Fact]
    public async Task Answer_Refusal_IsTheDialectsWithTheScenariosWords()
    {
        await using var emulator = await StartAsync("- {refuse: {status: 402, message: \"nothing left for {{model}}\"}}");

        using var reply = await emulator.SendAsync(Request("hello", thinking: false));

        var error = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal(402, (int)reply.StatusCode);
        Assert.Equal("nothing left for deepseek-flash", (string?)error["message"]);
        Assert.Equal("unknown_error", (string?)error["type"]);
        Assert.Equal("answers[0]", Assert.Single(reply.Headers.GetValues("X-Emulator-Reason")).Split("; ")[^1]);
    }

    [Fact]
    public async Task Answer_ToolCallsBeyondMaxTokens_AreCutToLength()
    {
        await using var emulator = await StartAsync("- {reasoning: some thoughts, toolCalls: [{name: weather, arguments: {town: Oslo}}]}");

        using var reply = await emulator.SendAsync(TestEmulator.Chat(
            """{"model":"deepseek-flash","max_tokens":4,"messages":[{"role":"user","content":"hello"}]}"""));

        var choice = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["choices"]![0]!;
        Assert.Equal("length", (string?)choice["finish_reason"]);
        Assert.Null(choice["message"]!["tool_calls"]);
    }

    [Fact]
    public async Task Answer_AfterTheToolsResult_IsTheNextRuleAndKnowsTheLastWords()
    {
        await using var emulator = await StartAsync("- {toolCalls: [{name: weather}]}\n- {text: \"It is {{prompt}}.\"}");

        using var reply = await emulator.SendAsync(TestEmulator.Chat(
            """
            {"model":"deepseek-flash","thinking":{"type":"disabled"},"messages":[{"role":"user","content":"weather?"},
            {"role":"assistant","content":"","tool_calls":[{"index":0,"id":"call_00_x","type":"function","function":{"name":"weather","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"call_00_x","content":"sunny"}]}
            """));

        var json = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("It is sunny.", (string?)json["choices"]![0]!["message"]!["content"]);
    }

    [Fact]
    public async Task Answer_OtherOperationsAndStrangers_AreLeftAlone()
    {
        await using var emulator = await StartAsync("- {models: [deepseek-v4-pro], text: mine}");

        using var models = await emulator.SendAsync(WithKey(HttpMethod.Get, "/deepseek/models"));
        var text = await TextAsync(emulator, "call", 0);

        Assert.False(models.Headers.Contains("X-Emulator-Reason"));
        Assert.NotEqual("mine", text);
    }

    [Theory]
    [InlineData("{text: a, json: {}}", "write text or json")]
    [InlineData("{promptContains: a}", "write one of text, json, reasoning, toolCalls, finishReason, image, refuse")]
    [InlineData("{refuse: 402, text: a}", "write refuse alone")]
    [InlineData("{refuse: 200}", "write a status from 400 to 599")]
    [InlineData("{text: \"{{who}}\"}", "use one of prompt, model, call")]
    [InlineData("{text: \"{{match.1}}\"}", "add promptMatches")]
    [InlineData("{text: \"{{header.Authorization}}\"}", "would give a key away; remove it")]
    [InlineData("{image: fox.png}", "use refuse, text, json, reasoning, toolCalls, finishReason")]
    [InlineData("{finishReason: banana, text: a}", "use one of stop, length, content_filter")]
    [InlineData("{toolCalls: []}", "write {name: weather")]
    [InlineData("{toolCalls: [{name: a, arguments: text}]}", "arguments are a mapping")]
    [InlineData("{refuse: {status: 400, code: mine}}", "add message")]
    [InlineData("{text: \"{{prompt\"}", "an opening {{ has no end")]
    [InlineData("{text: a, operations: [talk]}", "use one of chat.completions")]
    public void Build_WrongAnswer_SaysWhereAndWhatToDo(string answer, string remedy)
    {
        var complaint = Assert.Throws<ScenarioFile.ScenarioFormatException>(
            () => EmulatorApp.Build(TestEmulator.Settings($"DeepSeek/Chat: {{answers: [{answer}]}}"), new VirtualTime.VirtualClock()));

        Assert.Contains(remedy, $"{complaint.Problems[0]}", StringComparison.Ordinal);
        Assert.StartsWith("test.yaml:6:", $"{complaint.Problems[0]}", StringComparison.Ordinal);
    }

    private static async Task<JsonNode> ChatAsync(string answers, string prompt, bool thinking = false)
    {
        await using var emulator = await StartAsync(answers);
        using var reply = await emulator.SendAsync(Request(prompt, thinking));
        Assert.Equal(200, (int)reply.StatusCode);
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<string> TextAsync(TestEmulator emulator, string call, int attempt)
    {
        using var request = Request("hello", thinking: false);
        request.Headers.Add("X-Request-Id", call);
        request.Headers.Add("X-Retry-Count", $"{attempt}");
        using var reply = await emulator.SendAsync(request);
        var body = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return (string)body["choices"]![0]!["message"]!["content"]!;
    }

    private static Task<TestEmulator> StartAsync(string answers)
    {
        var lines = string.Join('\n', answers.ReplaceLineEndings("\n").Split('\n').Select(line => $"    {line}"));
        return TestEmulator.StartAsync(
            $"DeepSeek/Chat:\n  timing: {{timeToFirstToken: 0s, tokensPerSecond: 1000000000}}\n  answers:\n{lines}");
    }

    private static HttpRequestMessage Request(string prompt, bool thinking)
    {
        var body = new JsonObject
        {
            ["model"] = "deepseek-flash",
            ["thinking"] = new JsonObject { ["type"] = thinking ? "enabled" : "disabled" },
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
        };
        var request = WithKey(HttpMethod.Post, "/deepseek/chat/completions");
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }

    private static HttpRequestMessage WithKey(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Authorization", $"Bearer {TestEmulator.Key}");
        return request;
    }
}
