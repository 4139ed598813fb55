using System.Buffers;
using System.Buffers.Binary;

namespace Emulator.Images.Coding;

/// <summary>A file while it is written, in pieces lent by the pool: nothing is allocated but the finished file.</summary>
internal sealed class FileBuffer : IDisposable
{
    private const int PieceBytes = 64 * 1024;

    private readonly List<byte[]> _full = [];
    private byte[] _piece = Rent();
    private int _length;

    /// <summary>How many bytes were written.</summary>
    public int Length => (_full.Count * PieceBytes) + _length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_length == PieceBytes)
            {
                _full.Add(_piece);
                _piece = Rent();
                _length = 0;
            }

            var taken = Math.Min(bytes.Length, PieceBytes - _length);
            bytes[..taken].CopyTo(_piece.AsSpan(_length));
            _length += taken;
            bytes = bytes[taken..];
        }
    }

    public byte[] ToArray()
    {
        var file = GC.AllocateUninitializedArray<byte>(Length);
        foreach (var (index, piece) in _full.Index())
        {
            piece.AsSpan(0, PieceBytes).CopyTo(file.AsSpan(index * PieceBytes));
        }

        _piece.AsSpan(0, _length).CopyTo(file.AsSpan(_full.Count * PieceBytes));
        return file;
    }

    /// <summary>Writes a number into the file's first piece, where nobody could know it before.</summary>
    public void PatchLittleEndian(int at, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian((_full.Count > 0 ? _full[0] : _piece).AsSpan(at, sizeof(int)), value);

    public void Dispose()
    {
        foreach (var piece in _full)
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        ArrayPool<byte>.Shared.Return(_piece);
        _full.Clear();
        _piece = [];
        _length = 0;
    }

    private static byte[] Rent() => ArrayPool<byte>.Shared.Rent(PieceBytes);
}
