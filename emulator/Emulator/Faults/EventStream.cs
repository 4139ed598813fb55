using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>The events of a stream around one of them; the last event is never chosen, for it ends the answer.</summary>
internal sealed record EventStream(IReadOnlyList<ReplyPiece> Before, ReplyPiece Chosen, IReadOnlyList<ReplyPiece> After)
{
    /// <summary>The stream of an answer, or <see langword="null"/> when it is none or has a single event.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="number">The event, counted from 1; the one in the middle where nothing is said.</param>
    public static EventStream? Of(Reply reply, int? number)
    {
        if (!reply.IsStream)
        {
            return null;
        }

        var events = reply.Pieces.ToArray();
        if (events.Length < 2)
        {
            return null;
        }

        var index = Math.Clamp((number ?? events.Length / 2) - 1, 0, events.Length - 2);
        return new EventStream(events[..index], events[index], events[(index + 1)..]);
    }
}
