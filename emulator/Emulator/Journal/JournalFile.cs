using System.Threading.Channels;

namespace Emulator.Journal;

/// <summary>Writes journal lines to a file in the background; when the disk cannot keep up, exchanges wait for it.</summary>
internal sealed class JournalFile : IAsyncDisposable
{
    private const int QueueLength = 4096;

    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private readonly FileStream _file;
    private readonly Task _writing;

    /// <summary>Opens the file, empties it, and starts writing.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public JournalFile(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        _writing = WriteAllAsync();
    }

    public ValueTask WriteAsync(byte[] line) =>
        _queue.Writer.TryWrite(line) ? ValueTask.CompletedTask : WaitAndWriteAsync(line);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private async ValueTask WaitAndWriteAsync(byte[] line)
    {
        // Once the file is closed nobody reads any more: a line that comes too late has nowhere to go.
        while (await _queue.Writer.WaitToWriteAsync())
        {
            if (_queue.Writer.TryWrite(line))
            {
                return;
            }
        }
    }

    private async Task WriteAllAsync()
    {
        await foreach (var line in _queue.Reader.ReadAllAsync())
        {
            await _file.WriteAsync(line);
            _file.WriteByte((byte)'\n');
            if (!_queue.Reader.TryPeek(out _))
            {
                await _file.FlushAsync();
            }
        }
    }
}
