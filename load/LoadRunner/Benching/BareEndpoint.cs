using System.Globalization;
using LoadRunner.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LoadRunner.Benching;

/// <summary>
/// The yardstick: Kestrel with nothing on it but a wait and as many bytes as the emulator sends. What it cannot do on this
/// machine, no server on Kestrel can.
/// </summary>
internal static class BareEndpoint
{
    private const string DelayPath = "/delay";
    private const string StreamPath = "/stream";

    /// <summary>Where an answer of always the same bytes comes at once.</summary>
    public const string PlainPath = "/plain";

    public static string PathOfDelay(TimeSpan delay, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{DelayPath}?ms={delay.TotalMilliseconds}&bytes={bytes}");

    public static string PathOfStream(int frames, long intervalNs, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{StreamPath}?ms={intervalNs / 1e6}&bytes={bytes}&frames={frames}");

    /// <summary>Serves until standard input ends, as the emulator does with <c>--stop-with-stdin</c>.</summary>
    /// <param name="plainBytes">How long the body of a plain answer is.</param>
    /// <param name="timeProvider">For the waits.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> ServeAsync(int plainBytes, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var plain = new byte[plainBytes];
        plain.AsSpan().Fill((byte)'x');
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.Run(http => http.Request.Path.Value switch
        {
            PlainPath => AnswerAtOnceAsync(http, plain),
            ServerMemory.Path => http.Response.WriteAsync(
                string.Create(CultureInfo.InvariantCulture, $$"""{"memory": {"allocatedBytes": {{GC.GetTotalAllocatedBytes()}} } }""")),
            _ => AnswerAsync(http, timeProvider),
        });
        await server.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"listening on {server.Urls.First()}");
        try
        {
            while (await Console.In.ReadLineAsync(cancellationToken) is not null)
            {
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        await server.StopAsync(CancellationToken.None);
        return ExitCode.Clean;
    }

    private static async Task AnswerAtOnceAsync(HttpContext http, byte[] plain)
    {
        var body = http.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(http.RequestAborted);
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(plain, http.RequestAborted);
    }

    private static async Task AnswerAsync(HttpContext http, TimeProvider timeProvider)
    {
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        var wait = TimeSpan.FromMilliseconds(Number(http, "ms"));
        var bytes = new byte[(int)Number(http, "bytes")];
        bytes.AsSpan().Fill((byte)'x');
        try
        {
            await (http.Request.Path == StreamPath
                ? StreamAsync(http, wait, bytes, timeProvider)
                : AnswerLateAsync(http, wait, bytes, timeProvider));
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private static async Task AnswerLateAsync(HttpContext http, TimeSpan wait, byte[] bytes, TimeProvider timeProvider)
    {
        await Task.Delay(wait, timeProvider, http.RequestAborted);
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>Every frame has an instant that is counted from the beginning, so that lateness does not add up.</summary>
    private static async Task StreamAsync(HttpContext http, TimeSpan interval, byte[] frame, TimeProvider timeProvider)
    {
        http.Response.ContentType = "text/event-stream";
        "data: "u8.CopyTo(frame);
        "\n\n"u8.CopyTo(frame.AsSpan(frame.Length - 2));
        var start = timeProvider.GetTimestamp();
        var frames = (int)Number(http, "frames");
        for (var i = 0; i < frames; i++)
        {
            var left = (interval * i) - timeProvider.GetElapsedTime(start);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, timeProvider, http.RequestAborted);
            }

            await http.Response.Body.WriteAsync(frame, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    private static double Number(HttpContext http, string name) =>
        double.Parse(http.Request.Query[name].ToString(), CultureInfo.InvariantCulture);
}
