namespace Emulator.Tests.DeepSeek.Chat.Fim;

/// <summary>The text between a beginning and an end, on the beta path.</summary>
public sealed class DeepSeekFimTests
{
    private const string Path = "/deepseek/beta/completions";
    private const string Ask = """{"prompt":"def fib(a):","suffix":"    return fib(a-1) + fib(a-2)" """;

    [Theory]
    [InlineData("fim.json", "}")]
    [InlineData("fim.logprobs.json", ",\"logprobs\":2,\"max_tokens\":4,\"echo\":true}")]
    [InlineData("fim.stream.txt", ",\"stream\":true,\"max_tokens\":4}")]
    [InlineData("fim.stream.usage.txt", ",\"stream\":true,\"logprobs\":1,\"echo\":true,\"max_tokens\":2,\"stream_options\":{\"include_usage\":true}}")]
    public async Task Complete_ValidRequest_IsGolden(string golden, string more)
    {
        var (status, body) = await DeepSeekTalk.AskAsync(Ask + more, path: Path);

        Assert.Equal(200, status);
        Golden.Check(body, golden);
    }

    [Fact]
    public async Task Complete_Stop_EndsTheTextBeforeIt()
    {
        var choice = await DeepSeekTalk.ChoiceAsync($"{Ask},\"stop\":[\"return\"]}}", path: Path);

        Assert.Equal("\n    if not a:\n        ", (string?)choice["text"]);
        Assert.Equal("stop", (string?)choice["finish_reason"]);
    }

    [Theory]
    [InlineData("""{"suffix":"x"}""", "Failed to deserialize the JSON body into the target type: missing field `prompt` at line")]
    [InlineData("""{"prompt":["x"]}""", "Failed to deserialize the JSON body into the target type: prompt: invalid type: sequence, expected a string at line")]
    [InlineData("""{"prompt":"x","max_tokens":4097}""", "Invalid max_tokens value, the valid range of max_tokens is [1, 4096]")]
    [InlineData("""{"prompt":"x","logprobs":21}""", "Invalid logprobs value, the valid range of logprobs is [0, 20]")]
    [InlineData("""{"prompt":"x","model":"gpt"}""", "The supported API model names are deepseek-flash, deepseek-v4-pro, but you passed gpt.")]
    public async Task Complete_WrongRequest_IsRefused(string body, string complaint) =>
        Assert.StartsWith(complaint, await DeepSeekTalk.RefusalAsync(body, path: Path), StringComparison.Ordinal);

    [Fact]
    public async Task Complete_OutsideBeta_IsNotThere() =>
        Assert.Equal(404, (await DeepSeekTalk.AskAsync($"{Ask}}}", path: "/deepseek/completions")).Status);

    [Fact]
    public async Task Complete_OwnAnswer_GoesFirst()
    {
        var choice = await DeepSeekTalk.ChoiceAsync($"{Ask}}}", "answers: [{text: pass}], ", Path);

        Assert.Equal("pass", (string?)choice["text"]);
    }
}
