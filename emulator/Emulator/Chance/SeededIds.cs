using System.Numerics;

namespace Emulator.Chance;

/// <summary>
/// Makes the ids of one exchange: different in every exchange of a run, and the same when the run is repeated.
/// </summary>
/// <param name="seed">A number that no other exchange of the run has.</param>
internal sealed class SeededIds(ulong seed)
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string HexDigits = "0123456789abcdef";

    private ulong _state = seed;

    /// <summary>A UUID of version 4, in lower case.</summary>
    public string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string Hex(int length) => Text(HexDigits, length);

    /// <summary>The alphabet of ULIDs.</summary>
    public string Base32(int length) => Text(Crockford, length);

    /// <summary>Digits and letters of both cases.</summary>
    public string Letters(int length) => Text(Alphanumeric, length);

    private string Text(string alphabet, int length) =>
        string.Create(length, (Ids: this, alphabet), static (text, state) =>
        {
            var letters = state.alphabet.AsSpan();
            var isPowerOfTwo = BitOperations.IsPow2(letters.Length);
            foreach (ref var letter in text)
            {
                // The same remainder either way; the first costs a fraction of a division.
                var number = state.Ids.Next();
                letter = letters[(int)(isPowerOfTwo ? number & (ulong)(letters.Length - 1) : number % (ulong)letters.Length)];
            }
        });

    private ulong Next() => Seed.Mix(_state += 0x9E3779B97F4A7C15);
}
