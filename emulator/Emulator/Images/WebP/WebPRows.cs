using System.Numerics;
using System.Runtime.InteropServices;

namespace Emulator.Images.WebP;

/// <summary>A painting's rows as lossless WebP stores them: red and blue less green, and all less what predicts them.</summary>
internal sealed class WebPRows(Painting painting)
{
    private readonly PixelRow _differences = new(painting.Size.WidthPixels);
    private PixelRow _above = new(painting.Size.WidthPixels);
    private PixelRow _row = new(painting.Size.WidthPixels);

    /// <summary>The row below the one that was asked for last.</summary>
    public PixelRow Next(int y)
    {
        (_above, _row) = (_row, _above);
        Paint(y);
        return Predicted(y);
    }

    /// <summary>Any row.</summary>
    public PixelRow Only(int y)
    {
        if (y > 0)
        {
            Paint(y - 1);
        }

        return Next(y);
    }

    private void Paint(int y)
    {
        painting.PaintRow(y, _row);
        Subtract(_row.Red, _row.Green, _row.Red);
        Subtract(_row.Blue, _row.Green, _row.Blue);
    }

    /// <summary>The first row has none above it, so every pixel is predicted by the one before, and the first by black.</summary>
    private PixelRow Predicted(int y)
    {
        var predictor = _above;
        if (y == 0)
        {
            ShiftRight(_row.Red, predictor.Red);
            ShiftRight(_row.Green, predictor.Green);
            ShiftRight(_row.Blue, predictor.Blue);
        }

        Subtract(_row.Red, predictor.Red, _differences.Red);
        Subtract(_row.Green, predictor.Green, _differences.Green);
        Subtract(_row.Blue, predictor.Blue, _differences.Blue);
        return _differences;
    }

    private static void ShiftRight(ReadOnlySpan<byte> row, Span<byte> shifted)
    {
        shifted[0] = 0;
        row[..^1].CopyTo(shifted[1..]);
    }

    private static void Subtract(ReadOnlySpan<byte> from, ReadOnlySpan<byte> what, Span<byte> differences)
    {
        var minuends = MemoryMarshal.Cast<byte, Vector<byte>>(from);
        var subtrahends = MemoryMarshal.Cast<byte, Vector<byte>>(what);
        var results = MemoryMarshal.Cast<byte, Vector<byte>>(differences);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = minuends[i] - subtrahends[i];
        }
    }
}
