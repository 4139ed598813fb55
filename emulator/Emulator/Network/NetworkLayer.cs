using System.Net;
using System.Security.Cryptography.X509Certificates;
using Emulator.Exchanges;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Emulator.Network;

/// <summary>Everything between the wire and the dialects' paths: bounds of connections, TLS, names, foreign pages, the token.</summary>
internal static class NetworkLayer
{
    /// <summary>How many headers and how many bytes of them a request may have, and its first line.</summary>
    private const int MostHeaders = 100;
    private const int MostHeaderBytes = 32 * 1024;
    private const int LongestRequestLine = 8 * 1024;

    /// <summary>What the journal says of a body that came too slowly.</summary>
    public const string SlowUpload = "the body came slower than 240 bytes a second, so its connection was closed";

    private const double SlowestUpload = 240;

    /// <param name="services">The server's.</param>
    /// <param name="settings">What it is told.</param>
    /// <param name="dialects">Whose hosts lead to them.</param>
    /// <param name="timeProvider">Real time, whatever clock the emulator runs on: connections are of this world.</param>
    public static void Add(
        IServiceCollection services, NetworkSettings settings, IReadOnlyList<DialectTraits> dialects, TimeProvider timeProvider)
    {
        HostTable hosts = new(dialects);
        services.AddSingleton(hosts);
        services.AddSingleton(provider => new ConnectionGate(
            timeProvider,
            OpenFiles.Bound(settings.MaxConnections),
            provider.GetRequiredService<ILogger<ConnectionGate>>()));
        if (settings.PublicUrl is { } url)
        {
            services.AddSingleton(url with { ProviderHost = hosts.Find(url.Host) });
        }
    }

    public static void Bound(KestrelServerLimits limits, NetworkSettings settings)
    {
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestLineSize = LongestRequestLine;
        limits.RequestHeadersTimeout = settings.HeadersTimeout;
        limits.KeepAliveTimeout = settings.IdleTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestUpload, settings.UploadGrace);
    }

    /// <summary>What a port does with a connection before its first request: count it, send without delay, and TLS where asked for.</summary>
    public static void Listen(ListenOptions listen, ServerCertificate? certificate)
    {
        // Bytes and frames are the faults' to count, and HTTP/2 mixes those of several answers in one connection.
        listen.Protocols = HttpProtocols.Http1;
        BoundedTransport.CountOut(listen);
        listen.UseUnbufferedOutput();
        if (certificate is not null)
        {
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate.Leaf,
                ServerCertificateChain = new X509Certificate2Collection(certificate.Authority),
            });
        }
    }

    /// <summary>What a request meets before it is routed.</summary>
    public static void Use(WebApplication app, EmulatorSettings settings, IReadOnlyList<DialectTraits> dialects)
    {
        ProviderRouting routing = new(app.Services.GetRequiredService<HostTable>());
        CorsDesk cors = new(dialects);
        ControlGuard guard = new(IPAddress.Parse(settings.Host), settings.Network.ControlToken, settings.Network.PublicUrl);
        app.Use(next => http =>
        {
            routing.Lead(http);
            if (http.Request.IsHttps && http.Features.Get<PublicAddress>() is null)
            {
                http.Response.OnStarting(ForgetStrictTransport, http);
            }

            return cors.Answer(http) ? Task.CompletedTask : guard.PassAsync(http, next);
        });
        app.UseRouting();
    }

    /// <summary>A provider tells browsers never to use http with its name again; with this machine's name that would do harm.</summary>
    private static Task ForgetStrictTransport(object http)
    {
        ((HttpContext)http).Response.Headers.Remove("Strict-Transport-Security");
        return Task.CompletedTask;
    }
}
