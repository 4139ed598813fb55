using System.Net;
using System.Text;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Journal;
using Emulator.Network;
using Emulator.Runs;
using Emulator.Tests.Fuzzing;
using Emulator.Tests.Sockets;

namespace Emulator.Tests.Network;

/// <summary>Clients that read nothing, send next to nothing or only sit there hold what they may, and nobody else up.</summary>
public sealed class SlowClientTests
{
    private const string Chat = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";
    private const string Picture = """{"positive_prompt":"a hill","format":"PNG"}""";

    [Fact]
    public async Task Send_BesideClientsThatReadNoPicture_IsAnswered()
    {
        await using var app = await StartAsync();
        var journal = app.Services.GetRequiredService<ExchangeJournal>();
        var slow = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var connection = await RawConnection.OpenAsync(app, isNarrow: true);
            await connection.SendAsync(Encoding.ASCII.GetBytes(
                $"POST /imagepig/flux HTTP/1.1\r\nHost: x\r\nApi-Key: pig\r\nContent-Type: application/json\r\nContent-Length: {Picture.Length}\r\n\r\n{Picture}"));
            return connection;
        }));
        await WaitUntilAsync(() => journal.OpenExchanges + journal.Lines.Count >= slow.Length);

        await AssertHealthyAsync(app);

        Array.ForEach(slow, connection => connection.Dispose());
        await WaitUntilAsync(() => journal.OpenExchanges == 0);
        Assert.True(app.Services.GetRequiredService<RunHost>().Pictures.Bytes <= KeptPictures.DefaultCapacityBytes);
    }

    [Fact]
    public async Task Send_BesideAThousandIdleConnections_IsAnswered()
    {
        await using var app = await StartAsync();
        var gate = app.Services.GetRequiredService<ConnectionGate>();
        List<RawConnection> idle = [];
        for (var number = 0; number < 1000; number++)
        {
            idle.Add(await RawConnection.OpenAsync(app));
            await idle[^1].SendAsync("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        }

        await WaitUntilAsync(() => gate.Open >= 1000);
        await AssertHealthyAsync(app);

        Assert.Equal(0, gate.Refused);
        idle.ForEach(static connection => connection.Dispose());
        await WaitUntilAsync(() => gate.Open <= 1);
    }

    [Fact]
    public async Task Follow_WithoutReading_LosesLinesAndIsTold()
    {
        await using var app = await StartAsync();
        var journal = app.Services.GetRequiredService<ExchangeJournal>();
        List<RawConnection> followers = [];
        for (var number = 0; number < ExchangeJournal.MaxFollowers; number++)
        {
            followers.Add(await RawConnection.OpenAsync(app, isNarrow: true));
            await followers[^1].SendAsync("GET /__emulator/journal/follow HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        }

        await WaitUntilAsync(() => journal.Followers == ExchangeJournal.MaxFollowers);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var oneTooMany = await client.GetAsync(new Uri("/__emulator/journal/follow", UriKind.Relative), TestContext.Current.CancellationToken);
        for (var line = 0; line < 3 * JournalFollower.QueueLength; line++)
        {
            await journal.CloseAsync(Entry(journal));
        }

        await AssertHealthyAsync(app);
        await followers[0].ReadUntilAsync("event: lost");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, oneTooMany.StatusCode);
        followers.ForEach(static follower => follower.Dispose());
        await WaitUntilAsync(() => journal.Followers == 0);
    }

    [Fact]
    public async Task Upload_InTinyChunksBeyondTheBound_IsRefusedAndNobodyWaits()
    {
        await using var app = await StartAsync();
        using var slow = await RawConnection.OpenAsync(app);
        await slow.SendAsync(
            "POST /deepseek/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk-x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var chunks = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1\r\nx\r\n", 1000)));

        await slow.SendAsync(chunks);
        await AssertHealthyAsync(app);
        for (var sent = 0; sent < 70; sent++)
        {
            await slow.SendAsync(chunks);
        }

        Assert.StartsWith("HTTP/1.1 413", await slow.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_ThatOnlyClaimsToBeLong_HoldsNoMemory()
    {
        var claim = new DefaultHttpContext().Request;
        claim.ContentLength = 40 << 20;
        claim.Body = new MemoryStream("{}"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        await Assert.ThrowsAsync<EndOfStreamException>(() => BodyReader.ReadAsync(claim, 40 << 20, TestContext.Current.CancellationToken).AsTask());

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static JournalEntry Entry(ExchangeJournal journal) => new()
    {
        Seq = journal.NextSeq(),
        ArrivedAt = DateTimeOffset.UnixEpoch,
        Dialect = "DeepSeek/Chat",
        Operation = new Operation("chat.completions", OperationKind.Chat, "POST", [], static _ => throw new NotSupportedException()),
        Method = "POST",
        Path = "/deepseek/chat/completions",
        EndedAt = DateTimeOffset.UnixEpoch,
        Reason = new string('r', 900),
    };

    private static async Task<WebApplication> StartAsync()
    {
        var settings = TestEmulator.Settings("DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}");
        var app = EmulatorApp.Build(settings with { Port = 0, MaxBodyBytes = 64 * 1024 }, SocketClock.Real);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task AssertHealthyAsync(WebApplication app)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await client.SendAsync(TestEmulator.Chat(Chat), TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"finish_reason\":\"stop\"", body, StringComparison.Ordinal);
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
