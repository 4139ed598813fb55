using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>Headers that the provider would not send, or that are missing.</summary>
/// <param name="Headers">Each header with its value; an empty one removes it.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record HeadersFault(IReadOnlyDictionary<string, string> Headers, string Reason)
    : Fault(FaultKind.Headers, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        foreach (var (name, value) in Headers)
        {
            reply.Without(name);
            if (value.Length > 0)
            {
                reply.With(name, value);
            }
        }

        return reply;
    }
}
