using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Emulator.Journal;

namespace Emulator.Tests.Sockets;

/// <summary>What only real sockets can show: broken bodies, huge bodies, clients that vanish.</summary>
public sealed class SocketTests
{
    private const string Chat = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";
    private const string Quick = "timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}";

    [Fact]
    public async Task Send_CutAfterSomeBytes_BreaksAfterExactlyThose()
    {
        await using var app = await StartAsync($"DeepSeek/Chat: {{{Quick}, faults: [{{fault: close, afterBytes: 30}}]}}");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port, TestContext.Current.CancellationToken);

        await client.GetStream().WriteAsync(Head(Chat.Length, Chat), TestContext.Current.CancellationToken);
        var answer = await ReadUntilBrokenAsync(client.GetStream());

        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Equal("1e", body[..2]);
        Assert.StartsWith("{\"id\":\"", body[4..], StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n0\r\n", body, StringComparison.Ordinal);
        Assert.Equal(30, body[4..].TrimEnd().Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_FiftyMegabytes_IsRefusedInTheDialectsForm(bool isChunked)
    {
        await using var app = await StartAsync($"DeepSeek/Chat: {{{Quick}}}");
        using var client = Client(app);
        using var request = TestEmulator.Chat("");
        request.Content = new ByteArrayContent(new byte[50 * 1024 * 1024]);
        request.Headers.TransferEncodingChunked = isChunked;

        using var refused = await client.SendAsync(request, TestContext.Current.CancellationToken);
        using var next = await client.SendAsync(TestEmulator.Chat(Chat), TestContext.Current.CancellationToken);

        var body = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.NotNull(JsonNode.Parse(body)!["error"]);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task Send_BodyCutOffByTheClient_IsJournalledAndTheServerGoesOn()
    {
        await using var app = await StartAsync($"DeepSeek/Chat: {{{Quick}}}");
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(Head(Chat.Length + 500, Chat), TestContext.Current.CancellationToken);
        }

        using var other = Client(app);
        using var next = await other.SendAsync(TestEmulator.Chat(Chat), TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        var journal = (ExchangeJournal)app.Services.GetService(typeof(ExchangeJournal))!;
        var endings = journal.Lines.Select(line => (string)JsonNode.Parse(line)!["ending"]!).Order().ToArray();
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(["cancelledByClient", "readToEnd"], endings);
    }

    private static async Task<WebApplication> StartAsync(string dialects)
    {
        var app = EmulatorApp.Build(TestEmulator.Settings(dialects) with { Port = 0 }, RealClock());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

#pragma warning disable RS0030 // sockets live in real time
    private static TimeProvider RealClock() => TimeProvider.System;
#pragma warning restore RS0030

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };

    private static byte[] Head(int length, string body) => Encoding.ASCII.GetBytes(
        $"POST /deepseek/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk-x\r\nContent-Length: {length}\r\n\r\n{body}");

    private static async Task<string> ReadUntilBrokenAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // A reset is one of the two ways in which a connection breaks.
            return text.ToString();
        }

        return text.ToString();
    }
}
