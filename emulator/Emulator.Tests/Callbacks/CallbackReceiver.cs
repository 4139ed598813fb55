using System.Net;
using System.Threading.Channels;

namespace Emulator.Tests.Callbacks;

/// <summary>A client's receiver of callbacks on a real socket; it answers with the statuses it is told, then with 200.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedCallback> _received = Channel.CreateUnbounded<ReceivedCallback>();
    private readonly Queue<int> _statuses;
    private readonly WebApplication _app;

    private CallbackReceiver(WebApplication app, IEnumerable<int> statuses)
    {
        _app = app;
        _statuses = new Queue<int>(statuses);
        app.MapPost("/hook", ReceiveAsync);
    }

    public Uri Url => new($"{_app.Urls.First()}/hook");

    public static async Task<CallbackReceiver> StartAsync(params int[] statuses)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new CallbackReceiver(builder.Build(), statuses);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The next callback, when it comes.</summary>
    public ValueTask<ReceivedCallback> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        http.Response.StatusCode = _statuses.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        await _received.Writer.WriteAsync(
            new ReceivedCallback(body, http.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}")),
            http.RequestAborted);
    }
}

/// <summary>What came.</summary>
internal sealed record ReceivedCallback(string Body, IReadOnlyDictionary<string, string> Headers);
