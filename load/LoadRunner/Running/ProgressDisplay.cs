using LoadRunner.Measuring;

namespace LoadRunner.Running;

/// <summary>
/// Shows how far a run is, on standard error: one line that renews itself on a terminal, one plain line every five seconds
/// in a file. Reads counters by a timer of its own; no call ever waits for it.
/// </summary>
internal sealed class ProgressDisplay : IAsyncDisposable
{
    private static readonly TimeSpan TerminalPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FilePeriod = TimeSpan.FromSeconds(5);

    private readonly CallRecorder _recorder;
    private readonly Action<string> _write;
    private readonly TimeProvider _timeProvider;
    private readonly bool _isTerminal;
    private readonly long _start;
    private readonly ITimer _timer;
    private int _lastLength;

    public ProgressDisplay(CallRecorder recorder, TextWriter writer, TimeProvider timeProvider, bool isTerminal)
    {
        _recorder = recorder;
        _write = writer.Write;
        _timeProvider = timeProvider;
        _isTerminal = isTerminal;
        _start = timeProvider.GetTimestamp();
        var period = isTerminal ? TerminalPeriod : FilePeriod;
        _timer = timeProvider.CreateTimer(_ => Show(), null, period, period);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        if (_isTerminal)
        {
            _write($"\r{new string(' ', _lastLength)}\r");
        }
    }

    private void Show()
    {
        var line = Line();
        _write(_isTerminal ? $"\r{line.PadRight(_lastLength)}" : line + "\n");
        _lastLength = line.Length;
    }

    private string Line()
    {
        var elapsed = _timeProvider.GetElapsedTime(_start);
        var (offered, succeeded, ended, dropped) = _recorder.Counts();
        return $"t={elapsed.TotalSeconds:0}s offered={offered} ({offered / elapsed.TotalSeconds:0.#}/s) ok={succeeded} "
            + $"other={ended - succeeded} underway={offered - dropped - ended} dropped={dropped}";
    }
}
