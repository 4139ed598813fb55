using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>Performs a plan's delay and faults, and decides nothing.</summary>
internal static class FaultPerformer
{
    /// <summary>Waits as planned; gives the answer of a planned refusal, or <see langword="null"/> to go on.</summary>
    public static async ValueTask<Reply?> PerformAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var plan = exchange.Plan;
        var wait = plan.Delay;
        foreach (var fault in plan.Faults)
        {
            exchange.Entry.Fault ??= fault.Name;
            wait += fault is DelayFault delay ? delay.Delay : TimeSpan.Zero;
        }

        await exchange.Clock.WaitAsync(wait, cancellationToken);
        foreach (var fault in plan.Faults)
        {
            if (fault is RefuseFault refuse)
            {
                exchange.Entry.Fault = refuse.Name;
                return exchange.Served.Dialect.Refuse(
                    exchange, new FaultRefusal(refuse.Status, refuse.RetryAfter, refuse.Reason)).Because(refuse.Reason);
            }
        }

        return null;
    }
}
