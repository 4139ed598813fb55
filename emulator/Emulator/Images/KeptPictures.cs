namespace Emulator.Images;

/// <summary>
/// Keeps the files that were asked for last, up to a bound in bytes: pictures can always be made again, but polling tells a
/// file's size before the download fetches it.
/// </summary>
internal sealed class KeptPictures(long capacityBytes = KeptPictures.DefaultCapacityBytes)
{
    public const long DefaultCapacityBytes = 64L << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<PictureSpec, LinkedListNode<(PictureSpec Spec, byte[] File)>> _bySpec = [];
    private readonly LinkedList<(PictureSpec Spec, byte[] File)> _byUse = new();
    private long _bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The picture's file, kept or made.</summary>
    public byte[] FileOf(PictureSpec spec)
    {
        lock (_lock)
        {
            if (_bySpec.TryGetValue(spec, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddLast(node);
                return node.Value.File;
            }
        }

        // Outside the lock: two requests for the same new picture both make it, and both get the same bytes.
        var file = spec.Encode();
        Keep(spec, file);
        return file;
    }

    /// <summary>A prompt may be longer than its picture; of what a request brought there are thumbnails only.</summary>
    private static long BytesOf(PictureSpec spec, byte[] file) =>
        file.Length + (2L * spec.Prompt.Length) + spec.Inputs.All.Sum(static input => (long)(input.Thumbnail?.Bytes ?? 0));

    private void Keep(PictureSpec spec, byte[] file)
    {
        lock (_lock)
        {
            if (BytesOf(spec, file) > capacityBytes || !_bySpec.TryAdd(spec, new LinkedListNode<(PictureSpec Spec, byte[] File)>((spec, file))))
            {
                return;
            }

            _byUse.AddLast(_bySpec[spec]);
            _bytes += BytesOf(spec, file);
            while (_bytes > capacityBytes)
            {
                var oldest = _byUse.First!;
                _byUse.RemoveFirst();
                _bySpec.Remove(oldest.Value.Spec);
                _bytes -= BytesOf(oldest.Value.Spec, oldest.Value.File);
            }
        }
    }
}
