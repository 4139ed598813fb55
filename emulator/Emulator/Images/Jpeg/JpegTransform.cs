using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emulator.Images.Jpeg;

/// <summary>
/// The forward discrete cosine transform of an 8x8 block: down the columns, eight at once, by Arai, Agui and Nakajima,
/// whose results are too big by a factor known for each row; along the rows by the definition.
/// </summary>
internal static class JpegTransform
{
    private const float A = 0.490392640f;
    private const float B = 0.461939766f;
    private const float C = 0.415734806f;
    private const float D = 0.353553391f;
    private const float E = 0.277785117f;
    private const float F = 0.191341716f;
    private const float G = 0.097545161f;

    /// <summary>How much each sample of a row counts for each of its eight frequencies; written out, because cosines differ between machines.</summary>
    private static readonly Vector256<float>[] Cosines =
    [
        Vector256.Create(D, A, B, C, D, E, F, G),
        Vector256.Create(D, C, F, -G, -D, -A, -B, -E),
        Vector256.Create(D, E, -F, -A, -D, G, B, C),
        Vector256.Create(D, G, -B, -E, D, C, -F, -A),
        Vector256.Create(D, -G, -B, E, D, -C, -F, A),
        Vector256.Create(D, -E, -F, A, -D, -G, B, -C),
        Vector256.Create(D, -C, F, G, -D, A, -B, E),
        Vector256.Create(D, -A, B, -C, D, -E, F, -G),
    ];

    private static ReadOnlySpan<float> RowScale =>
        [1f, 1.387039845f, 1.306562965f, 1.175875602f, 1f, 0.785694958f, 0.541196100f, 0.275899379f];

    /// <summary>How much too big the coefficient at this place is.</summary>
    public static float ScaleOf(int place) => RowScale[place / 8] * 2.828427125f;

    /// <summary>How much a sample counts for a frequency, of the eight of each.</summary>
    public static float CosineOf(int sample, int frequency) => Cosines[sample][frequency];

    /// <summary>Transforms eight rows of eight samples.</summary>
    /// <param name="samples">The first row's first sample.</param>
    /// <param name="stride">How far each row is from the one above.</param>
    /// <param name="block">The coefficients, row by row.</param>
    public static void Apply(ReadOnlySpan<float> samples, int stride, Span<float> block)
    {
        Columns(samples, stride, block);
        for (var row = 0; row < 64; row += 8)
        {
            Row(block.Slice(row, 8));
        }
    }

    private static void Columns(ReadOnlySpan<float> samples, int stride, Span<float> block)
    {
        ref var first = ref MemoryMarshal.GetReference(samples[..((7 * stride) + 8)]);
        var d0 = Load(ref first, 0);
        var d1 = Load(ref first, stride);
        var d2 = Load(ref first, 2 * stride);
        var d3 = Load(ref first, 3 * stride);
        var d4 = Load(ref first, 4 * stride);
        var d5 = Load(ref first, 5 * stride);
        var d6 = Load(ref first, 6 * stride);
        var d7 = Load(ref first, 7 * stride);

        var (sum07, difference07) = (d0 + d7, d0 - d7);
        var (sum16, difference16) = (d1 + d6, d1 - d6);
        var (sum25, difference25) = (d2 + d5, d2 - d5);
        var (sum34, difference34) = (d3 + d4, d3 - d4);

        var (evenSum, evenDifference) = (sum07 + sum34, sum07 - sum34);
        var (innerSum, innerDifference) = (sum16 + sum25, sum16 - sum25);
        var turned = (innerDifference + evenDifference) * 0.707106781f;

        var low = difference34 + difference25;
        var middle = (difference25 + difference16) * 0.707106781f;
        var high = difference16 + difference07;
        var shared = (low - high) * 0.382683433f;
        var lowTurned = (low * 0.541196100f) + shared;
        var highTurned = (high * 1.306562965f) + shared;
        var (outer, inner) = (difference07 + middle, difference07 - middle);

        (evenSum + innerSum).CopyTo(block);
        (outer + highTurned).CopyTo(block[8..]);
        (evenDifference + turned).CopyTo(block[16..]);
        (inner - lowTurned).CopyTo(block[24..]);
        (evenSum - innerSum).CopyTo(block[32..]);
        (inner + lowTurned).CopyTo(block[40..]);
        (evenDifference - turned).CopyTo(block[48..]);
        (outer - highTurned).CopyTo(block[56..]);
    }

    private static void Row(Span<float> row)
    {
        var cosines = Cosines;
        var sum = cosines[0] * row[0];
        for (var i = 1; i < 8; i++)
        {
            sum += cosines[i] * row[i];
        }

        sum.CopyTo(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float first, int offset) => Vector256.LoadUnsafe(ref first, (nuint)offset);
}
