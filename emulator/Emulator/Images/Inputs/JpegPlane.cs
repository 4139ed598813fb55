namespace Emulator.Images.Inputs;

/// <summary>One colour component of a JPEG file, with the samples of one row of its units.</summary>
internal sealed class JpegPlane(byte id, int across, int down, byte steps)
{
    private float[] _samples = [];
    private int _stride;

    public byte Id => id;

    /// <summary>How many blocks of it a unit has side by side.</summary>
    public int Across => across;

    /// <summary>How many rows of blocks of it a unit has.</summary>
    public int Down => down;

    /// <summary>The number of its quantisation table.</summary>
    public byte Steps => steps;

    public JpegWords? DcWords { get; set; }

    public JpegWords? AcWords { get; set; }

    public int PreviousDc { get; set; }

    public void Allocate(int units)
    {
        _stride = 8 * across * units;
        _samples = new float[_stride * 8 * down];
    }

    /// <summary>Where a block of eight rows goes; they are <see cref="Stride"/> apart.</summary>
    public Span<float> BlockAt(int unit, int block) =>
        _samples.AsSpan((block / across * 8 * _stride) + (8 * ((unit * across) + (block % across))));

    public int Stride => _stride;

    public float At(int x, int y) => _samples[(y * _stride) + x];
}
