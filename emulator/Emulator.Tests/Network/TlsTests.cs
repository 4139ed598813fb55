using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Emulator.Tests.Sockets;

namespace Emulator.Tests.Network;

/// <summary>Behind TLS everything is as it is without, faults of connections included, for clients that trust the CA and no others.</summary>
public sealed class TlsTests
{
    private const string Chat = """{"model":"deepseek-flash","thinking":{"type":"disabled"},"messages":[{"role":"user","content":"hello"}]}""";
    private const string Stream = """{"model":"deepseek-flash","stream":true,"thinking":{"type":"disabled"},"messages":[{"role":"user","content":"hello"}]}""";

    [Theory]
    [InlineData("localhost", "/deepseek/chat/completions")]
    [InlineData("127.0.0.1", "/deepseek/chat/completions")]
    [InlineData("api.deepseek.com", "/chat/completions")]
    public async Task Send_ByAnyOfItsNames_IsTrustedAndAnswered(string host, string path)
    {
        await using var server = await TlsServer.StartAsync("");
        using var client = server.Client();
        using var chat = TestEmulator.Chat(Chat);
        chat.RequestUri = new Uri($"https://{host}:{server.Secure.Port}{path}");

        using var answer = await client.SendAsync(chat, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpVersion.Version11, answer.Version);
        Assert.Equal(host == "api.deepseek.com", answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Send_ByAForeignName_IsNotTrusted()
    {
        await using var server = await TlsServer.StartAsync("");
        using var client = server.Client();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(
            new Uri($"https://api.example.com:{server.Secure.Port}/health"), TestContext.Current.CancellationToken));

        Assert.IsType<AuthenticationException>(refused.InnerException);
    }

    [Fact]
    public async Task Health_OnBothPorts_IsTheSameServer()
    {
        await using var server = await TlsServer.StartAsync("");
        using var client = server.Client();

        var plain = await client.GetAsync(new Uri(server.Plain, "/health"), TestContext.Current.CancellationToken);
        var secure = await client.GetAsync(new Uri(server.Secure, "/health"), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (plain.StatusCode, secure.StatusCode));
    }

    [Theory]
    [InlineData(Chat, "afterBytes: 100", 100)]
    [InlineData(Stream, "afterBytes: 100", 100)]
    [InlineData(Stream, "phase: firstByte", 0)]
    [InlineData(Chat, "phase: accept", null)]
    public async Task Reset_InTheMiddle_IsSeenAsAResetAfterExactlyThoseBytes(string body, string place, int? bytes)
    {
        await using var server = await TlsServer.StartAsync($"{{fault: reset, {place}}}");

        var (text, error) = await server.AskAsync(body);

        Assert.Equal(SocketError.ConnectionReset, error);
        Assert.Equal(bytes, ChunkedAnswer.BodyOf(text)?.Length);
        await AssertCutAsync(server, "reset");
    }

    [Theory]
    [InlineData(Chat, "afterBytes: 100", 100)]
    [InlineData(Stream, "afterBytes: 100", 100)]
    [InlineData(Chat, "phase: accept", null)]
    public async Task Close_InTheMiddle_IsSeenAsAnEndAfterExactlyThoseBytes(string body, string place, int? bytes)
    {
        await using var server = await TlsServer.StartAsync($"{{fault: close, {place}}}");

        var (text, error) = await server.AskAsync(body);

        Assert.Null(error);
        Assert.Equal(bytes, ChunkedAnswer.BodyOf(text)?.Length);
        await AssertCutAsync(server, "close");
    }

    [Fact]
    public async Task Stall_WithALength_SendsExactlyThoseBytesAndCloses()
    {
        await using var server = await TlsServer.StartAsync("{fault: stall, afterBytes: 50, delay: 20ms}");

        var (text, error) = await server.AskAsync(Chat);

        Assert.Null(error);
        Assert.Equal(50, ChunkedAnswer.BodyOf(text)?.Length);
        await AssertCutAsync(server, "stall");
    }

    private static async Task AssertCutAsync(TlsServer server, string fault)
    {
        await server.StopAsync();
        var line = server.Journal.Single();
        Assert.Equal(("cutByEmulator", fault), ((string?)line["ending"], (string?)line["fault"]));
    }
}
