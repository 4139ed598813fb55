using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Emulator.Journal;

namespace Emulator.Tests.Sockets;

/// <summary>How a connection ends is seen by a client's socket exactly as it was asked for, after exactly the bytes asked for.</summary>
public sealed class BrokenConnectionTests
{
    private const string Chat = """{"model":"deepseek-flash","thinking":{"type":"disabled"},"messages":[{"role":"user","content":"hello"}]}""";
    private const string Stream = """{"model":"deepseek-flash","stream":true,"thinking":{"type":"disabled"},"messages":[{"role":"user","content":"hello"}]}""";

    public static TheoryData<string, string, int?> Breaks
    {
        get
        {
            TheoryData<string, string, int?> breaks = [];
            foreach (var body in (string[])[Chat, Stream])
            {
                breaks.Add(body, "phase: accept", null);
                breaks.Add(body, "phase: headers", null);
                breaks.Add(body, "phase: firstByte", 0);
                breaks.Add(body, "afterBytes: 100", 100);
                breaks.Add(body, "phase: lastByte", -1);
            }

            return breaks;
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Reset_AtAPhase_IsSeenAsAReset(string body, string place, int? bytes)
    {
        var seen = await AskAsync($"{{fault: reset, {place}}}", body);

        Assert.Equal(SocketError.ConnectionReset, seen.Error);
        await AssertBodyAsync(seen, body, bytes);
        Assert.Equal(("cutByEmulator", "reset"), (seen.Ending, seen.Fault));
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Close_AtAPhase_IsSeenAsAnEnd(string body, string place, int? bytes)
    {
        var seen = await AskAsync($"{{fault: close, {place}}}", body);

        Assert.Null(seen.Error);
        await AssertBodyAsync(seen, body, bytes);
        Assert.Equal(("cutByEmulator", "close"), (seen.Ending, seen.Fault));
    }

    [Fact]
    public async Task Stall_AfterSomeBytes_SendsNoMoreAndEndsWithTheClient()
    {
        await using var app = await StartAsync("{fault: stall, afterBytes: 50}");
        using (var client = await ConnectAsync(app, Chat))
        {
            var text = "";
            while (ChunkedAnswer.BodyOf(text) is null || ChunkedAnswer.BodyOf(text)!.Length < 50)
            {
                text += await ReadAsync(client);
            }

            Assert.Equal(50, ChunkedAnswer.BodyOf(text)!.Length);
            Assert.Equal(0, client.Available);
        }

        await app.StopAsync(TestContext.Current.CancellationToken);
        var line = Journal(app).Single();
        Assert.Equal("cancelledByClient", (string?)line["ending"]);
        Assert.Equal("stall", (string?)line["fault"]);
    }

    [Fact]
    public async Task Stall_WithALength_EndsWithAClose()
    {
        var seen = await AskAsync("{fault: stall, afterBytes: 50, delay: 20ms}", Chat);

        Assert.Null(seen.Error);
        Assert.Equal(50, ChunkedAnswer.BodyOf(seen.Text)!.Length);
        Assert.Equal(("cutByEmulator", "stall"), (seen.Ending, seen.Fault));
    }

    [Fact]
    public async Task ContentLength_BeyondTheTruth_ClosesAfterTheTruth()
    {
        var seen = await AskAsync("{fault: contentLength, byBytes: 25}", Chat);

        var head = seen.Text[..seen.Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var body = seen.Text[(head.Length + 4)..];
        Assert.Null(seen.Error);
        Assert.Contains($"Content-Length: {Encoding.UTF8.GetByteCount(body) + 25}\r\n", head, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(body));
    }

    [Fact]
    public async Task Truncate_Chunked_EndsInGoodOrder()
    {
        var seen = await AskAsync("{fault: truncate, afterBytes: 30}", Chat, connection: "close");

        Assert.Null(seen.Error);
        Assert.Equal(30, ChunkedAnswer.BodyOf(seen.Text)!.Length);
        Assert.EndsWith("\r\n0\r\n\r\n", seen.Text, StringComparison.Ordinal);
        Assert.Equal("readToEnd", seen.Ending);
    }

    [Fact]
    public async Task RetryAfter_Empty_IsAHeaderWithoutAValue()
    {
        var seen = await AskAsync("{fault: refuse, status: 429, retryAfterForm: empty}", Chat, connection: "close");

        Assert.Contains(
            seen.Text.Split("\r\n"),
            line => line.StartsWith("Retry-After:", StringComparison.Ordinal) && line["Retry-After:".Length..].Trim().Length == 0);
    }

    private static async Task AssertBodyAsync(Seen seen, string request, int? bytes)
    {
        switch (bytes)
        {
            case null:
                Assert.Empty(seen.Text);
                break;
            case < 0:
                var whole = await AskAsync("{fault: headers, headers: {A: b}}", request, connection: "close");
                Assert.Equal(ChunkedAnswer.BodyOf(whole.Text)!.Length + bytes, ChunkedAnswer.BodyOf(seen.Text)!.Length);
                break;
            default:
                Assert.Equal(bytes, ChunkedAnswer.BodyOf(seen.Text)!.Length);
                break;
        }
    }

    private static async Task<Seen> AskAsync(string rule, string body, string connection = "keep-alive")
    {
        await using var app = await StartAsync(rule);
        using var client = await ConnectAsync(app, body, connection);
        var text = new StringBuilder();
        SocketError? error = null;
        try
        {
            string part;
            while ((part = await ReadAsync(client)).Length > 0)
            {
                text.Append(part);
            }
        }
        catch (SocketException e)
        {
            error = e.SocketErrorCode;
        }

        await app.StopAsync(TestContext.Current.CancellationToken);
        var line = Journal(app).Single();
        return new Seen(text.ToString(), error) { Ending = (string?)line["ending"], Fault = (string?)line["fault"] };
    }

    private static async Task<Socket> ConnectAsync(WebApplication app, string body, string connection = "keep-alive")
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST /deepseek/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk-x\r\nConnection: {connection}\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n{body}"),
            TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<string> ReadAsync(Socket client)
    {
        var buffer = new byte[4096];
        var read = await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private static IEnumerable<JsonNode> Journal(WebApplication app) =>
        app.Services.GetRequiredService<ExchangeJournal>().Lines.Select(line => JsonNode.Parse(line)!);

    private static async Task<WebApplication> StartAsync(string rule)
    {
        var settings = TestEmulator.Settings(
            $"DeepSeek/Chat: {{timing: {{timeToFirstToken: 0s, tokensPerSecond: 1000000000}}, faults: [{rule}]}}");
        var app = EmulatorApp.Build(settings with { Port = 0 }, SocketClock.Real);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private sealed record Seen(string Text, SocketError? Error)
    {
        public string? Ending { get; init; }

        public string? Fault { get; init; }
    }
}
