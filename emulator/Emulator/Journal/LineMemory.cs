using System.Text;

namespace Emulator.Journal;

/// <summary>
/// Remembers the newest lines, up to a number of them, in blocks that are used again. As objects of their own they would
/// all live long enough for the collector to move each of them twice. Not safe for use by several threads.
/// </summary>
internal sealed class LineMemory(int capacity)
{
    private const int BlockBytes = 64 * 1024;

    private readonly LinkedList<Block> _blocks = [];
    private Block? _spare;

    public int Count { get; private set; }

    /// <summary>Adds a line.</summary>
    /// <returns>Whether the oldest had to be forgotten for it.</returns>
    public bool Add(ReadOnlySpan<byte> line)
    {
        var isFull = Count >= capacity;
        if (isFull)
        {
            ForgetOldest();
        }

        if (_blocks.Last is not { Value: var block } || !block.HasRoomFor(line.Length))
        {
            block = BlockFor(line.Length);
            _blocks.AddLast(block);
        }

        block.Add(line);
        Count++;
        return isFull;
    }

    /// <summary>The lines as texts, oldest first.</summary>
    public IEnumerable<string> Texts() => _blocks.SelectMany(static block => block.Texts());

    /// <summary>Copies of the lines, oldest first.</summary>
    /// <param name="skip">How many of the oldest are left out.</param>
    public IEnumerable<byte[]> Copies(int skip)
    {
        foreach (var block in _blocks)
        {
            var left = Math.Min(skip, block.Count);
            skip -= left;
            foreach (var line in block.Copies(left))
            {
                yield return line;
            }
        }
    }

    /// <summary>Forgets all lines.</summary>
    public void Clear()
    {
        _blocks.Clear();
        Count = 0;
    }

    private void ForgetOldest()
    {
        var oldest = _blocks.First!.Value;
        oldest.ForgetFirst();
        Count--;
        if (oldest.IsEmpty)
        {
            _blocks.RemoveFirst();
            oldest.Clear();
            _spare = oldest.Size == BlockBytes ? oldest : _spare;
        }
    }

    private Block BlockFor(int length)
    {
        if (length > BlockBytes || _spare is null)
        {
            return new Block(Math.Max(length, BlockBytes));
        }

        var spare = _spare;
        _spare = null;
        return spare;
    }

    /// <summary>Lines one behind the other, and where each ends.</summary>
    private sealed class Block(int size)
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(size);
        private readonly List<int> _ends = [];
        private int _forgotten;

        public int Size => size;

        public int Count => _ends.Count - _forgotten;

        public bool IsEmpty => Count == 0;

        private int Used => _ends.Count == 0 ? 0 : _ends[^1];

        public bool HasRoomFor(int length) => length <= size - Used;

        public void Add(ReadOnlySpan<byte> line)
        {
            var start = Used;
            line.CopyTo(_bytes.AsSpan(start));
            _ends.Add(start + line.Length);
        }

        public void ForgetFirst() => _forgotten++;

        public void Clear()
        {
            _ends.Clear();
            _forgotten = 0;
        }

        public IEnumerable<string> Texts()
        {
            for (var index = _forgotten; index < _ends.Count; index++)
            {
                yield return Encoding.UTF8.GetString(LineAt(index));
            }
        }

        public IEnumerable<byte[]> Copies(int skip)
        {
            for (var index = _forgotten + skip; index < _ends.Count; index++)
            {
                yield return LineAt(index).ToArray();
            }
        }

        private ReadOnlySpan<byte> LineAt(int index)
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }
}
