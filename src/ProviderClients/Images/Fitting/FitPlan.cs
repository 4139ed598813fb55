namespace ProviderClients.Images.Fitting;

/// <summary>Which part of a picture is kept: the largest one about the centre that has the wanted ratio.</summary>
/// <param name="Left">Pixels cut off on the left.</param>
/// <param name="Top">Pixels cut off above.</param>
/// <param name="Width">Pixels kept; 1 or more.</param>
/// <param name="Height">Pixels kept; 1 or more.</param>
internal readonly record struct FitPlan(int Left, int Top, int Width, int Height)
{
    /// <summary>Plans the cut. Less than half a pixel too much is not cut off: scaling takes it in.</summary>
    public static FitPlan For(int width, int height, int wantedWidth, int wantedHeight)
    {
        var isTooWide = (long)width * wantedHeight > (long)height * wantedWidth;
        var kept = isTooWide
            ? (Width: Rounded((long)height * wantedWidth, wantedHeight), Height: height)
            : (Width: width, Height: Rounded((long)width * wantedHeight, wantedWidth));
        var (keptWidth, keptHeight) = (Math.Clamp(kept.Width, 1, width), Math.Clamp(kept.Height, 1, height));
        return new FitPlan((width - keptWidth) / 2, (height - keptHeight) / 2, keptWidth, keptHeight);
    }

    private static int Rounded(long dividend, long divisor) => (int)Math.Min(int.MaxValue, (dividend + (divisor / 2)) / divisor);
}
