using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using LoadRunner.Pacing;
using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>
/// How long the emulator makes a picture, by its own account, one after the other and each another one; beside it, in the same
/// minute, how long the runtime's zlib packs a picture's raw bytes at its fastest.
/// </summary>
internal sealed class PictureBench(RunClock clock, Action<string> say)
{
    private const int SidePixels = 1024;

    /// <summary>The first ones of each format run in code that is not optimised yet.</summary>
    private const int WarmUps = 60;

    private static readonly string[] Formats = ["png", "jpeg", "webp"];

    public async Task<PictureFigures> RunAsync(BenchOrder order, CancellationToken cancellationToken)
    {
        using var scenario = new TemporaryScenario(BenchScenario.OfThroughput());
        await using var server = await BenchServer.StartEmulatorAsync(scenario.Path, clock.TimeProvider, cancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://{server.Address}") };
        for (var number = 0; number < WarmUps * Formats.Length; number++)
        {
            await DrawAsync(http, Formats[number % Formats.Length], -1 - number, null, cancellationToken);
        }

        List<FormatFigures> figures = [];
        foreach (var format in Formats)
        {
            figures.Add(await MeasureAsync(http, server, format, order.Pictures, cancellationToken));
            say($"pictures: {format} in {figures[^1].MedianMs:0.00} ms");
        }

        var raw = RawOf(await DrawAsync(http, "png", 0, null, cancellationToken));
        return new PictureFigures(SidePixels, order.Pictures, figures, Packing(raw, order.Pictures));
    }

    private static async Task<FormatFigures> MeasureAsync(
        HttpClient http, BenchServer server, string format, int pictures, CancellationToken cancellationToken)
    {
        List<double> milliseconds = [];
        var bytes = 0L;
        var before = server.Processor;
        for (var number = 0; number < pictures; number++)
        {
            bytes += (await DrawAsync(http, format, number, milliseconds, cancellationToken)).Length;
        }

        return new FormatFigures(
            format, Median.Of(milliseconds), milliseconds.Min(), (server.Processor - before).TotalMilliseconds / pictures, bytes / pictures);
    }

    /// <exception cref="LoadRunException">The emulator makes none.</exception>
    private static async Task<byte[]> DrawAsync(
        HttpClient http, string format, int number, List<double>? milliseconds, CancellationToken cancellationToken)
    {
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"prompt=a+thing+numbered+{number}&width={SidePixels}&height={SidePixels}&format={format}&model=bench&job=job-{number}");
        using var answer = await http.GetAsync(new Uri($"/__emulator/picture?{query}", UriKind.Relative), cancellationToken);
        var timing = answer.Headers.TryGetValues("Server-Timing", out var values) ? values.First() : "";
        const string Known = "picture;dur=";
        if (!timing.StartsWith(Known, StringComparison.Ordinal))
        {
            throw new LoadRunException(
                ExitCode.Void, $"The emulator makes no pictures ({(int)answer.StatusCode}); build emulator and load runner from the same sources.");
        }

        milliseconds?.Add(double.Parse(timing.AsSpan(Known.Length), CultureInfo.InvariantCulture));
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>What a PNG file has packed: all its pixels, row by row.</summary>
    private static byte[] RawOf(byte[] png)
    {
        using MemoryStream packed = new();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(png, at + 8, length);
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using ZLibStream unpacked = new(packed, CompressionMode.Decompress);
        using MemoryStream raw = new();
        unpacked.CopyTo(raw);
        return raw.ToArray();
    }

    /// <summary>The median of packing as often as there were pictures.</summary>
    private double Packing(byte[] raw, int times)
    {
        List<double> milliseconds = [];
        for (var i = 0; i < times; i++)
        {
            var startedAt = clock.NowNs;
            using MemoryStream packed = new(raw.Length);
            using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                zlib.Write(raw);
            }

            milliseconds.Add((clock.NowNs - startedAt) / 1e6);
        }

        return Median.Of(milliseconds);
    }
}
