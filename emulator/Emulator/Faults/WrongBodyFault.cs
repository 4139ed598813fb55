using System.Text;
using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>Another body in place of the provider's, under the same status.</summary>
internal sealed record WrongBodyFault(string Body, string? ContentType, string Reason) : Fault(FaultKind.WrongBody, Reason)
{
    public const string DefaultBody = "{}";

    public override Reply? Alter(Exchange exchange, Reply reply) =>
        reply.WithBody(Encoding.UTF8.GetBytes(Body)).WithContentType(ContentType ?? reply.ContentType);
}
