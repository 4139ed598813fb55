using System.Globalization;
using System.Text.Json;

namespace LoadRunner.Benching;

/// <summary>The scenario that the emulator flies in a bench, and the bodies of the requests to it.</summary>
internal static class BenchScenario
{
    public const string ChatPath = "/deepseek/chat/completions";

    private const int ShortestPromptTokens = 10;

    /// <summary>Every chat request is answered after the delay, and nothing is limited.</summary>
    public static string OfDelays(TimeSpan delay) => Of(
        $"delay: {Milliseconds(delay)}", tokensPerSecond: 1_000_000_000);

    /// <summary>Streams begin at once and keep the pace.</summary>
    public static string OfStreams(int tokensPerSecond) => Of("delay: 0s", tokensPerSecond);

    /// <summary>Answers come at once, and limits are counted that are never reached: a window and the requests in flight.</summary>
    public static string OfThroughput() => """
        version: 1
        title: What the bench asks of the emulator when it counts requests
        emulator:
          seed: 1
          dialects:
            DeepSeek/Chat:
              delay: 0s
              limits:
                - {name: wide, requests: 1000000, window: 1s}
                - {name: concurrency, inFlight: 2500}
              timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}

        """;

    /// <summary>A request for an answer in one piece; its zeros are the place of a number, which makes every prompt another.</summary>
    public const string NumberedBody = """
        {"model":"deepseek-v4-flash","messages":[{"role":"system","content":"You are a careful assistant."},{"role":"user","content":"Picture number 0000000000: tell me what could stand in its foreground."}],"thinking":{"type":"disabled"},"stream":false}
        """;

    /// <summary>A request for a short answer in one piece.</summary>
    public static byte[] PlainBody() => Body("Say hello", maxTokens: 8, isStream: false);

    /// <summary>A request for a stream of so many tokens, a frame each.</summary>
    /// <remarks>
    /// Words of two letters with the space before them are one token each, and the answer begins with the prompt's own words.
    /// They count 0.9 tokens towards max_tokens, which is why only numbers that end in 7, 8 or 9 can be met exactly.
    /// </remarks>
    public static byte[] StreamBody(int tokens) => Body(
        "Enhance: " + string.Join(' ', Enumerable.Repeat("ab", Math.Max(tokens, ShortestPromptTokens))) + " ab",
        maxTokens: ((9 * tokens) - 1) / 10,
        isStream: true);

    private static string Of(string delay, int tokensPerSecond) => string.Create(CultureInfo.InvariantCulture, $$"""
        version: 1
        title: What the bench asks of the emulator
        emulator:
          seed: 1
          dialects:
            DeepSeek/Chat:
              {{delay}}
              limits: []
              timing: {timeToFirstToken: 0s, tokensPerSecond: {{tokensPerSecond}}}

        """);

    private static byte[] Body(string prompt, int maxTokens, bool isStream) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object>
        {
            ["model"] = "deepseek-v4-flash",
            ["messages"] = new[] { new Dictionary<string, string> { ["role"] = "user", ["content"] = prompt } },
            ["thinking"] = new Dictionary<string, string> { ["type"] = "disabled" },
            ["max_tokens"] = maxTokens,
            ["stream"] = isStream,
        });

    private static string Milliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###}ms");
}
