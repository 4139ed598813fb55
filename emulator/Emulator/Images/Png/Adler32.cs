using System.Runtime.Intrinsics;

namespace Emulator.Images.Png;

/// <summary>The checksum that ends every zlib stream (RFC 1950), of bytes that come in pieces.</summary>
internal sealed class Adler32
{
    private const uint Modulus = 65_521;

    /// <summary>After so many bytes the sums could overflow.</summary>
    private const int MostBytes = 5552;

    private static readonly Vector128<ushort> FirstWeights = Vector128.Create((ushort)16, 15, 14, 13, 12, 11, 10, 9);
    private static readonly Vector128<ushort> LastWeights = Vector128.Create((ushort)8, 7, 6, 5, 4, 3, 2, 1);

    private uint _sum = 1;
    private uint _sumOfSums;

    public uint Value => (_sumOfSums << 16) | _sum;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, MostBytes);
            AddPiece(bytes[..taken]);
            bytes = bytes[taken..];
        }
    }

    private void AddPiece(ReadOnlySpan<byte> bytes)
    {
        var (sums, sumsBefore, weighted) = (Vector128<uint>.Zero, Vector128<uint>.Zero, Vector128<uint>.Zero);
        var (first, last) = (FirstWeights, LastWeights);
        var whole = bytes.Length & ~15;
        for (var i = 0; i < whole; i += 16)
        {
            sumsBefore += sums;
            var values = Vector128.Create(bytes.Slice(i, 16));
            var (low, high) = (Vector128.WidenLower(values), Vector128.WidenUpper(values));
            var sum = low + high;
            sums += Vector128.WidenLower(sum) + Vector128.WidenUpper(sum);
            var product = (low * first) + (high * last);
            weighted += Vector128.WidenLower(product) + Vector128.WidenUpper(product);
        }

        _sumOfSums += ((uint)whole * _sum) + (16 * Vector128.Sum(sumsBefore)) + Vector128.Sum(weighted);
        _sum += Vector128.Sum(sums);
        foreach (var value in bytes[whole..])
        {
            _sum += value;
            _sumOfSums += _sum;
        }

        _sum %= Modulus;
        _sumOfSums %= Modulus;
    }
}
