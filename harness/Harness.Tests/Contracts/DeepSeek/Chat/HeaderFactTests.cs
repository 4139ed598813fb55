using System.Net.Sockets;
using System.Text;
using Emulator;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 4.4: the headers of a success, and its first lines as they are on the wire.</summary>
public sealed class HeaderFactTests
{
    [Theory, ProviderFact("ds-4.4-headers")]
    public async Task Success_HasExactlyTheseHeaders(params string[] names) => Assert.Equal(
        names.Order(StringComparer.Ordinal), (await DeepSeekAsk.ChatAsync()).Headers.Keys.Order(StringComparer.Ordinal));

    [Theory, ProviderFact("ds-4.4-type")]
    public async Task Success_HasItsContentType(string type) => Assert.Equal(type, (await DeepSeekAsk.ChatAsync()).Headers["content-type"]);

    [Theory, ProviderFact("ds-4.4-server")]
    public async Task Success_NamesItsServer(string server) => Assert.Equal(server, (await DeepSeekAsk.ChatAsync()).Headers["server"]);

    [Theory, ProviderFact("ds-4.4-chunked")]
    public async Task Success_OnTheWire_IsChunked(string header, string firstLine)
    {
        var settings = EmulatorSettings.From(ScenarioDocument.Parse(
            "version: 1\ntitle: facts\nemulator: {dialects: {DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}}}\n",
            "facts.yaml"));
        await using var server = EmulatorApp.Build(settings with { Port = 0 }, new VirtualClock());
        await server.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(server.Urls.First());

        var lines = (await AskAsync(address)).Split("\r\n");

        Assert.Equal(firstLine, lines[0]);
        Assert.Contains(header, lines);
    }

    /// <summary>The first bytes of an answer as they are on the wire: all of its headers.</summary>
    private static async Task<string> AskAsync(Uri address)
    {
        var body = DeepSeekAsk.Body();
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /deepseek/chat/completions HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer sk-one\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            TestContext.Current.CancellationToken);
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var length)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, length));
        }

        return text.ToString();
    }
}
