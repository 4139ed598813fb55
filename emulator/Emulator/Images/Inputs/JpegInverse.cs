using System.Runtime.Intrinsics;
using Emulator.Images.Jpeg;

namespace Emulator.Images.Inputs;

/// <summary>The inverse cosine transform of 8x8 blocks, by the definition.</summary>
internal static class JpegInverse
{
    /// <summary>What each frequency of a row adds to its eight samples.</summary>
    private static readonly Vector256<float>[] Waves =
        [.. Enumerable.Range(0, 8).Select(u => Vector256.Create([.. Enumerable.Range(0, 8).Select(x => JpegTransform.CosineOf(x, u))]))];

    public static void Fill(float value, Span<float> samples, int stride)
    {
        for (var y = 0; y < 8; y++)
        {
            samples.Slice(y * stride, 8).Fill(value);
        }
    }

    public static void Apply(ReadOnlySpan<int> coefficients, Span<float> samples, int stride)
    {
        for (var y = 0; y < 8; y++)
        {
            Vector256<float>.Zero.CopyTo(samples[(y * stride)..]);
        }

        for (var v = 0; v < 8; v++)
        {
            var row = Vector256<float>.Zero;
            for (var u = 0; u < 8; u++)
            {
                if (coefficients[(8 * v) + u] is not 0 and var coefficient)
                {
                    row += Waves[u] * coefficient;
                }
            }

            for (var y = 0; y < 8; y++)
            {
                var target = samples.Slice(y * stride, 8);
                (Vector256.Create<float>(target) + (row * JpegTransform.CosineOf(y, v))).CopyTo(target);
            }
        }
    }
}
