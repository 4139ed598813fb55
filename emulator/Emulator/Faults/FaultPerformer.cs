using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>Performs a plan's delay and faults around the dialect's handler, and decides nothing.</summary>
internal static class FaultPerformer
{
    /// <summary>Waits as planned.</summary>
    public static Task DelayAsync(Exchange exchange, CancellationToken cancellationToken) =>
        exchange.Clock.WaitAsync(exchange.Plan.Delay + exchange.Plan.FaultDelay, cancellationToken);

    /// <summary>The answer of the first fault that answers in the dialect's place; <see langword="null"/> when none does.</summary>
    public static Reply? Instead(Exchange exchange)
    {
        foreach (var fault in exchange.Plan.Faults)
        {
            if (fault.Instead(exchange) is { } reply)
            {
                exchange.Entry.Fault = fault.Name;
                return reply;
            }
        }

        return null;
    }

    /// <summary>The answer as all faults leave it, with everything said that is out of the ordinary about it.</summary>
    public static Reply Alter(Exchange exchange, Reply reply)
    {
        var isRefused = exchange.Entry.Fault is not null;
        List<string> reasons = reply.Reason is { } reason ? [reason, .. exchange.Plan.Notes] : [.. exchange.Plan.Notes];
        foreach (var fault in exchange.Plan.Faults)
        {
            if (isRefused && fault.Name == exchange.Entry.Fault)
            {
                isRefused = false;
                continue;
            }

            if (fault.Alter(exchange, reply) is { } altered)
            {
                reply = altered;
                exchange.Entry.Fault ??= fault.Name;
                reasons.Add(fault.Reason);
            }
            else
            {
                reasons.Add($"{fault.Reason}, which found nothing to act on");
            }
        }

        return reasons.Count == 0 ? reply : reply.Because(string.Join("; ", reasons));
    }
}
