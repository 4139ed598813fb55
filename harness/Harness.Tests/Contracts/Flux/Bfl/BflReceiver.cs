using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Receives webhooks on a real socket, and answers each with 200.</summary>
internal sealed class BflReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly WebApplication _app;

    private BflReceiver(WebApplication app)
    {
        _app = app;
        app.Map("/hook", ReceiveAsync);
    }

    public string Url => $"{_app.Urls.First()}/hook";

    public static async Task<BflReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        BflReceiver receiver = new(builder.Build());
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The next webhook, when it comes.</summary>
    public ValueTask<ReceivedWebhook> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using StreamReader reader = new(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}", StringComparer.OrdinalIgnoreCase);
        await _received.Writer.WriteAsync(new ReceivedWebhook(http.Request.Method, http.Request.ContentType, headers, body), CancellationToken.None);
    }
}

/// <summary>What came.</summary>
internal sealed record ReceivedWebhook(string Method, string? ContentType, IReadOnlyDictionary<string, string> Headers, string Body);
