using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Emulator.Images.Scenes;

/// <summary>A repeatable sequence of draws for one picture: SplitMix64, started from a seed and a text.</summary>
internal sealed class Draws
{
    private ulong _state;

    public Draws(ulong seed, string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length) + sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        var length = Encoding.UTF8.GetBytes(text, bytes.AsSpan(sizeof(ulong)));
        _state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes.AsSpan(0, sizeof(ulong) + length)));
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from <paramref name="low"/> up to, not including, <paramref name="high"/>.</summary>
    public float Between(float low, float high) => low + ((high - low) * ((Next() >> 40) / (float)(1 << 24)));

    public int Between(int low, int highExclusive) => low + (int)(Next() % (ulong)(highExclusive - low));
}
