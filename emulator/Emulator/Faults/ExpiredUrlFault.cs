using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>A delivery URL that is too old already, answered as the provider answers such.</summary>
internal sealed record ExpiredUrlFault(string Reason) : Fault(FaultKind.ExpiredUrl, Reason)
{
    public override Reply? Instead(Exchange exchange) => exchange.Operation.Kind is OperationKind.Download
        ? exchange.Served.Dialect.Refuse(exchange, new UrlExpired(Reason)).Because(Reason)
        : null;

    public override Reply? Alter(Exchange exchange, Reply reply) => null;
}
