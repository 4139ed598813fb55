using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>The provider refuses, in the dialect's own form.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="RetryAfter">The wait that it asks for.</param>
/// <param name="Form">How it asks; <see langword="null"/> as the dialect does.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record RefuseFault(int Status, TimeSpan? RetryAfter, RetryAfterForm? Form, string Reason)
    : Fault(FaultKind.Refuse, Reason)
{
    public override Reply Instead(Exchange exchange)
    {
        var refusal = new FaultRefusal(Status, Form is null ? RetryAfter : null, Reason);
        var reply = exchange.Served.Dialect.Refuse(exchange, refusal).Because(Reason);
        return Form is { } form
            ? RetryAfterHeader.Write(reply, form, RetryAfter ?? TimeSpan.Zero, exchange.Clock.Now)
            : reply;
    }
}
