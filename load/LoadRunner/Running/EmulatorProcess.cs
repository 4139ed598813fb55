using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LoadRunner.Running;

/// <summary>
/// An emulator of our own in a process of its own. It ends when its standard input is closed, so that it cannot outlive
/// this process, however that one ends.
/// </summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _name;
    private readonly TimeProvider _timeProvider;
    private readonly LastLines _errors;
    private Task _output = Task.CompletedTask;

    private EmulatorProcess(Process process, string name, TimeProvider timeProvider)
    {
        _name = name;
        _process = process;
        _timeProvider = timeProvider;
        _errors = new LastLines(process.StandardError);
    }

    /// <summary>Where it listens: scheme, host and port.</summary>
    public Uri BaseUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>Whether it has ended by itself; a run whose server is gone says nothing.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The processor time that it has used so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;
        }
    }

    /// <summary>The bytes of it that are in the machine's memory.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64;
        }
    }

    /// <summary>What is known of an end that nobody asked for.</summary>
    public async Task<string> ObituaryAsync()
    {
        var said = await _errors.WhenEndedAsync();
        return $"with exit code {_process.ExitCode}" + (said.Length > 0 ? $"; it said: {said}" : "");
    }

    /// <summary>Starts it and waits until it says where it listens.</summary>
    /// <exception cref="LoadRunException">It cannot be started, ended at once, or says nothing.</exception>
    public static async Task<EmulatorProcess> StartAsync(
        EmulatorCommand command, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        EmulatorProcess emulator = new(Launch(command), command.Name, timeProvider);
        try
        {
            using var patience = new CancellationTokenSource(StartPatience, timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                emulator.BaseUrl = await emulator.ReadBaseUrlAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new LoadRunException(
                    ExitCode.Void,
                    $"{command.Name} did not say within {StartPatience.TotalSeconds:0} s where it listens. Start it by hand to see why: {command}.");
            }

            emulator._output = emulator.DrainOutputAsync();
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes its input, waits for its end, so that the journal is complete; kills it as the last resort.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync()
    {
        CloseInput();
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None)
                .WaitAsync(StopPatience, _timeProvider, CancellationToken.None);
            await _output;
            return true;
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }

    private static Process Launch(EmulatorCommand command)
    {
        ProcessStartInfo start = new(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new LoadRunException(
                ExitCode.UnusableInput,
                $"{command.Name} cannot be started with {command.Program} ({e.Message}). Check the .NET installation, or name a running emulator with --emulator-url.");
        }
    }

    private async Task<Uri> ReadBaseUrlAsync(CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (PrintedUrl.Find(line) is { } url)
            {
                return url;
            }
        }

        await _process.WaitForExitAsync(cancellationToken);
        var said = await _errors.WhenEndedAsync();
        var code = _process.ExitCode;
        throw new LoadRunException(
            code == ExitCode.UnusableInput ? ExitCode.UnusableInput : ExitCode.Void,
            string.Create(CultureInfo.InvariantCulture, $"{_name} ended with exit code {code} before it listened")
                + (said.Length > 0 ? $"; it said: {said}" : "; start it by hand to see why."));
    }

    /// <summary>Its console lines are of no interest here, but a full pipe would stop it.</summary>
    private async Task DrainOutputAsync()
    {
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer.AsMemory(), CancellationToken.None) > 0)
        {
        }
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process is gone and the pipe with it: closed all the same.
            Debug.Assert(_process.HasExited, "only an ended process breaks its input pipe");
        }
    }
}
