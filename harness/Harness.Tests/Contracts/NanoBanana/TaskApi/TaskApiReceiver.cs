using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>Receives callbacks on a real socket; answers with the statuses it is told and then with 200, or never.</summary>
internal sealed class TaskApiReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedPost> _received = Channel.CreateUnbounded<ReceivedPost>();
    private readonly Queue<int> _statuses;
    private readonly bool _answers;
    private readonly WebApplication _app;

    private TaskApiReceiver(WebApplication app, bool answers, IEnumerable<int> statuses)
    {
        _app = app;
        _answers = answers;
        _statuses = new Queue<int>(statuses);
        app.Map("/hook", ReceiveAsync);
    }

    public string Url => $"{_app.Urls.First()}/hook";

    public static async Task<TaskApiReceiver> StartAsync(bool answers = true, params int[] statuses)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        TaskApiReceiver receiver = new(builder.Build(), answers, statuses);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The next callback, when it comes.</summary>
    public ValueTask<ReceivedPost> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using StreamReader reader = new(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        http.Response.StatusCode = _statuses.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        await _received.Writer.WriteAsync(
            new ReceivedPost(http.Request.Method, http.Request.ContentType, [.. http.Request.Headers.Keys], body), CancellationToken.None);
        if (!_answers)
        {
            TaskCompletionSource gone = new();
            await using var left = http.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        }
    }
}

/// <summary>What came.</summary>
internal sealed record ReceivedPost(string Method, string? ContentType, IReadOnlyList<string> Headers, string Body);
