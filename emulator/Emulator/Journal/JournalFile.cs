using System.Buffers;
using System.Threading.Channels;

namespace Emulator.Journal;

/// <summary>Writes journal lines to a file in the background; when the disk cannot keep up, exchanges wait for it.</summary>
internal sealed class JournalFile : IAsyncDisposable
{
    private const int QueueLength = 4096;
    private const int BatchBytes = 64 * 1024;

    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private readonly FileStream _file;
    private readonly Task _writing;

    /// <summary>Opens the file, empties it, and starts writing.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public JournalFile(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
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
        // All that is there at once, so that a busy server asks the system once for many lines.
        ArrayBufferWriter<byte> batch = new(BatchBytes);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.WrittenCount < BatchBytes && _queue.Reader.TryRead(out var line))
            {
                batch.Write(line);
                batch.Write("\n"u8);
            }

            await _file.WriteAsync(batch.WrittenMemory);
            batch.ResetWrittenCount();
        }
    }
}
