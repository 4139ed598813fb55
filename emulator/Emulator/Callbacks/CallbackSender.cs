using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Jobs;
using Emulator.Journal;

namespace Emulator.Callbacks;

/// <summary>
/// Delivers callbacks on the emulator's clock: once the job is over, again where the receiver does not answer as it should,
/// and with the faults that were planned for them. Each delivery is a line of the journal.
/// </summary>
internal sealed class CallbackSender(
    EmulatorClock clock, ExchangeJournal journal, Func<CallbackHosts> hosts, HttpMessageInvoker http) : IAsyncDisposable
{
    /// <summary>How many callbacks may be outstanding; beyond it new ones are dropped, and the journal says so.</summary>
    public const int MaxOutstanding = 10_000;

    private static readonly Operation Webhook =
        new("webhook", OperationKind.Callback, HttpMethods.Post, [], static _ => throw new NotSupportedException());

    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _deliveries = [];
    private readonly Lock _lock = new();
    private long _bytes;

    /// <summary>Takes an order and returns at once.</summary>
    public void Order(CallbackOrder order)
    {
        if (hosts().Refuse(order.Receiver) is { } problem)
        {
            WriteLine(order, problem);
            return;
        }

        if (order.FaultOf<LostCallbackFault>() is { } lost)
        {
            WriteLine(order, lost.Reason);
            return;
        }

        lock (_lock)
        {
            if (_deliveries.Count >= MaxOutstanding || (_bytes + order.Bytes > MemoryBounds.CallbackBytes && _bytes > 0))
            {
                WriteLine(order, $"the callback was dropped: {_deliveries.Count} are outstanding already");
                return;
            }

            _bytes += order.Bytes;
            var delivery = DeliverAsync(order, _stopping.Token);
            _deliveries.Add(delivery);
            _ = delivery.ContinueWith(ended => Forget(ended, order.Bytes), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Gives up what is outstanding.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task[] open;
        lock (_lock)
        {
            open = [.. _deliveries];
        }

        await Task.WhenAll(open);
        _stopping.Dispose();
    }

    private void Forget(Task delivery, long bytes)
    {
        lock (_lock)
        {
            _bytes -= bytes;
            _deliveries.Remove(delivery);
        }
    }

    private async Task DeliverAsync(CallbackOrder order, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            if (order.FaultOf<EarlyCallbackFault>() is null)
            {
                var lateness = order.FaultOf<LateCallbackFault>()?.Lateness ?? TimeSpan.Zero;
                await WaitUntilOverAsync(order.DueAt + lateness, cancellationToken);
            }

            var copies = 1 + (order.FaultOf<DuplicateCallbackFault>()?.Times ?? 0);
            for (var copy = 0; copy < copies; copy++)
            {
                await DeliverOnceAsync(order, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            WriteLine(order, "the server stopped before the callback was delivered");
        }
    }

    /// <summary>Never ends early, or the news would be that there is none; timers drop what is below a millisecond.</summary>
    private async Task WaitUntilOverAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        await clock.WaitUntilAsync(due, cancellationToken);
        while (clock.Now < due)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), clock.TimeProvider, cancellationToken);
        }
    }

    private async Task DeliverOnceAsync(CallbackOrder order, CancellationToken cancellationToken)
    {
        if (await TryAsync(order, 0, cancellationToken))
        {
            return;
        }

        foreach (var (number, wait) in order.Policy.Retries.Index())
        {
            await clock.WaitAsync(wait, cancellationToken);
            if (await TryAsync(order, number + 1, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>One delivery; whether the receiver took it.</summary>
    private async Task<bool> TryAsync(CallbackOrder order, int number, CancellationToken cancellationToken)
    {
        var entry = EntryOf(order, number);
        using var limit = new CancellationTokenSource(order.Policy.Timeout, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = RequestFor(order, clock.Now);
            using var answer = await http.SendAsync(request, both.Token);
            entry.Status = (int)answer.StatusCode;
            entry.FirstByteAt = clock.Now;
            return order.Policy.IsTaken(answer);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            entry.Reason += limit.IsCancellationRequested ? "; the receiver did not answer in time" : "; the receiver cannot be reached";
            return false;
        }
        finally
        {
            entry.EndedAt = clock.Now;
            await journal.CloseAsync(entry);
        }
    }

    private static HttpRequestMessage RequestFor(CallbackOrder order, DateTimeOffset now)
    {
        var message = order.MessageAt(now);
        var request = new HttpRequestMessage(HttpMethod.Post, order.Receiver) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new("application/json");
        var isForged = order.FaultOf<BadSignatureFault>() is not null;
        foreach (var (name, value) in message.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, isForged ? Forged(value) : value);
        }

        return request;
    }

    /// <summary>Another value of the same shape: its last letter is another one.</summary>
    private static string Forged(string value) => value.Length == 0 ? "0" : value[..^1] + (value[^1] == '0' ? '1' : '0');

    private JournalEntry EntryOf(CallbackOrder order, int number)
    {
        var faults = string.Join("; ", order.Faults.Select(fault => fault.Reason));
        var entry = new JournalEntry
        {
            Seq = journal.NextSeq(),
            ArrivedAt = clock.Now,
            Dialect = order.Dialect,
            Operation = Webhook,
            Method = HttpMethods.Post,
            Path = order.Receiver.AbsolutePath,
            Identity = order.Identity with { Attempt = number },
            Job = order.Job,
            Fault = order.Faults.Count > 0 ? order.Faults[0].Name : null,
            Plan = order.Plan,
            Reason = faults.Length > 0 ? faults : "healthy",
            Ending = ExchangeEnding.ReadToEnd,
        };
        journal.Open(entry);
        return entry;
    }

    private void WriteLine(CallbackOrder order, string reason)
    {
        var entry = EntryOf(order, 0);
        entry.Reason = reason;
        entry.EndedAt = entry.ArrivedAt;
        entry.Ending = ExchangeEnding.CutByEmulator;

        // Writing waits only when the journal's file cannot keep up, and then nobody waits for this line.
        _ = journal.CloseAsync(entry).AsTask();
    }
}
