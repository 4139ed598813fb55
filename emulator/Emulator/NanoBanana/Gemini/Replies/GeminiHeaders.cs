using System.Globalization;
using Emulator.Chance;
using Emulator.Exchanges;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>The headers that stand on every answer, as they were captured on 2026-04-17; there are none about limits.</summary>
internal static class GeminiHeaders
{
    /// <summary>The service tier of this answer.</summary>
    public const string Tier = "x-gemini-service-tier";

    public static Reply Put(Exchange exchange, Reply reply, TimeSpan wait)
    {
        reply
            // The capture is cut after this.
            .With("Alt-Svc", "h3=\":443\"; ma=2592000")
            .With("Server", "scaffolding on HTTPServer2")
            .With("Server-Timing", $"gfet4t7; dur={Milliseconds(exchange, wait)}")
            .With("Vary", "Origin, X-Origin, Referer")
            .With("X-Content-Type-Options", "nosniff")
            .With("X-Frame-Options", "SAMEORIGIN")
            .With(Tier, "standard")
            .With("X-XSS-Protection", "0");
        return GeminiRules.Of(exchange).Section.Gzip && !reply.IsStream && AcceptsGzip(exchange.Http.Request)
            ? reply.Compressed()
            : reply;
    }

    /// <summary>What the provider says its own part took: the work, and a few milliseconds that the seed draws.</summary>
    private static string Milliseconds(Exchange exchange, TimeSpan wait)
    {
        var beside = 20 + (Seed.For(exchange.Seed, "server timing", exchange.Served.Name, exchange.Entry.Seq) % 80);
        return ((ulong)wait.TotalMilliseconds + beside).ToString(CultureInfo.InvariantCulture);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding.Any(value => value?.Contains("gzip", StringComparison.OrdinalIgnoreCase) is true);
}
