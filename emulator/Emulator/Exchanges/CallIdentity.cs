using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Emulator.Chance;

namespace Emulator.Exchanges;

/// <summary>How call and attempt were found.</summary>
internal enum Identification
{
    Declared,
    RetryHeader,
    Content,
}

/// <summary>Which logical call a request belongs to, and which attempt of it this is.</summary>
internal readonly record struct CallIdentity(string Call, int Attempt, Identification IdentifiedBy)
{
    private const string StainlessHeader = "x-stainless-retry-count";
    private const int LongestCall = 200;
    private const int HighestAttempt = 1_000_000;

    /// <summary>The identity that the client declares, if it does.</summary>
    public static CallIdentity? Declared(HttpRequest request)
    {
        string? call = request.Headers["X-Request-Id"];
        return string.IsNullOrWhiteSpace(call)
            ? null
            : new CallIdentity(
                call.Length <= LongestCall ? call : call[..LongestCall],
                AttemptIn(request, "X-Retry-Count") ?? AttemptIn(request, StainlessHeader) ?? 0,
                Identification.Declared);
    }

    /// <summary>
    /// The identity of a poll or download whose client declares none: that of the request that it follows up, so that it does
    /// not depend on ids, which differ with the order of arrival.
    /// </summary>
    public static CallIdentity? FromOrigin(Exchange exchange, Occurrences occurrences) => exchange.Origin is { } origin
        ? new CallIdentity(
            origin.Call, occurrences.Count($"{exchange.Operation.Name}\n{origin.Call}"), Identification.Content)
        : null;

    /// <summary>The identity of a client that declares none: what it sends, and how often it has sent it.</summary>
    public static CallIdentity FromContent(Exchange exchange, Occurrences occurrences)
    {
        var request = exchange.Http.Request;
        var content = Seed.Hash(exchange.Served.Name);
        content = Seed.Mix(content ^ Seed.Hash(exchange.Operation.Name));
        content = Seed.Mix(content ^ Seed.Hash(exchange.Entry.Key));
        content = Seed.Mix(content ^ (exchange.Json is { } json
            ? CanonicalHash(json.RootElement)
            : Seed.Hash(request.Path.Value)));
        if (request.RouteValues["model"] is string model)
        {
            // Some providers have the model in the path and not in the body.
            content = Seed.Mix(content ^ Seed.Hash(model));
        }

        var call = string.Create(CultureInfo.InvariantCulture, $"c-{content:x16}");
        if (AttemptIn(request, StainlessHeader) is not { } attempt)
        {
            return new CallIdentity(call, occurrences.Count(call), Identification.Content);
        }

        // Every first attempt begins a new call of the same content; later attempts belong to the newest.
        var number = attempt == 0 ? occurrences.Count(call) : occurrences.Newest(call);
        return new CallIdentity($"{call}.{number}", attempt, Identification.RetryHeader);
    }

    private static int? AttemptIn(HttpRequest request, string header) =>
        int.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            && attempt <= HighestAttempt
            ? attempt
            : null;

    /// <summary>The same for two bodies that differ in spaces and in the order of keys alone.</summary>
    private static ulong CanonicalHash(JsonElement element)
    {
        var kind = (ulong)element.ValueKind;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var sum = 0UL;
                foreach (var property in element.EnumerateObject())
                {
                    sum += Seed.Mix(Seed.Hash(JsonMarshal.GetRawUtf8PropertyName(property)) ^ Seed.Mix(CanonicalHash(property.Value)));
                }

                return Seed.Mix(sum + kind);
            case JsonValueKind.Array:
                var chain = kind;
                foreach (var item in element.EnumerateArray())
                {
                    chain = Seed.Mix(chain ^ CanonicalHash(item));
                }

                return chain;
            default:
                return Seed.Mix(Seed.Hash(JsonMarshal.GetRawUtf8Value(element)) ^ kind);
        }
    }
}
