using System.Buffers;

namespace Emulator.NanoBanana.Gemini.Files;

/// <summary>An upload that was begun: what the file will be, and what has come of it.</summary>
/// <param name="file">What the file will be, without its bytes.</param>
/// <param name="length">How long it was said to be; <see langword="null"/> when nothing was said.</param>
internal sealed class GeminiUpload(StoredFile file, long? length)
{
    /// <summary>The longest file that is taken; the provider takes more than a test machine should hold.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _bytes = new();
    private bool _isOver;

    /// <summary>Takes a part.</summary>
    /// <param name="offset">Where it belongs; <see langword="null"/> for where the last one ended.</param>
    /// <param name="part">Its bytes.</param>
    /// <param name="isLast">Whether the file is then complete.</param>
    /// <param name="stored">The file, when it is complete.</param>
    /// <returns>Whether the part fitted.</returns>
    public bool TryTake(long? offset, ReadOnlySpan<byte> part, bool isLast, out StoredFile? stored)
    {
        stored = null;
        lock (_lock)
        {
            if (_isOver || (offset ?? _bytes.WrittenCount) != _bytes.WrittenCount || _bytes.WrittenCount + part.Length > MostBytes
                || (isLast && length is { } said && said != _bytes.WrittenCount + part.Length))
            {
                return false;
            }

            _bytes.Write(part);
            if (isLast)
            {
                _isOver = true;
                stored = file with { Bytes = _bytes.WrittenMemory };
                _bytes = new ArrayBufferWriter<byte>();
            }

            return true;
        }
    }
}
