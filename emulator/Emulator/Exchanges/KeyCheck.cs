using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Emulator.Exchanges;

/// <summary>Decides whether a key is accepted, and gives keys the only form in which they are ever written down.</summary>
internal static class KeyCheck
{
    private const string RefusedWord = "invalid";
    private const int MostFingerprints = 1024;

    private static readonly SearchValues<string> Refused = SearchValues.Create([RefusedWord], StringComparison.OrdinalIgnoreCase);

    /// <summary>Of the first keys that came: a function's values, kept because nearly every request brings one of them.</summary>
    private static readonly ConcurrentDictionary<string, string> Fingerprints = new(StringComparer.Ordinal);

    /// <summary>The key in <c>Authorization: Bearer</c>, or <see langword="null"/>.</summary>
    public static string? Bearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        string? header = request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var key = header[Scheme.Length..].Trim();
        return key.Length == 0 ? null : key;
    }

    /// <summary>The key in a header of its own, or <see langword="null"/>.</summary>
    public static string? Header(HttpRequest request, string name)
    {
        string? key = request.Headers[name];
        return string.IsNullOrWhiteSpace(key) ? null : key.Trim();
    }

    public static Refusal? Check(string? key, IReadOnlyList<string>? accepted)
    {
        if (key is null)
        {
            return new MissingKey();
        }

        if (accepted is not null)
        {
            return accepted.Contains(key, StringComparer.Ordinal)
                ? null
                : new WrongKey(key, "the key is not in the scenario's list of keys");
        }

        return key.AsSpan().ContainsAny(Refused)
            ? new WrongKey(key, $"a key that contains the word {RefusedWord} is refused")
            : null;
    }

    /// <summary><c>k-</c> and the first 8 hexadecimal digits of the SHA-256 of the key.</summary>
    public static string Fingerprint(string key)
    {
        if (Fingerprints.TryGetValue(key, out var known))
        {
            return known;
        }

        var fingerprint = Hashed(key);
        if (Fingerprints.Count < MostFingerprints)
        {
            Fingerprints.TryAdd(key, fingerprint);
        }

        return fingerprint;
    }

    private static string Hashed(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return $"k-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }
}
