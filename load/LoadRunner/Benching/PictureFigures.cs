namespace LoadRunner.Benching;

/// <summary>How long pictures took.</summary>
/// <param name="SidePixels">They are as wide as high.</param>
/// <param name="Pictures">How many there were of each format.</param>
/// <param name="Formats">The formats.</param>
/// <param name="ZlibMs">How long zlib takes at its fastest for the raw bytes of one.</param>
internal sealed record PictureFigures(int SidePixels, int Pictures, IReadOnlyList<FormatFigures> Formats, double ZlibMs)
{
    /// <summary>The median of every format may not be larger.</summary>
    public const double TargetMs = 10;

    public bool Holds => Formats.All(static format => format.MedianMs <= TargetMs);
}

/// <summary>How long the pictures of one format took, painted and encoded.</summary>
/// <param name="Format">Its name.</param>
/// <param name="MedianMs">By the clock, in the server.</param>
/// <param name="FastestMs">The fastest.</param>
/// <param name="ProcessorMs">Processor time of the whole server for each, sending it included.</param>
/// <param name="Bytes">The mean length of a file.</param>
internal sealed record FormatFigures(string Format, double MedianMs, double FastestMs, double ProcessorMs, long Bytes);
