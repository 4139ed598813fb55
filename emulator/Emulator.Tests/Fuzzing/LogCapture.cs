using System.Collections.Concurrent;

namespace Emulator.Tests.Fuzzing;

/// <summary>Keeps what goes to the console, so that a test can see what should not be there.</summary>
internal sealed class LogCapture : ILoggerProvider, ILogger
{
    /// <summary>How Kestrel notes a client that left in the middle of an answer; the console shows nothing of Kestrel's.</summary>
    private const string BrokenPipe = "Unexpected exception in TimingPipeFlusher";

    /// <summary>What is wrong with what was logged: errors, exceptions, keys, prompts.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        if (line.StartsWith(BrokenPipe, StringComparison.Ordinal))
        {
            return;
        }

        if (logLevel >= LogLevel.Error || (exception is not null && logLevel >= LogLevel.Warning))
        {
            Problems.Enqueue($"logged as {logLevel}: {line} {exception}");
        }
        else if (line.Contains(FuzzRequest.KeyMarker, StringComparison.OrdinalIgnoreCase)
            || line.Contains(FuzzRequest.PromptMarker, StringComparison.OrdinalIgnoreCase))
        {
            Problems.Enqueue($"a key or a prompt was logged: {line}");
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
