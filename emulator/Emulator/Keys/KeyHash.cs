using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Emulator.Keys;

/// <summary>
/// What is kept of a key: its SHA-256, which tells keys apart as well as they do themselves and cannot be turned back into one.
/// </summary>
internal readonly record struct KeyHash(UInt128 High, UInt128 Low)
{
    private const int LongestOnStack = 256;

    /// <summary>How long a fingerprint is: <c>k-</c> and 8 hexadecimal digits.</summary>
    private const int FingerprintLength = 10;

    /// <summary><c>k-</c> and the first 8 hexadecimal digits: the only form in which a key is ever written down.</summary>
    public string Fingerprint => $"k-{(uint)(High >> 96):x8}";

    public static KeyHash Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetByteCount(key);
        var bytes = length <= LongestOnStack ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(key, bytes);
        SHA256.HashData(bytes, hash);
        return new KeyHash(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    /// <summary>Whether a text is a fingerprint, and therefore hardly a key.</summary>
    public static bool IsFingerprint(string text) =>
        text.Length == FingerprintLength && text.StartsWith("k-", StringComparison.Ordinal) && text[2..].All(char.IsAsciiHexDigitLower);
}
