using System.Text.Json.Nodes;

namespace Emulator.Tests.NanoBanana.TaskApi;

/// <summary>A server with the task API on a test's clock, and somebody who talks to it.</summary>
internal sealed class TaskApiTalk : IAsyncDisposable
{
    public const string Api = "/nanobanana-task/api/v1/nanobanana";
    public const string Quick = "timing: {queueTime: 1s, runTime: 4s}";

    /// <summary>How long a task takes under <see cref="Quick"/>.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    private TaskApiTalk(TestEmulator emulator)
    {
        Emulator = emulator;
        Said = new Transcript(emulator) { KeyHeader = "Authorization: Bearer 0123456789abcdef0123456789abcdef" };
    }

    public TestEmulator Emulator { get; }

    public Transcript Said { get; }

    public static async Task<TaskApiTalk> StartAsync(string settings = Quick) =>
        new(await TestEmulator.StartAsync($"NanoBanana/TaskApi: {{{settings}}}"));

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();

    /// <summary>Submits, and gives the task's id.</summary>
    public async Task<string> SubmitAsync(string endpoint, string body) =>
        (string)JsonNode.Parse(await Said.PostAsync($"{Api}/{endpoint}", body))!["data"]!["taskId"]!;

    public Task<string> PollAsync(string taskId) => Said.GetAsync($"{Api}/record-info?taskId={taskId}");

    /// <summary>Submits, lets the task end, and gives its record.</summary>
    public async Task<JsonNode> RecordAsync(string endpoint, string body)
    {
        var id = await SubmitAsync(endpoint, body);
        Emulator.Clock.Advance(Duration);
        return JsonNode.Parse(await PollAsync(id))!["data"]!;
    }

    /// <summary>The status and the body of an answer.</summary>
    public async Task<(int Status, string Body)> AskAsync(HttpMethod method, string path, string? body = null)
    {
        using var reply = await Said.SendAsync(Said.Request(method, path, body));
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<(int Status, string Body)> PostAsync(string endpoint, string body) => AskAsync(HttpMethod.Post, $"{Api}/{endpoint}", body);

    public async Task<byte[]> DownloadAsync(string url)
    {
        using var reply = await Said.SendAsync(Said.Request(HttpMethod.Get, url, null));
        Assert.Equal(200, (int)reply.StatusCode);
        return await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }
}
