using System.Security.Cryptography;
using System.Text;

namespace Auditor;

/// <summary>The name of a key that may be shown: a few digits of its hash.</summary>
internal static class KeyFingerprint
{
    private const int Digits = 8;

    /// <summary>A plain key's fingerprint; a text that has a fingerprint's form already stays what it is.</summary>
    public static string Of(string key) =>
        IsFingerprint(key) ? key : "k-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..Digits];

    private static bool IsFingerprint(string text) =>
        text.Length == Digits + 2
        && text.StartsWith("k-", StringComparison.Ordinal)
        && text.Skip(2).All(char.IsAsciiHexDigitLower);
}
