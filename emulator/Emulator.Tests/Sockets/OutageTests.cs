using System.Net;
using System.Net.Sockets;
using Emulator.Outages;
using Emulator.Scenarios;
using VirtualTime;

namespace Emulator.Tests.Sockets;

/// <summary>During an outage a dialect's own port refuses connections, before and after it works, and other ports do all the time.</summary>
public sealed class OutageTests
{
    private const string Outage =
        "DeepSeek/Chat: {port: 0, delay: 0s, timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}, "
        + "faults: [{fault: unreachable, during: {from: 10s, to: 20s, every: 1m}}]}";

    [Fact]
    public async Task Connect_DuringAnOutage_IsRefusedAndAfterwardsWorksAgain()
    {
        var clock = new VirtualClock();
        await using var app = EmulatorApp.Build(TestEmulator.Settings(Outage) with { Port = 0 }, clock);
        await app.StartAsync(TestContext.Current.CancellationToken);
        int[] ports = [.. app.Urls.Select(url => new Uri(url).Port)];

        await WaitForAsync(ports[1], isRefused: false);
        clock.Advance(TimeSpan.FromSeconds(10));
        await WaitForAsync(ports[1], isRefused: true);
        await WaitForAsync(ports[0], isRefused: false);
        clock.Advance(TimeSpan.FromSeconds(10));
        await WaitForAsync(ports[1], isRefused: false);
        clock.Advance(TimeSpan.FromSeconds(50));
        await WaitForAsync(ports[1], isRefused: true);

        await app.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, ports.Length);
    }

    [Fact]
    public async Task Connection_OpenWhenTheOutageBegins_IsLost()
    {
        var clock = new VirtualClock();
        await using var app = EmulatorApp.Build(TestEmulator.Settings(Outage) with { Port = 0 }, clock);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.Last()).Port, TestContext.Current.CancellationToken);
        await socket.SendAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var buffer = new byte[1024];
        Assert.NotEqual(0, await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken));

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True(await IsLostAsync(socket, buffer));
    }

    [Fact]
    public void IsOutAt_RuleThatPicksRequests_IsNoOutage()
    {
        var section = new DialectSection
        {
            Faults =
            [
                new FaultSection { Fault = Emulator.Faults.FaultKind.Unreachable, PromptContains = "fox" },
                new FaultSection { Fault = Emulator.Faults.FaultKind.Unreachable, Probability = 0.5 },
            ],
        };

        Assert.True(OutageSchedule.Of(section).IsEmpty);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 20)]
    [InlineData(15, 20)]
    [InlineData(20, 70)]
    [InlineData(71, 80)]
    public void NextEdgeAfter_RecurringWindow_IsItsNextBeginningOrEnd(int elapsed, int edge)
    {
        var window = new RunWindow { From = TimeSpan.FromSeconds(10), To = TimeSpan.FromSeconds(20), Every = TimeSpan.FromMinutes(1) };

        Assert.Equal(TimeSpan.FromSeconds(edge), window.NextEdgeAfter(TimeSpan.FromSeconds(elapsed)));
    }

    private static async Task<bool> IsLostAsync(Socket socket, byte[] buffer)
    {
        try
        {
            while (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken) > 0)
            {
                // The rest of the answer that came before the outage.
            }

            return true;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Until the port is as it must be: the listener turns on a thread of its own.</summary>
    private static async Task WaitForAsync(int port, bool isRefused)
    {
        while (await IsRefusedAsync(port) != isRefused)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<bool> IsRefusedAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused)
        {
            return true;
        }
    }
}
