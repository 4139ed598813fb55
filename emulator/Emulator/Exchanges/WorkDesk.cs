using System.Globalization;
using Emulator.Timing;

namespace Emulator.Exchanges;

/// <summary>Lets work in to a dialect's workers, and waits with it in the queue.</summary>
internal static class WorkDesk
{
    /// <summary>Gives the request its place; a refusal when the queue is full, nothing when there is no queue at all.</summary>
    public static FaultRefusal? Admit(Exchange exchange)
    {
        if (!exchange.Operation.IsWork || exchange.Timing.Workers is not { } workers)
        {
            return null;
        }

        if (exchange.Operation.StartsJob)
        {
            var jobs = exchange.Served.Pools.ForJobs(workers);
            exchange.JobWorkers = jobs.TryReserve(exchange.Clock.Now) ? jobs : null;
        }
        else
        {
            exchange.Place = exchange.Served.Pools.ForAnswers(workers).TryEnter();
        }

        return exchange.JobWorkers is null && exchange.Place is null
            ? new FaultRefusal(
                StatusCodes.Status503ServiceUnavailable,
                RetryAfter: null,
                $"workers: all {workers.Count} are busy and {workers.Queue} of {workers.Queue} wait")
            : null;
    }

    /// <summary>What is out of the ordinary about the place, for header and journal.</summary>
    public static string? ReasonOf(Exchange exchange) => exchange.Place?.Ahead is { } ahead
        ? string.Create(
            CultureInfo.InvariantCulture, $"workers: all {exchange.Timing.Workers?.Count} were busy and {ahead} waited before it")
        : null;

    /// <summary>Waits for a worker.</summary>
    /// <param name="exchange">Whose place it is.</param>
    /// <param name="signOfLife">What is sent meanwhile; nothing when it is empty.</param>
    /// <param name="cancellationToken">Ends the wait when the client leaves.</param>
    /// <returns><see langword="false"/> when it took too long and the connection was closed.</returns>
    public static async Task<bool> WaitAsync(
        Exchange exchange, ReadOnlyMemory<byte> signOfLife, CancellationToken cancellationToken)
    {
        if (exchange.Place is not { HasStarted: false } place)
        {
            return true;
        }

        var workers = exchange.Timing.Workers!;
        var clock = exchange.Clock;
        var period = signOfLife.IsEmpty ? TimeSpan.Zero : workers.KeepAlive ?? WorkersSection.DefaultKeepAlive;
        var patience = workers.QueueTimeout ?? WorkersSection.DefaultQueueTimeout;
        var deadline = clock.Now + patience;
        var due = clock.Now;
        while (!place.HasStarted && due < deadline)
        {
            due = period > TimeSpan.Zero && due + period < deadline ? due + period : deadline;
            if (await clock.WaitForAsync(place.Started, due, cancellationToken))
            {
                break;
            }

            if (due < deadline)
            {
                await exchange.Http.Response.Body.WriteAsync(signOfLife, cancellationToken);
                await exchange.Http.Response.Body.FlushAsync(cancellationToken);
            }
        }

        if (place.HasStarted)
        {
            return true;
        }

        exchange.Entry.Reason = string.Create(
            CultureInfo.InvariantCulture, $"{ReasonOf(exchange)}; queueTimeout: no worker was free within {patience:g}");
        await ConnectionBreaker.CloseAsync(exchange, cancellationToken);
        return false;
    }
}
