using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>The answer has its status and headers, and no body, or blank lines alone.</summary>
internal sealed record EmptyBodyFault(int Lines, string Reason) : Fault(FaultKind.EmptyBody, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply) => reply.WithBody(BlankLinesFault.Of(Lines));
}
