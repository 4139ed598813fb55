using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>The answer claims to be of another content type than it is.</summary>
internal sealed record ContentTypeFault(string ContentType, string Reason) : Fault(FaultKind.ContentType, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply) => reply.WithContentType(ContentType);
}
