using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>A delivery URL at which there is nothing, not yet or no longer.</summary>
internal sealed record MissingUrlFault(string Reason) : Fault(FaultKind.MissingUrl, Reason)
{
    public override Reply? Instead(Exchange exchange) => exchange.Operation.Kind is OperationKind.Download
        ? exchange.Served.Dialect.Refuse(exchange, new UrlMissing(Reason)).Because(Reason)
        : null;

    public override Reply? Alter(Exchange exchange, Reply reply) => null;
}
