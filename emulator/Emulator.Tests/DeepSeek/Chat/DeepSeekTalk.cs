using System.Text.Json.Nodes;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>Asks a DeepSeek that answers at once, and gives what it says.</summary>
internal static class DeepSeekTalk
{
    public const string Beta = "/deepseek/beta/chat/completions";

    private const string Instant = "timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}";

    /// <summary>The answer's status and body.</summary>
    /// <param name="body">The request; <c>deepseek-flash</c> where it names no model.</param>
    /// <param name="more">More keys of the dialect's section, each with a comma after it.</param>
    /// <param name="path">Where it is asked.</param>
    public static async Task<(int Status, string Body)> AskAsync(string body, string more = "", string? path = null)
    {
        await using var emulator = await TestEmulator.StartAsync($"DeepSeek/Chat: {{{more}{Instant}}}");
        using var request = TestEmulator.Chat(
            body.Contains("\"model\"", StringComparison.Ordinal) ? body : $"{{\"model\":\"deepseek-flash\",{body[1..]}", call: "call");
        request.RequestUri = path is null ? request.RequestUri : new Uri(path, UriKind.Relative);
        using var reply = await emulator.SendAsync(request);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The body of an answer that must be a 200.</summary>
    public static async Task<JsonNode> AnswerAsync(string body, string more = "", string? path = null)
    {
        var (status, text) = await AskAsync(body, more, path);
        Assert.True(status == 200, text);
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonNode> ChoiceAsync(string body, string more = "", string? path = null) =>
        (await AnswerAsync(body, more, path))["choices"]![0]!;

    /// <summary>The message of an answer that must be a 400, without its request id.</summary>
    public static async Task<string> RefusalAsync(string body, string more = "", string? path = null)
    {
        var (status, text) = await AskAsync(body, more, path);
        Assert.True(status == 400, text);
        var message = (string)JsonNode.Parse(text)!["error"]!["message"]!;
        return message[..message.LastIndexOf(" (request_id: ", StringComparison.Ordinal)];
    }

    /// <summary>The chunks of a stream that must end with [DONE].</summary>
    public static async Task<IReadOnlyList<JsonNode>> ChunksAsync(string body, string more = "", string? path = null)
    {
        var (status, text) = await AskAsync(body, more, path);
        Assert.True(status == 200, text);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        return
        [
            .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).SkipLast(1)
                .Select(line => JsonNode.Parse(line["data: ".Length..])!),
        ];
    }
}
