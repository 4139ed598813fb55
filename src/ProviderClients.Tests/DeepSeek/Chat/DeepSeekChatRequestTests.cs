using System.Text.Json;
using System.Text.Json.Nodes;
using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.DeepSeek.Chat;

/// <summary>What goes out, letter by letter.</summary>
public sealed class DeepSeekChatRequestTests
{
    private static readonly DeepSeekTool Tide = new("tide_at", "When the water is high.")
    {
        Parameters = JsonElement.Parse("""{"type":"object","properties":{"port":{"type":"string"}},"required":["port"],"additionalProperties":false}"""),
    };

    private static readonly DeepSeekChatMessage Question = new("user", "When is high water in Husum?");

    [Fact]
    public async Task Request_EverythingAsked_IsInTheProvidersForm()
    {
        var seen = await SendAsync(new DeepSeekChatRequest
        {
            Messages = [Question with { Name = "anna" }],
            Model = "deepseek-v4-pro",
            ReasoningEffort = DeepSeekReasoningEffort.Max,
            TopP = 0.5,
            MaxTokens = 90,
            Stop = ["END", "STOP"],
            JsonObject = true,
            Tools = [Tide],
            ToolChoice = DeepSeekToolChoice.Auto,
            TopLogprobs = 2,
            UserId = "u-7",
        });

        Assert.Equal("/chat/completions", seen.Url.AbsolutePath);
        Assert.Equal(
            """{"model":"deepseek-v4-pro","messages":[{"role":"user","content":"When is high water in Husum?","name":"anna"}]"""
            + ""","reasoning_effort":"max","top_p":0.5,"max_tokens":90,"stop":["END","STOP"],"response_format":{"type":"json_object"}"""
            + ""","tools":[{"type":"function","function":{"name":"tide_at","description":"When the water is high.","parameters":"""
            + """{"type":"object","properties":{"port":{"type":"string"}},"required":["port"],"additionalProperties":false}}}]"""
            + ""","tool_choice":"auto","logprobs":true,"top_logprobs":2,"user_id":"u-7"}""",
            seen.Body);
    }

    [Fact]
    public async Task History_OfAThinkingModelWithCalls_CarriesItsThoughtsBack()
    {
        var call = new DeepSeekToolCall("call_00_abc", "tide_at", """{"port": "Husum"}""");
        var asked = new DeepSeekChatCompletion("", "I need the table.", "tool_calls", "deepseek-flash", new DeepSeekChatUsage(1, 1, 1, 0))
        {
            ToolCalls = [call],
        };

        var seen = await SendAsync(new DeepSeekChatRequest
        {
            Messages =
            [
                new DeepSeekChatMessage("assistant", "Moin."),
                Question,
                DeepSeekChatMessage.FromAnswer(asked),
                DeepSeekChatMessage.ToolResult(call, "14:05"),
            ],
        });

        var messages = JsonNode.Parse(seen.Body)!["messages"]!;
        Assert.Equal("""{"role":"assistant","content":"Moin.","reasoning_content":""}""", messages[0]!.ToJsonString());
        Assert.Equal("I need the table.", (string?)messages[2]!["reasoning_content"]);
        Assert.Equal("function", (string?)messages[2]!["tool_calls"]![0]!["type"]);
        Assert.Equal("""{"port": "Husum"}""", (string?)messages[2]!["tool_calls"]![0]!["function"]!["arguments"]);
        Assert.Equal("""{"role":"tool","content":"14:05","tool_call_id":"call_00_abc"}""", messages[3]!.ToJsonString());
    }

    [Fact]
    public async Task History_WithoutThinking_CarriesNoThoughts()
    {
        var seen = await SendAsync(new DeepSeekChatRequest
        {
            Thinking = false,
            Messages = [new DeepSeekChatMessage("assistant", "Moin.") { Reasoning = "Greet." }, Question],
        });

        Assert.DoesNotContain("reasoning_content", seen.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://deepseek.test", "/beta/chat/completions")]
    [InlineData("https://deepseek.test/v1/", "/beta/chat/completions")]
    [InlineData("https://deepseek.test/beta", "/beta/chat/completions")]
    [InlineData("https://localhost/deepseek", "/deepseek/beta/chat/completions")]
    public async Task PrefixAndStrictTools_GoToTheBetaAddress(string address, string path)
    {
        var prefix = await SendAsync(
            new DeepSeekChatRequest { Messages = [Question, new DeepSeekChatMessage("assistant", "At ") { IsPrefix = true }] }, address);
        var strict = await SendAsync(
            new DeepSeekChatRequest
            {
                Messages = [Question],
                Tools = [Tide with { IsStrict = true }],
                ToolChoice = DeepSeekToolChoice.Function("tide_at"),
            },
            address);

        Assert.Equal([path, path], [prefix.Url.AbsolutePath, strict.Url.AbsolutePath]);
        Assert.Contains("""{"role":"assistant","content":"At ","prefix":true}""", prefix.Body, StringComparison.Ordinal);
        Assert.Contains("\"strict\":true", strict.Body, StringComparison.Ordinal);
        Assert.Contains(""","tool_choice":{"type":"function","function":{"name":"tide_at"}}""", strict.Body, StringComparison.Ordinal);
    }

    private static async Task<SeenRequest> SendAsync(DeepSeekChatRequest request, string address = "https://deepseek.test")
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, Replies.Completion));
        var client = new DeepSeekChatClient(new DeepSeekChatOptions { ApiKey = "sk-canary", BaseUrl = new Uri(address) }, rig.Services);
        await rig.FlyAsync(() => client.CompleteAsync(request));
        return Assert.Single(rig.Seen);
    }
}
