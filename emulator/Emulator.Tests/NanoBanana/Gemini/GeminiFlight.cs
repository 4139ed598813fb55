using System.Text;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>A server whose scenario says something of Gemini, and the questions that tests ask it. Pictures are small unless asked for.</summary>
internal sealed class GeminiFlight : IAsyncDisposable
{
    public const string Key = "goog-key";

    /// <summary>A model that draws the smallest pictures.</summary>
    public const string Model = "gemini-3.1-flash-image";

    public const string Small = """{"imageSize":"512"}""";

    private GeminiFlight(TestEmulator emulator) => Emulator = emulator;

    public TestEmulator Emulator { get; }

    public VirtualClock Clock => Emulator.Clock;

    public IReadOnlyList<JsonNode> Journal => Emulator.Journal;

    /// <param name="provider">The keys below <c>provider</c>: <c>layout: image</c>.</param>
    /// <param name="more">Other keys of the dialect.</param>
    public static async Task<GeminiFlight> StartAsync(string provider = "layout: image", string more = "limits: []") => new(
        await TestEmulator.StartAsync($"NanoBanana/Gemini: {{{more}, provider: {{{provider}}}, timing: {{runTime: 0s}}}}"));

    /// <summary>A body that asks for a small picture.</summary>
    /// <param name="prompt">The words.</param>
    /// <param name="config">More of <c>generationConfig</c>, each with a comma before it.</param>
    /// <param name="more">More of the body, each with a comma before it.</param>
    public static string Ask(string prompt = "a red fox", string config = "", string more = "") =>
        $$$"""{"contents":[{"role":"user","parts":[{"text":"{{{prompt}}}"}]}],"generationConfig":{"imageConfig":{{{Small}}}{{{config}}}}{{{more}}}}""";

    public static string PathOf(string model = Model, string method = "generateContent", string version = "v1beta") =>
        $"/gemini/{version}/models/{model}:{method}";

    public Transcript Talk() => new(Emulator) { KeyHeader = $"x-goog-api-key: {Key}" };

    public async Task<HttpResponseMessage> PostAsync(string path, string body, string? key = Key)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("x-goog-api-key", key);
        }

        return await Emulator.SendAsync(request);
    }

    public async Task<JsonNode> JsonAsync(string body, string model = Model, string method = "generateContent", string key = Key)
    {
        using var reply = await PostAsync(PathOf(model, method), body, key);
        return JsonNode.Parse(await TextAsync(reply))!;
    }

    /// <summary>The status and the message of an error.</summary>
    public async Task<(int Status, string Message)> RefusalAsync(string body, string model = Model, string method = "generateContent", string key = Key)
    {
        using var reply = await PostAsync(PathOf(model, method), body, key);
        var text = await TextAsync(reply);
        return ((int)reply.StatusCode, (string?)JsonNode.Parse(text)!["error"]?["message"] ?? "it was not refused");
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("x-goog-api-key", Key);
        using var reply = await Emulator.SendAsync(request);
        return JsonNode.Parse(await TextAsync(reply))!;
    }

    public static Task<string> TextAsync(HttpResponseMessage reply) => reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
