using Emulator.Keys;
using Emulator.Limits;

namespace Emulator.Exchanges;

/// <summary>Decides whether a request may come in: by its key, what its account has left, and the limits.</summary>
internal static class AdmissionDesk
{
    /// <summary>Finds out whose request it is, and whether the key is accepted.</summary>
    public static Refusal? CheckKey(Exchange exchange)
    {
        if (exchange.Served.Dialect.KeyOf(exchange.Http.Request) is not { } key)
        {
            return exchange.Operation.NeedsKey ? new MissingKey() : null;
        }

        var keys = exchange.Served.Keys;
        var admission = keys.Admit(key, exchange.ArrivedAt);
        exchange.Entry.Key = admission.Fingerprint;
        exchange.Entry.Account = admission.Account;
        exchange.Entry.Project = admission.Project;
        exchange.Key = key;
        exchange.Purse = keys.Account(admission.Account);
        return exchange.Operation.NeedsKey ? admission.Refusal : null;
    }

    /// <summary>Whoever is billed in dollars is let in before the price is known; credits are asked for by the handler that knows it.</summary>
    public static Refusal? CheckBalance(Exchange exchange)
    {
        if (!exchange.Operation.IsWork || exchange.Purse is not { Unit: BilledUnit.Dollars } purse)
        {
            return null;
        }

        exchange.Seat = purse.Enter(exchange.Entry.Model ?? "", exchange.Served.ConcurrencyByBalance, out var refusal);
        exchange.Entry.Limiter = (refusal as LimitSpent)?.Decision;
        return refusal;
    }

    /// <summary>Asks all limits of the dialect at once.</summary>
    public static LimitSpent? CheckLimits(Exchange exchange)
    {
        var entry = exchange.Entry;
        var gate = exchange.Served.Gate;
        var request = new LimitedRequest(entry.Key ?? "", exchange.Operation.Kind, entry.Model, entry.ArrivedAt)
        {
            Account = entry.Account,
            Project = entry.Project,
            Units = gate.NeedsUnits ? exchange.Served.Dialect.UnitsOf(exchange) : default,
        };
        var decision = gate.Decide(request, out var permit);
        exchange.Permit = permit;
        entry.Limiter = decision;
        if (decision is not { IsGranted: false })
        {
            return null;
        }

        exchange.Seat?.Leave();
        return new LimitSpent(decision, decision.FreeAt - entry.ArrivedAt);
    }
}
