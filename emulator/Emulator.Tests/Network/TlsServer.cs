using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Emulator.Journal;
using Emulator.Network;
using Emulator.Tests.Sockets;

namespace Emulator.Tests.Network;

/// <summary>A server with a TLS port on real sockets, and clients that trust its CA and nothing else.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private TlsServer(WebApplication app, string folder, ServerCertificate certificate)
    {
        _app = app;
        _folder = folder;
        Certificate = certificate;
    }

    public ServerCertificate Certificate { get; }

    public Uri Plain => new(_app.Urls.First());

    public Uri Secure => new(_app.Urls.Last());

    public IReadOnlyList<JsonNode> Journal =>
        [.. _app.Services.GetRequiredService<ExchangeJournal>().Lines.Select(line => JsonNode.Parse(line)!)];

    public static async Task<TlsServer> StartAsync(string rules)
    {
        var folder = Directory.CreateTempSubdirectory("emulator-ca-").FullName;
        NetworkSettings network = new() { HttpsPort = 0, CaFolder = folder };
        var certificate = await ServerCertificate.MakeAsync(
            network, EmulatorApp.Dialects().Select(dialect => dialect.Traits), SocketClock.Real, TestContext.Current.CancellationToken);
        var settings = TestEmulator.Settings(
            $"DeepSeek/Chat: {{timing: {{timeToFirstToken: 0s, tokensPerSecond: 1000000000}}, faults: [{rules}]}}");
        var app = EmulatorApp.Build(
            settings with { Port = 0, Network = network with { Certificate = certificate } }, SocketClock.Real);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TlsServer(app, folder, certificate);
    }

    /// <summary>A client of any host name that ends up here.</summary>
    public HttpClient Client()
    {
        SslClientAuthenticationOptions tls = new() { CertificateChainPolicy = Trust() };
        return new HttpClient(new SocketsHttpHandler { SslOptions = tls, ConnectCallback = ConnectAsync });

        async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            var port = context.DnsEndPoint.Port == Plain.Port ? Plain.Port : Secure.Port;
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }

    /// <summary>Sends a chat by hand and reads until the connection ends, in whichever way.</summary>
    public async Task<(string Text, SocketError? Error)> AskAsync(string body)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Secure.Port, TestContext.Current.CancellationToken);
        await using SslStream stream = new(new NetworkStream(socket));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "api.deepseek.com", CertificateChainPolicy = Trust() },
            TestContext.Current.CancellationToken);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /chat/completions HTTP/1.1\r\nHost: api.deepseek.com\r\nAuthorization: Bearer sk-x\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            TestContext.Current.CancellationToken);
        StringBuilder text = new();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException e)
        {
            return (text.ToString(), (e.InnerException as SocketException)?.SocketErrorCode);
        }

        return (text.ToString(), null);
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private X509ChainPolicy Trust()
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Certificate.AuthorityPath));
        return policy;
    }
}
