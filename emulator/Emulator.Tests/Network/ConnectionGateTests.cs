using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Emulator.Journal;
using Emulator.Network;
using Emulator.Tests.Sockets;

namespace Emulator.Tests.Network;

/// <summary>Slow and hostile connections cost themselves and nobody else.</summary>
public sealed class ConnectionGateTests
{
    private const string Chat = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";

    [Fact]
    public async Task Send_BesideTwoHundredUnfinishedRequests_IsAnswered()
    {
        await using var app = await StartAsync(new NetworkSettings());
        var slow = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => ConnectAsync(
            app, number % 2 == 0 ? "POST /deepseek/chat/comp" : $"POST /deepseek/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: {Chat.Length}\r\n\r\n{{")));
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var answer = await client.SendAsync(TestEmulator.Chat(Chat), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Array.ForEach(slow, socket => socket.Dispose());
    }

    [Fact]
    public async Task Connect_BeyondTheBound_IsClosedAndCountedAndLaterOnesServed()
    {
        await using var app = await StartAsync(new NetworkSettings { MaxConnections = 2 });
        var gate = app.Services.GetRequiredService<ConnectionGate>();
        var first = await ConnectAsync(app, "GET ");
        using var second = await ConnectAsync(app, "GET ");
        await WaitUntilAsync(() => gate.Open == 2);

        using var third = await ConnectAsync(app, "");
        Assert.Equal(0, await third.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken));
        await WaitUntilAsync(() => gate is { Refused: 1, Open: 2 });
        first.Dispose();
        await WaitUntilAsync(() => gate.Open == 1);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(new Uri(app.Urls.First()), "/health"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, gate.Refused);
    }

    [Fact]
    public async Task Connect_HeadersThatNeverEnd_AreGivenUp()
    {
        await using var app = await StartAsync(new NetworkSettings { HeadersTimeout = TimeSpan.FromMilliseconds(100) });
        using var slow = await ConnectAsync(app, "GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ");

        var text = await ReadToEndAsync(slow);

        Assert.StartsWith("HTTP/1.1 408 ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_ThatStops_IsGivenUpWithAClearLine()
    {
        // The server looks once a second, and takes no shorter grace.
        await using var app = await StartAsync(new NetworkSettings { UploadGrace = TimeSpan.FromSeconds(1.1) });
        using var slow = await ConnectAsync(
            app, $"POST /deepseek/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk-x\r\nContent-Length: {Chat.Length}\r\n\r\n{{");

        await ReadToEndAsync(slow);
        await app.StopAsync(TestContext.Current.CancellationToken);

        var line = JsonNode.Parse(app.Services.GetRequiredService<ExchangeJournal>().Lines.Single())!;
        Assert.Equal(
            ("cutByEmulator", "the body came slower than 240 bytes a second, so its connection was closed"),
            ((string?)line["ending"], (string?)line["reason"]));
    }

    [Fact]
    public async Task Send_TooManyHeaders_IsRefusedAndTheServerGoesOn()
    {
        await using var app = await StartAsync(new NetworkSettings());
        var headers = string.Concat(Enumerable.Range(0, 101).Select(number => $"X-{number}: y\r\n"));
        using var hostile = await ConnectAsync(app, $"GET /health HTTP/1.1\r\nHost: x\r\n{headers}\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", await ReadToEndAsync(hostile), StringComparison.Ordinal);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(new Uri(app.Urls.First()), "/health"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<WebApplication> StartAsync(NetworkSettings network)
    {
        var settings = TestEmulator.Settings("DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}");
        var app = EmulatorApp.Build(settings with { Port = 0, Network = network }, SocketClock.Real);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<Socket> ConnectAsync(WebApplication app, string text)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port, TestContext.Current.CancellationToken);
        if (text.Length > 0)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        }

        return socket;
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        StringBuilder text = new();
        var buffer = new byte[1024];
        int read;
        while ((read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static async Task WaitUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
