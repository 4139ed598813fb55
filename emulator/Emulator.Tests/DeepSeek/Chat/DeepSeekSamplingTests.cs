using System.Text;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>Stops, logprobs, pictures, ceilings and the other wishes of a request.</summary>
public sealed class DeepSeekSamplingTests
{
    private const string Plain = """ "thinking":{"type":"disabled"},"messages":[{"role":"user","content":"hello there"}] """;

    private const string Pixel =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Theory]
    [InlineData("\"there\"", "On \"hello ")]
    [InlineData("""["zzz","\": ","hello"]""", "On \"")]
    [InlineData("null", null)]
    public async Task Stop_FirstOfThem_EndsTheTextBeforeIt(string stop, string? expected)
    {
        var choice = await DeepSeekTalk.ChoiceAsync($$"""{{{Plain}},"stop":{{stop}}}""");

        var content = (string)choice["message"]!["content"]!;
        Assert.Equal(expected ?? content, content);
        Assert.Equal("stop", (string?)choice["finish_reason"]);
    }

    [Fact]
    public async Task Logprobs_Asked_OneEntryForEachToken()
    {
        var choice = await DeepSeekTalk.ChoiceAsync($$"""{{{Plain}},"logprobs":true,"top_logprobs":3}""");

        var entries = choice["logprobs"]!["content"]!.AsArray();
        Assert.Equal((string?)choice["message"]!["content"], string.Concat(entries.Select(entry => (string?)entry!["token"])));
        Assert.False(choice["logprobs"]!.AsObject().ContainsKey("reasoning_content"));
        foreach (var entry in entries)
        {
            var top = entry!["top_logprobs"]!.AsArray().Select(one => (double)one!["logprob"]!).ToArray();
            Assert.Equal(3, top.Length);
            Assert.Equal(top.OrderDescending(), top);
            Assert.True((double)entry["logprob"]! <= top[0]);
            Assert.Equal(Encoding.UTF8.GetBytes((string)entry["token"]!), entry["bytes"]!.AsArray().Select(one => (byte)(int)one!));
        }
    }

    [Fact]
    public async Task Logprobs_WhileThinking_TellOfBoth()
    {
        var choice = await DeepSeekTalk.ChoiceAsync("""{"messages":[{"role":"user","content":"hi"}],"logprobs":true}""");

        Assert.Equal(
            (string?)choice["message"]!["reasoning_content"],
            string.Concat(choice["logprobs"]!["reasoning_content"]!.AsArray().Select(entry => (string?)entry!["token"])));
        Assert.Empty(choice["logprobs"]!["content"]![0]!["top_logprobs"]!.AsArray());
    }

    [Fact]
    public async Task Logprobs_Streamed_AreGolden()
    {
        var (_, body) = await DeepSeekTalk.AskAsync(
            $$"""{{{Plain}},"stream":true,"stream_options":{"include_usage":true},"max_tokens":3,"logprobs":true,"top_logprobs":2}""");

        Golden.Check(body, "stream.logprobs.txt");
    }

    [Theory]
    [InlineData(""" "top_logprobs":21,"logprobs":true """, "Invalid top_logprobs value, the valid range of top_logprobs is [0, 20]")]
    [InlineData(""" "top_logprobs":2 """, "The 'logprobs' parameter must be true when 'top_logprobs' is used.")]
    [InlineData(""" "stop":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"] """, "Invalid 'stop': array too long. Expected at most 16 elements, but got 17.")]
    public async Task Wish_OutOfRange_IsRefused(string wish, string complaint) =>
        Assert.Equal(complaint, await DeepSeekTalk.RefusalAsync($$"""{{{Plain}},{{wish}}}"""));

    [Fact]
    public async Task UserId_UpTo512Bytes_IsAccepted()
    {
        Assert.Equal(200, (await DeepSeekTalk.AskAsync($$"""{{{Plain}},"user_id":"{{new string('u', 512)}}"}""")).Status);
        Assert.Contains("512", await DeepSeekTalk.RefusalAsync($$"""{{{Plain}},"user_id":"{{new string('u', 513)}}"}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("stop")]
    public async Task Ceiling_OfTheScenario_CutsAsItSays(string finish)
    {
        var answer = await DeepSeekTalk.AnswerAsync($"{{{Plain},\"max_tokens\":9000}}", $"provider: {{chat: {{outputCeiling: {{tokens: 6, finishReason: {finish}}}}}}}, ");

        Assert.Equal(finish, (string?)answer["choices"]![0]!["finish_reason"]);
        Assert.Equal(6, (int)answer["usage"]!["completion_tokens"]!);
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("insufficient_system_resource")]
    public async Task Finish_OfTheScenario_LeavesPartOfTheText(string finish)
    {
        var whole = (string)(await DeepSeekTalk.ChoiceAsync($"{{{Plain}}}"))["message"]!["content"]!;
        var choice = await DeepSeekTalk.ChoiceAsync($"{{{Plain}}}", $"answers: [{{finishReason: {finish}}}], ");

        var part = (string)choice["message"]!["content"]!;
        Assert.Equal(finish, (string?)choice["finish_reason"]);
        Assert.StartsWith(part, whole, StringComparison.Ordinal);
        Assert.True(part.Length > 0 && part.Length < whole.Length);
    }

    [Theory]
    [InlineData("""{"type":"image_url","image_url":{"url":"https://example.com/cat.png","detail":"low"}}""", 384)]
    [InlineData("""{"type":"image_url","image_url":{"url":"PIXEL"}}""", 1)]
    [InlineData("""{"type":"file","file_data":"PIXEL","filename":"a.png"}""", 1)]
    public async Task Image_OnTheVisionModel_CountsInThePrompt(string part, int tokens)
    {
        var with = await PromptTokensAsync($"{part.Replace("PIXEL", Pixel, StringComparison.Ordinal)},");
        var without = await PromptTokensAsync("");

        Assert.Equal(tokens, with - without);
    }

    [Theory]
    [InlineData("ftp://example.com/a.png", "Invalid image URL")]
    [InlineData("data:image/bmp;base64,AAAA", "Unsupported image type image/bmp")]
    [InlineData("data:image/png;base64,?", "Invalid image data: it is not base64.")]
    [InlineData("data:image/png;base64,AAAA", "Invalid image data: it is no picture")]
    [InlineData("data:image/png,AAAA", "Invalid image data: it must be data:")]
    public async Task Image_Unusable_IsRefused(string place, string complaint) => Assert.StartsWith(
        complaint,
        await DeepSeekTalk.RefusalAsync($$$"""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{{place}}}"}}]}]}"""),
        StringComparison.Ordinal);

    [Fact]
    public async Task Prefix_OnBeta_IsContinuedNotRepeated()
    {
        const string Body =
            """{"thinking":{"type":"disabled"},"stop":["```"],"messages":[{"role":"user","content":"quick sort"},{"role":"assistant","content":"```python\n","prefix":true}]}""";

        var continued = (string)(await DeepSeekTalk.ChoiceAsync(Body, path: DeepSeekTalk.Beta))["message"]!["content"]!;
        var elsewhere = (string)(await DeepSeekTalk.ChoiceAsync(Body))["message"]!["content"]!;

        Assert.StartsWith("def ", continued, StringComparison.Ordinal);
        Assert.DoesNotContain("```", continued, StringComparison.Ordinal);
        Assert.DoesNotContain("def ", elsewhere, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prefix_NotLast_IsRefused() => Assert.StartsWith(
        "The message with 'prefix' must be the last message",
        await DeepSeekTalk.RefusalAsync(
            """{"thinking":{"type":"disabled"},"messages":[{"role":"assistant","content":"a","prefix":true},{"role":"user","content":"b"}]}""",
            path: DeepSeekTalk.Beta),
        StringComparison.Ordinal);

    private static async Task<int> PromptTokensAsync(string part) => (int)(await DeepSeekTalk.AnswerAsync(
        $$$"""{"messages":[{"role":"user","content":[{{{part}}}{"type":"text","text":"what is this?"}]}]}"""))["usage"]!["prompt_tokens"]!;
}
