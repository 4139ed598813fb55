using System.Text;
using System.Text.Json.Nodes;
using Emulator.Chance;
using Emulator.Journal;
using Emulator.Runs;
using Emulator.Tests.Sockets;

namespace Emulator.Tests.Fuzzing;

/// <summary>The same over real sockets, where HTTP itself can be wrong: malformed heads, cut bodies, half-closed and pipelined connections.</summary>
public sealed class RawFuzzTests
{
    private const int Connections = 600;
    private const int AtOnce = 30;

    [Fact]
    public async Task Send_SixHundredRawConnections_AllEndAndTheServerGoesOn()
    {
        LogCapture log = new();
        await using var app = EmulatorApp.Build(
            FuzzedServer.Settings() with { Port = 0 }, SocketClock.Real, host => host.ConfigureLogging(logging => logging
                .SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Error).AddProvider(log)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using Watchdog watchdog = new();
        var seeds = RequestSeeds.All(new Dictionary<string, string>());
        List<string> findings = [];

        for (var first = 0; first < Connections; first += AtOnce)
        {
            var number = first;
            watchdog.Note($"seed {FuzzTests.RunSeed}, raw connections {number} to {number + AtOnce - 1}");
            findings.AddRange((await Task.WhenAll(Enumerable.Range(number, AtOnce).Select(one => ConvictAsync(app, one, seeds)))).OfType<string>());
        }

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var healthy = await client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        await EndAsync(app);
        var lines = app.Services.GetRequiredService<ExchangeJournal>().Lines;
        findings.AddRange(log.Problems);
        findings.AddRange(lines.Where(IsBad));
        Assert.True(findings.Count == 0, $"{string.Join('\n', findings.Take(20))}\nRepeat with FUZZ_SEED={FuzzTests.RunSeed} dotnet artifacts/bin/Emulator.Tests/debug/Emulator.Tests.dll -class {typeof(RawFuzzTests).FullName}");
        Assert.True(healthy.IsSuccessStatusCode);
        Assert.Equal(lines.Count, lines.Select(static line => (long)JsonNode.Parse(line)!["seq"]!).Distinct().Count());
    }

    private static async Task<string?> ConvictAsync(WebApplication app, int number, IReadOnlyList<FuzzRequest> seeds)
    {
        Random random = new((int)(Seed.For(FuzzTests.RunSeed, "raw", number: number) & int.MaxValue));
        List<byte> bytes = [];
        for (var requests = random.Next(1, 4); requests > 0; requests--)
        {
            var request = new RequestMutator(random).Mutate(seeds[random.Next(seeds.Count)]);
            bytes.AddRange((requests == 1 ? request.Instead("Connection", "close") : request).Wire(isChunked: random.Next(4) == 0));
        }

        using var connection = await RawConnection.OpenAsync(app);
        var sent = Spoilt([.. bytes], random);
        await connection.SendAsync(sent);
        if (sent.Length < bytes.Count || random.Next(2) == 0)
        {
            connection.HalfClose();
        }

        var answer = random.Next(10) == 0 ? "" : await connection.ReadAsync();
        return answer.Contains(FuzzRequest.KeyMarker, StringComparison.Ordinal) ? $"raw connection {number}: a key came back: {answer}"
            : answer.StartsWith("HTTP/1.1 500", StringComparison.Ordinal) && !answer.Contains("X-Emulator-Plan", StringComparison.Ordinal)
                ? $"raw connection {number}: {answer[..Math.Min(answer.Length, 600)]} to {Encoding.Latin1.GetString([.. bytes.Take(600)])}"
            : null;
    }

    /// <summary>Half of what is sent is HTTP; the rest is cut, flipped, or has something in it that no head may have.</summary>
    private static byte[] Spoilt(byte[] bytes, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                return bytes[..random.Next(1, bytes.Length)];
            case 1:
                bytes[random.Next(Math.Min(bytes.Length, 200))] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                bytes[random.Next(Math.Min(bytes.Length, 200))] = (byte)(random.Next(2) == 0 ? 0 : '\r');
                return bytes;
            case 3:
                return [.. bytes, .. "0\r\n\r\nGET / HTTP/9.9\r\n\r\n"u8];
            default:
                return bytes;
        }
    }

    private static bool IsBad(string line) =>
        line.Contains(FuzzRequest.KeyMarker, StringComparison.Ordinal)
        || line.Contains(FuzzRequest.PromptMarker, StringComparison.Ordinal)
        || (line.Contains("the emulator", StringComparison.Ordinal) && line.Contains("failed (", StringComparison.Ordinal));

    /// <summary>Every exchange ends once its client has gone.</summary>
    private static async Task EndAsync(WebApplication app)
    {
        var runs = app.Services.GetRequiredService<RunRegistry>();
        while (runs.All.Any(static run => run.Journal.OpenExchanges > 0))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
