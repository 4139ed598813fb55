using System.Text;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>An emulator of a test's own with one key, in which batches wait a minute, run for ten, and files are kept.</summary>
internal sealed class GeminiBatchWatch : IDisposable
{
    private const string Slow = "timing: {queueTime: 1m, runTime: 10m}";

    private readonly HttpClient _client;

    private GeminiBatchWatch(HttpClient client, VirtualClock clock)
    {
        _client = client;
        Clock = clock;
        _client.DefaultRequestHeaders.Add("x-goog-api-key", "AIza-one");
    }

    public VirtualClock Clock { get; }

    public static async Task<GeminiBatchWatch> StartAsync(string more = "", string timing = Slow)
    {
        VirtualClock clock = new();
        var section = $"{more}{(more.Length > 0 ? ", " : "")}limits: [], provider: {{layout: image}}, {timing}";
        return new GeminiBatchWatch(await GeminiAsk.StartAsync(section, clock), clock);
    }

    /// <summary>The body of a batch of so many requests with the keys k1, k2, ...</summary>
    /// <param name="count">How many.</param>
    /// <param name="first">What the first of them has beside its contents.</param>
    public static string Inline(int count, string first = "")
    {
        var requests = Enumerable.Range(1, count).Select(number =>
            $"{{\"request\":{GeminiAsk.Body(number == 1 ? first : "")},\"metadata\":{{\"key\":\"k{number}\"}}}}");
        return $"{{\"batch\":{{\"displayName\":\"d\",\"inputConfig\":{{\"requests\":{{\"requests\":[{string.Join(',', requests)}]}}}}}}}}";
    }

    public static JsonArray AnswersOf(JsonNode batch) => batch["metadata"]!["output"]!["inlinedResponses"]!["inlinedResponses"]!.AsArray();

    public async Task<string> CreateAsync(string body)
    {
        var reply = await PostAsync($"/v1beta/models/{GeminiAsk.Model}:batchGenerateContent", body);
        return reply.Status == 200 ? (string)reply.Json["name"]! : throw new InvalidOperationException(reply.Text);
    }

    /// <summary>A batch that was just created.</summary>
    public async Task<JsonNode> NewAsync() => (await PostAsync($"/v1beta/models/{GeminiAsk.Model}:batchGenerateContent", Inline(1))).Json;

    /// <summary>A batch that is over.</summary>
    public async Task<JsonNode> DoneAsync(string body)
    {
        var name = await CreateAsync(body);
        Clock.Advance(TimeSpan.FromMinutes(12));
        return (await GetAsync($"/v1beta/{name}")).Json;
    }

    public async Task<string> StateOfAsync(string name) => (string)(await GetAsync($"/v1beta/{name}")).Json["metadata"]!["state"]!;

    public Task<GeminiReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<GeminiReply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<GeminiReply> PostAsync(string path, string body) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>What the first request was billed, in millionths of a dollar.</summary>
    public async Task<long> BilledAsync()
    {
        var journal = await _client.GetStringAsync(new Uri("/__emulator/journal", UriKind.Relative), TestContext.Current.CancellationToken);
        return (long)JsonNode.Parse(journal.Split('\n')[0])!["units"]!["microUsd"]!;
    }

    /// <summary>Begins an upload.</summary>
    public Task<GeminiReply> BeginAsync(int length, string mediaType, string path = "/upload/v1beta/files", string body = """{"file":{"displayName":"d"}}""") =>
        SendAsync(
            HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"),
            ("X-Goog-Upload-Protocol", "resumable"), ("X-Goog-Upload-Command", "start"),
            ("X-Goog-Upload-Header-Content-Length", $"{length}"), ("X-Goog-Upload-Header-Content-Type", mediaType));

    /// <summary>Sends a part of an upload to its URL.</summary>
    public Task<GeminiReply> PartAsync(string url, byte[] part, int offset = 0, string command = "upload, finalize") => SendAsync(
        HttpMethod.Post, new Uri(url).PathAndQuery["/gemini".Length..], new ByteArrayContent(part),
        ("X-Goog-Upload-Command", command), ("X-Goog-Upload-Offset", $"{offset}"));

    /// <summary>Uploads a file and gives back its resource.</summary>
    public async Task<JsonNode> UploadAsync(byte[] bytes, string mediaType)
    {
        var begun = await BeginAsync(bytes.Length, mediaType);
        return (await PartAsync(begun.Headers["x-goog-upload-url"], bytes)).Json["file"]!;
    }

    /// <summary>Uploads a file in one request of two parts.</summary>
    public async Task<GeminiReply> RelatedAsync(byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await SendAsync(HttpMethod.Post, "/upload/v1beta/files", content, ("X-Goog-Upload-Protocol", "multipart"));
    }

    public void ForgetKey() => _client.DefaultRequestHeaders.Remove("x-goog-api-key");

    public void Dispose() => _client.Dispose();

    private async Task<GeminiReply> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/gemini{path}") { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var reply = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return await GeminiReply.OfAsync(reply);
    }
}
