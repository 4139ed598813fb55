using LoadRunner.Judging;

namespace LoadRunner.Running;

/// <summary>The emulator of a run: one of our own, started for it and stopped with it, or one that was running already.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SummaryPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HealthPeriod = TimeSpan.FromMilliseconds(50);

    private readonly EmulatorProcess? _own;
    private readonly TimeProvider _timeProvider;
    private readonly HttpClient _http;

    private RunningEmulator(EmulatorProcess? own, Uri baseUrl, TimeProvider timeProvider)
    {
        _own = own;
        _timeProvider = timeProvider;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = baseUrl,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public Uri BaseUrl => _http.BaseAddress!;

    public bool IsOwn => _own is not null;

    private bool HasEnded => _own is { HasEnded: true };

    /// <exception cref="LoadRunException">It cannot be started or does not answer.</exception>
    public static async Task<RunningEmulator> StartAsync(
        EmulatorCommand command, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var own = await EmulatorProcess.StartAsync(command, timeProvider, cancellationToken);
        return await HealthyAsync(new RunningEmulator(own, own.BaseUrl, timeProvider), cancellationToken);
    }

    /// <exception cref="LoadRunException">Nobody answers there.</exception>
    public static Task<RunningEmulator> AtAsync(Uri url, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        HealthyAsync(new RunningEmulator(null, url, timeProvider), cancellationToken);

    /// <summary>How our own ended if it did before it was told to; null while it runs.</summary>
    public async Task<string?> EarlyEndAsync() => HasEnded ? await _own!.ObituaryAsync() : null;

    /// <summary>What the emulator says of its own punctuality; null when it is gone or says nothing.</summary>
    public async Task<EmulatorTiming?> TimingAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(SummaryPatience, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var answer = await _http.GetAsync(new Uri("/__emulator/journal/summary", UriKind.Relative), either.Token);
            return answer.IsSuccessStatusCode
                ? EmulatorTiming.Read(await answer.Content.ReadAsStringAsync(either.Token))
                : null;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && patience.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Completes the journal: stops our own, or fetches what a foreign one has recorded.</summary>
    public async Task FinishJournalAsync(string file, CancellationToken cancellationToken)
    {
        if (_own is not null)
        {
            await _own.StopAsync();
            return;
        }

        using var response = await _http.GetAsync(
            new Uri("/__emulator/journal", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var journal = File.Create(file);
        await response.Content.CopyToAsync(journal, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private static async Task<RunningEmulator> HealthyAsync(RunningEmulator emulator, CancellationToken cancellationToken)
    {
        try
        {
            await emulator.WaitForHealthAsync(cancellationToken);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Our own may take a moment; a foreign one is there or is not.</summary>
    private async Task WaitForHealthAsync(CancellationToken cancellationToken)
    {
        var start = _timeProvider.GetTimestamp();
        while (!await IsHealthyAsync(cancellationToken))
        {
            if (!IsOwn || HasEnded || _timeProvider.GetElapsedTime(start) > HealthPatience)
            {
                throw new LoadRunException(
                    ExitCode.Void,
                    $"No emulator answers GET {new Uri(BaseUrl, "/health")} with 200; start one with dotnet run --project emulator/Emulator, or leave --emulator-url out.");
            }

            await Task.Delay(HealthPeriod, _timeProvider, cancellationToken);
        }
    }

    private async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
