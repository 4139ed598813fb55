using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Emulator.Tests.Fuzzing;

/// <summary>Makes a valid request wrong, in one to three places, always the same ones for the same draws.</summary>
internal sealed class RequestMutator(Random random)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get"];

    private static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/vnd.api+json", "", ";", "application/", "APPLICATION/JSON;;;", "application/octet-stream", "\u00FC",
    ];

    private static readonly string[] Hosts =
    [
        "api.deepseek.com", "API.DEEPSEEK.COM:443", "api.nanobanana.com", "api.bfl.ai", "api.eu.bfl.ai", "delivery-eu1.bfl.ai", "delivery.us1.bfl.ai",
        "api.imagepig.com", "api..bfl.ai", "localhost", "[::1]", "evil.example",
    ];

    private static readonly string[] Runs = ["fuzz-1", "fuzz-2", "fuzz:3", "fuzz_4.x", "bad id!", "", "\u00FC"];

    public FuzzRequest Mutate(FuzzRequest request)
    {
        var times = random.Next(10) switch { < 6 => 1, < 9 => 2, _ => 3 };
        for (var time = 0; time < times; time++)
        {
            request = random.Next(20) switch
            {
                < 8 => MutateBody(request),
                < 10 => request with { Body = MutateBytes(request.Body) },
                < 14 => MutateHeader(request),
                14 or 15 => Order(request),
                16 => MutateTarget(request),
                17 => Address(request),
                18 => request with { Method = Methods[random.Next(Methods.Length)] },
                _ => request.Instead("Content-Type", ContentTypes[random.Next(ContentTypes.Length)]),
            };
        }

        return request;
    }

    private FuzzRequest MutateBody(FuzzRequest request)
    {
        var text = Encoding.UTF8.GetString(request.Body);
        if (text.Length == 0 || text[0] != '{')
        {
            return request with { Body = MutateBytes(request.Body) };
        }

        JsonText json = new(text);
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                json.Replace(random, HostileTexts.Value(random));
                break;
            case 3:
                json.DropKey(random);
                break;
            case 4:
                json.RepeatKey(random, random.Next(2) == 0 ? HostileTexts.Value(random) : null);
                break;
            case 5:
                json.RenameKey(random, HostileTexts.Key(random));
                break;
            case 6:
                json.Swap(random);
                break;
            default:
                var depth = HostileTexts.Depth(random);
                var isArray = random.Next(2) == 0;
                json.Wrap(
                    random,
                    string.Concat(Enumerable.Repeat(isArray ? "[" : "{\"a\":", depth)),
                    string.Concat(Enumerable.Repeat(isArray ? "]" : "}", depth)));
                break;
        }

        return request with { Body = Encoding.UTF8.GetBytes(json.ToString()) };
    }

    private byte[] MutateBytes(byte[] body)
    {
        byte[] bytes = [.. body];
        switch (random.Next(8))
        {
            case 0 or 1 when bytes.Length > 0:
                for (var flips = random.Next(1, 6); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
            case 2 when bytes.Length > 0:
                return bytes[..random.Next(bytes.Length)];
            case 3 when bytes.Length > 0:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(0x80, 0x100);
                return bytes;
            case 4:
                return [0xEF, 0xBB, 0xBF, .. bytes];
            case 5:
                return Zipped(bytes);
            case 6:
                return [.. bytes, .. bytes];
            default:
                var noise = new byte[random.Next(1, 300)];
                random.NextBytes(noise);
                return noise;
        }
    }

    private FuzzRequest MutateHeader(FuzzRequest request)
    {
        if (request.Headers.Count == 0 || random.Next(6) == 0)
        {
            string[] names = ["Content-Encoding", "Accept", "Origin", "Access-Control-Request-Method", "Expect", "Range", "Cookie", "Last-Event-ID", "X-Emulator-Token", "Accept-Encoding"];
            return request.With(names[random.Next(names.Length)], random.Next(3) == 0 ? "gzip" : HostileTexts.HeaderValue(random));
        }

        var (name, value) = request.Headers[random.Next(request.Headers.Count)];
        return random.Next(4) switch
        {
            0 => request.Without(name),
            1 => request.With(name, value),
            2 => request.With(name, HostileTexts.HeaderValue(random)),
            _ => request.Instead(name, HostileTexts.HeaderValue(random)),
        };
    }

    /// <summary>What a request may ask of the emulator itself.</summary>
    private FuzzRequest Order(FuzzRequest request)
    {
        var isHostile = random.Next(4) == 0;
        var (name, value) = random.Next(9) switch
        {
            0 or 1 or 2 => ("X-Emulator-Fault", HostileTexts.Faults[random.Next(HostileTexts.Faults.Count)]),
            3 => ("X-Emulator-Delay", random.Next(2) == 0 ? "1ms" : "2m"),
            4 => ("X-Emulator-Status", random.Next(390, 610).ToString(CultureInfo.InvariantCulture)),
            5 => ("Prefer", $"respond-async, code={random.Next(390, 610)}"),
            6 => ("X-Retry-Count", random.Next(-1, 5).ToString(CultureInfo.InvariantCulture)),
            7 => ("x-stainless-retry-count", random.Next(-1, 5).ToString(CultureInfo.InvariantCulture)),
            _ => ("Idempotency-Key", $"key {random.Next(5)}"),
        };
        return request.With(name, isHostile ? HostileTexts.HeaderValue(random) : value);
    }

    /// <summary>Another run, or the provider's own name.</summary>
    private FuzzRequest Address(FuzzRequest request) => random.Next(3) switch
    {
        0 => request with { Target = $"/@{Runs[random.Next(Runs.Length)]}{request.Target}" },
        1 => request.With("X-Test-Id", Runs[random.Next(Runs.Length)]),
        _ => request.Instead("Host", Hosts[random.Next(Hosts.Length)]),
    };

    private FuzzRequest MutateTarget(FuzzRequest request) => request with
    {
        Target = random.Next(8) switch
        {
            0 => request.Path + $"?{(char)random.Next('a', 'z')}={Uri.EscapeDataString(HostileTexts.HeaderValue(random))}&id=%ff%00",
            1 => request.Path + "/",
            2 => request.Path.ToUpperInvariant(),
            3 => request.Path + "%2f..%2f" + request.Query,
            4 => request.Path[..random.Next(1, request.Path.Length + 1)] + request.Query,
            5 => request.Path + $"/{string.Concat(Enumerable.Repeat("a/", random.Next(1, 500)))}",
            6 => request.Path + (request.Query.Length > 0 ? request.Query + "&" : "?") + $"limit={random.Next(-5, 5)}&newest=true&from={random.NextInt64()}",
            _ => request.Path.Replace("//", "/", StringComparison.Ordinal) + $"%{random.Next(256):x2}" + new string('p', random.Next(1, 3000)) + request.Query,
        },
    };

    private static byte[] Zipped(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return zipped.ToArray();
    }
}
