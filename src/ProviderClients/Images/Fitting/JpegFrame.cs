using System.Buffers.Binary;

namespace ProviderClients.Images.Fitting;

/// <summary>The frame of a sequential JPEG: its size and its one or three components.</summary>
internal sealed class JpegFrame
{
    private const int FixedBytes = 6;
    private const int ComponentBytes = 3;

    private JpegFrame(int width, int height, JpegComponent[] components)
    {
        (Width, Height, Components) = (width, height, components);
        MostAcross = components.Max(component => component.Across);
        MostDown = components.Max(component => component.Down);
        UnitsAcross = Parts(width, 8 * MostAcross);
        UnitsDown = Parts(height, 8 * MostDown);
        foreach (var component in components)
        {
            component.Width = Parts(width * component.Across, MostAcross);
            component.Height = Parts(height * component.Down, MostDown);
            component.Stride = UnitsAcross * component.Across * 8;
            component.Rows = UnitsDown * component.Down * 8;
        }
    }

    public int Width { get; }

    public int Height { get; }

    public JpegComponent[] Components { get; }

    /// <summary>The largest sampling factors; components with smaller ones have fewer samples.</summary>
    public int MostAcross { get; }

    public int MostDown { get; }

    /// <summary>Units of an interleaved scan, each with all blocks of all components for one place.</summary>
    public int UnitsAcross { get; }

    public int UnitsDown { get; }

    public static int Parts(int whole, int part) => (whole + part - 1) / part;

    /// <exception cref="InvalidDataException">It is damaged, or of a kind that is not decoded.</exception>
    public static JpegFrame Read(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < FixedBytes || segment.Length != FixedBytes + (ComponentBytes * segment[5]))
        {
            throw new InvalidDataException("the JPEG's frame has a wrong length");
        }

        if (segment[0] != 8 || segment[5] is not (1 or 3))
        {
            throw new InvalidDataException($"a JPEG of {segment[5]} components and {segment[0]} bits is not decoded");
        }

        var (width, height) = (BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]));
        PixelGrid.CheckSize(width, height);
        var components = new JpegComponent[segment[5]];
        for (var index = 0; index < components.Length; index++)
        {
            var part = segment.Slice(FixedBytes + (index * ComponentBytes), ComponentBytes);
            components[index] = new JpegComponent(part[0], part[1] >> 4, part[1] & 15, part[2]);
            if (part[1] >> 4 is < 1 or > 4 || (part[1] & 15) is < 1 or > 4 || part[2] > 3)
            {
                throw new InvalidDataException("the JPEG's frame names sampling factors or tables that there are not");
            }
        }

        return new JpegFrame(width, height, components);
    }
}

/// <summary>One component: brightness or a colour, with samples of its own number.</summary>
/// <param name="id">As scans name it.</param>
/// <param name="across">Its sampling factor from left to right, 1 to 4.</param>
/// <param name="down">Its sampling factor from top to bottom, 1 to 4.</param>
/// <param name="steps">Its quantisation table, 0 to 3.</param>
internal sealed class JpegComponent(byte id, int across, int down, int steps)
{
    public byte Id { get; } = id;

    public int Across { get; } = across;

    public int Down { get; } = down;

    public int Steps { get; } = steps;

    /// <summary>Samples that mean something; the rest fills up blocks.</summary>
    public int Width { get; set; }

    public int Height { get; set; }

    public int Stride { get; set; }

    public int Rows { get; set; }

    /// <summary>Its samples; empty until a scan brought them.</summary>
    public byte[] Samples { get; set; } = [];

    public ReadOnlySpan<byte> Row(int y) => Samples.AsSpan(y * Stride, Width);
}
