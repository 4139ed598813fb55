using System.Globalization;

namespace Emulator.Tests.Fuzzing;

/// <summary>What is put where something else belongs.</summary>
internal static class HostileTexts
{
    private static readonly string[] Json =
    [
        "null", "true", "false", "0", "-1", "1", "0.5", "-0.0", "1e400", "-1e400", "1e-400", "1e999999999", "1E+2", "NaN", "Infinity",
        "9223372036854775808", "-9223372036854775809", "99999999999999999999999999", "4294967296", "2147483648", "\"\"", "\" \"",
        "\"\\ud800\"", "\"\\udc00x\"", "\"x\\ud83d\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u202e\\ufeff\\uffff\"", "\"\U0001D54F\u00FC\u4E2D\"",
        "\"[moderated]\"", "\"[failed]\"", "\"{{prompt}}{{\"", "\"../../etc/passwd\"", "\"\\r\\nX-A: b\"", "\"<b>&amp;'\"", "\"inf\"", "\"nan\"",
        "\"1e9\"", "\"24h\"", "\"9999999d\"", "\"-1s\"", "\"3650d\"", "\"1..0\"", "\"!*\"", "\">= 99999999999999999999999999999999\"",
        "\"https://example.com/\\u00fc\"", "\"http://[::1\"", "\"http://a b/\"", "\"http://%zz/\"", "\"http://xn--/\"", "\"http:///x\"",
        "\"http://user:p@example.com:99999/\"", "\"HTTPS://EXAMPLE.COM\"", "\"data:image/png;base64,AAAA\"", "[]", "{}", "[[]]", "[null]",
        "{\"\":{}}", "{\"\\ud800\":1}", "[{}]", "{\"a\":1,\"a\":2}", "tru", "'x'", "\"open", "0x10", "01", "1.", "/*c*/1", "\uFEFF1",
    ];

    private static readonly string[] Keys =
    [
        "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"__proto__\"", "\"prompt\"", "\"Prompt\"", "\"model\"", "\"role\"", "\"constructor\"", "\"k\u00FC\u4E2D\U0001D54F\"",
        "\"a.b\"", "\"$ref\"", "\"seed\"", "\"<<\"", "\"&a\"", "\"*a\"", "key", "1",
    ];

    public static readonly IReadOnlyList<string> HeaderValues =
    [
        "", " ", "x", "\t", "\u00FC\u20AC", "%00", "0", "-1", "99999999999999999999", "null", "{}", "[", "a,b;c=d", "\"", "Bearer", "Bearer ", "bearer x y",
        "*", "../..", "1e9", "24h", "1ms", "NaN", "a=b=c", ";;;", "code=", "code=503, code=9", "none", "__", "....", ":", "-", "a:b",
    ];

    public static readonly IReadOnlyList<string> Faults =
    [
        "none", "reset", "reset; phase=firstByte", "reset; phase=accept", "close; afterBytes=3", "close; phase=headers", "truncate", "garble", "emptyBody",
        "slowBody; bytesPerSecond=100000", "wrongBody; body=x", "editJson; set={a.b: 1}", "editJson; remove=[choices.0, \"\"]", "editJson; set={choices.99999.x: 1}",
        "blankLines; lines=5", "contentType; contentType=text/html", "contentType; contentType=\u00FC", "contentLength; byBytes=5", "contentLength; byBytes=-99999",
        "headers; headers={X-A: b}", "headers; headers={\"X A\": \"b\"}", "headers; headers={\"X-A\": \"\u00FC\"}", "headers; headers={\"X-A\": \"a\\r\\nB: c\"}",
        "headers; headers={Content-Length: 3}", "headers; headers={Transfer-Encoding: chunked}", "rateHeaders", "brokenFrame; frame=1", "duplicateFrame", "errorEvent; frame=2",
        "missingEnd", "wrongImageType", "truncateImage; afterBytes=5", "expiredUrl", "missingUrl", "stuckJob", "failedJob", "moderatedJob", "lostCallback",
        "duplicateCallback; times=3", "badSignature", "refuse; status=429; retryAfter=2s", "refuse; status=200", "refuse; status=99999", "gatewayPage",
        "unreachable", "delay; delay=1ms", "delay; delay=-1s", "delay; delay=99999999d", "delay; delay={mean: 1ms}", "stall; delay=1ms", "no such thing",
        "refuse; status=429; retryAfterForm=words", "refuse; a=&a [*a]", "refuse; a: b", "refuse, x: y", "refuse; }", "truncate; afterBytes=9223372036854775807",
        "emptyBody; lines=1000", "errorEvent; status=100",
    ];

    public static string Value(Random random) => random.Next(40) switch
    {
        0 => $"\"{new string('x', random.Next(1, 100_000))}\"",
        1 => $"[{string.Join(',', Enumerable.Repeat(Json[random.Next(12)], 10_000))}]",
        2 => new string('9', random.Next(1, 20_000)),
        3 => Nested(random, "[", "]"),
        4 => Nested(random, "{\"a\":", "}"),
        5 => $"\"{string.Concat(Enumerable.Repeat("\\ud83d\\ude00*", random.Next(1, 3000)))}\"",
        6 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
        7 => $"{{{string.Join(',', Enumerable.Range(0, 2000).Select(number => $"\"k{number}\":{number}"))}}}",
        _ => Json[random.Next(Json.Length)],
    };

    public static string Key(Random random) => random.Next(12) == 0 ? $"\"{new string('k', random.Next(1, 70_000))}\"" : Keys[random.Next(Keys.Length)];

    public static int Depth(Random random) => random.Next(4) switch { 0 => random.Next(10, 70), 1 => random.Next(60, 600), 2 => 5000, _ => random.Next(2, 20) };

    public static string HeaderValue(Random random) => random.Next(10) switch
    {
        0 => new string('h', 8 * 1024),
        1 => string.Concat(Enumerable.Repeat("[", random.Next(1, 8000))),
        _ => HeaderValues[random.Next(HeaderValues.Count)],
    };

    private static string Nested(Random random, string open, string close)
    {
        var depth = Depth(random);
        return $"{string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}";
    }
}
