namespace Emulator.Tests.Fuzzing;

/// <summary>Ends the process with a sentence when a request does not end: a hang must not look like a slow machine.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Thread _thread;
    private volatile bool _isOver;
    private string _doing = "nothing";
    private long _steps;

    public Watchdog()
    {
        // A thread of its own: a hang may hold the whole pool.
        _thread = new Thread(Watch) { IsBackground = true, Name = "fuzzing watchdog" };
        _thread.Start();
    }

    /// <summary>Says what is begun now.</summary>
    public void Note(string doing)
    {
        Volatile.Write(ref _doing, doing);
        Interlocked.Increment(ref _steps);
    }

    public void Dispose()
    {
        _isOver = true;
        _thread.Interrupt();
    }

    private void Watch()
    {
        try
        {
            for (var before = -1L; !_isOver; before = Interlocked.Read(ref _steps))
            {
                // It never joins itself, so this waits for as long as it says, or until it is interrupted.
                Thread.CurrentThread.Join(Patience);
                if (!_isOver && Interlocked.Read(ref _steps) == before)
                {
                    Environment.FailFast($"This has not ended for {Patience.TotalSeconds} seconds: {Volatile.Read(ref _doing)}");
                }
            }
        }
        catch (ThreadInterruptedException)
        {
            // All is over.
        }
    }
}
