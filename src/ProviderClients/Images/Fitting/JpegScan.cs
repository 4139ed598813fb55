namespace ProviderClients.Images.Fitting;

/// <summary>Decodes one scan: the blocks of one component, or of several in turn.</summary>
/// <param name="frame">The frame it belongs to.</param>
/// <param name="parts">The components and the tables they are read with.</param>
/// <param name="restartInterval">Units between two restart markers; 0 without.</param>
internal sealed class JpegScan(JpegFrame frame, JpegScanPart[] parts, int restartInterval)
{
    private const int Centre = 128;
    private readonly int[] _lastBrightness = new int[parts.Length];

    /// <summary>Decodes it and says where the file goes on.</summary>
    /// <exception cref="InvalidDataException">It is damaged or cut off.</exception>
    public int Decode(ReadOnlySpan<byte> file, int at, CancellationToken cancellationToken)
    {
        var units = parts.Length == 1 ? OwnUnits(parts[0].Component) : (Across: frame.UnitsAcross, Down: frame.UnitsDown);
        var blocks = (long)units.Across * units.Down * (parts.Length == 1 ? 1 : parts.Sum(part => part.Component.Across * part.Component.Down));
        if ((file.Length - at) * 4L < blocks)
        {
            // Two codes a block, a bit each at least: what is missing gets no memory.
            throw new InvalidDataException("the JPEG has too little data for its size");
        }

        foreach (var part in parts)
        {
            part.Component.Samples = new byte[(long)part.Component.Stride * part.Component.Rows];
        }

        var bits = new JpegBits(file, at);
        Span<float> block = stackalloc float[JpegTables.BlockSize];
        for (int row = 0, unit = 0; row < units.Down; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var column = 0; column < units.Across; column++, unit++)
            {
                if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0)
                {
                    bits.Restart((unit / restartInterval) - 1);
                    Array.Clear(_lastBrightness);
                }

                ReadUnit(ref bits, block, row, column);
            }
        }

        return bits.At;
    }

    private static (int Across, int Down) OwnUnits(JpegComponent component) =>
        (JpegFrame.Parts(component.Width, 8), JpegFrame.Parts(component.Height, 8));

    private void ReadUnit(ref JpegBits bits, scoped Span<float> block, int row, int column)
    {
        for (var index = 0; index < parts.Length; index++)
        {
            var component = parts[index].Component;
            var (across, down) = parts.Length == 1 ? (1, 1) : (component.Across, component.Down);
            for (var place = 0; place < across * down; place++)
            {
                var isFlat = ReadBlock(ref bits, index, block);
                Put(block, isFlat, component, ((row * down) + (place / across), (column * across) + (place % across)));
            }
        }
    }

    /// <summary>Reads the coefficients of a block; says whether all but the first are zero.</summary>
    private bool ReadBlock(ref JpegBits bits, int index, scoped Span<float> block)
    {
        block.Clear();
        var part = parts[index];
        _lastBrightness[index] += bits.Signed(part.First.Read(ref bits) & 15);
        block[0] = _lastBrightness[index] * part.Steps[0];
        var isFlat = true;
        for (var at = 1; at < JpegTables.BlockSize; at++)
        {
            var code = part.Others.Read(ref bits);
            if ((code & 15) == 0)
            {
                if (code != 0xF0)
                {
                    break;
                }

                at += 15;
                continue;
            }

            at += code >> 4;
            if (at >= JpegTables.BlockSize)
            {
                throw new InvalidDataException("a block of the JPEG has too many coefficients");
            }

            block[JpegTables.Zigzag[at]] = bits.Signed(code & 15) * part.Steps[at];
            isFlat = false;
        }

        return isFlat;
    }

    private static void Put(Span<float> block, bool isFlat, JpegComponent component, (int Row, int Column) place)
    {
        var target = component.Samples.AsSpan((place.Row * 8 * component.Stride) + (place.Column * 8));
        if (isFlat)
        {
            var value = Sample(block[0] / 8);
            for (var row = 0; row < 8; row++)
            {
                target.Slice(row * component.Stride, 8).Fill(value);
            }

            return;
        }

        CosineTransform.Inverse(block);
        for (var at = 0; at < JpegTables.BlockSize; at++)
        {
            target[(at / 8 * component.Stride) + (at % 8)] = Sample(block[at]);
        }
    }

    private static byte Sample(float value) => (byte)Math.Clamp(value + Centre + 0.5f, 0, 255);
}

/// <summary>A component in a scan.</summary>
/// <param name="Component">The component.</param>
/// <param name="First">Reads the lengths of first coefficients.</param>
/// <param name="Others">Reads runs and lengths of all others.</param>
/// <param name="Steps">What coefficients are multiplied by, in zigzag order.</param>
internal sealed record JpegScanPart(JpegComponent Component, JpegHuffman First, JpegHuffman Others, int[] Steps);
