using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>A stream that ends in good order without saying so: its final event and its end mark never come.</summary>
internal sealed record MissingEndFault(string Reason) : Fault(FaultKind.MissingEnd, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        if (!reply.IsStream)
        {
            return null;
        }

        var events = reply.Pieces.ToArray();
        if (events.Length <= reply.EventsOfTheEnd)
        {
            return null;
        }

        var kept = events[..^reply.EventsOfTheEnd];
        kept[^1] = kept[^1] with { IsLast = true };
        return reply.WithPieces(kept);
    }
}
