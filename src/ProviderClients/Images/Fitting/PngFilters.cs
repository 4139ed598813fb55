namespace ProviderClients.Images.Fitting;

/// <summary>The five ways in which a PNG row may be written as differences from its neighbours.</summary>
internal static class PngFilters
{
    public const int Count = 5;

    /// <summary>Turns differences back into samples, in place.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The differences, then the samples.</param>
    /// <param name="above">The samples of the row above; zeros for the first.</param>
    /// <param name="step">Bytes of one pixel.</param>
    /// <exception cref="InvalidDataException">There is no such filter.</exception>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        if (filter >= Count)
        {
            throw new InvalidDataException($"the PNG uses row filter {filter}, which there is not");
        }

        for (var at = 0; at < row.Length && filter != 0; at++)
        {
            row[at] += Guess(filter, row, above, (at, step));
        }
    }

    /// <summary>Writes a row as differences.</summary>
    public static void Apply(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> differences)
    {
        for (var at = 0; at < row.Length; at++)
        {
            differences[at] = (byte)(row[at] - Guess(filter, row, above, (at, step)));
        }
    }

    private static byte Guess(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, (int At, int Step) place)
    {
        var left = place.At < place.Step ? 0 : row[place.At - place.Step];
        var up = above[place.At];
        return filter switch
        {
            1 => (byte)left,
            2 => up,
            3 => (byte)((left + up) / 2),
            4 => Paeth(left, up, place.At < place.Step ? 0 : above[place.At - place.Step]),
            _ => 0,
        };
    }

    /// <summary>The neighbour nearest to what a plane through all three would have here.</summary>
    private static byte Paeth(int left, int up, int corner)
    {
        var (fromLeft, fromUp, fromCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
        return fromLeft <= fromUp && fromLeft <= fromCorner ? (byte)left : fromUp <= fromCorner ? (byte)up : (byte)corner;
    }
}
