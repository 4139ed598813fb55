using Emulator.Exchanges;
using Emulator.Images;
using Emulator.NanoBanana.Gemini.Errors;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>Gives an answer its form: one piece, server-sent events, or one array of chunks.</summary>
internal static class GeminiReplies
{
    /// <summary>Beyond these the server gives up.</summary>
    private static readonly TimeSpan LongestPiece = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(20);

    public static Reply Whole(Exchange exchange, GeminiAnswer answer, PictureCache pictures)
    {
        var run = GeminiTiming.RunOf(exchange, answer.Request);
        if (run > LongestPiece)
        {
            return TooLate(exchange, LongestPiece);
        }

        Note(exchange, answer);
        var write = GeminiWire.Answer(answer, picture => exchange.Deliver(picture, pictures), GeminiRules.Of(exchange).Section.SafetyRatings);
        return Told(answer, InTier(answer, GeminiWire.Whole(exchange, 200, write, run)));
    }

    public static Reply Streamed(Exchange exchange, GeminiAnswer answer, PictureCache pictures, bool isEvents)
    {
        var run = GeminiTiming.RunOf(exchange, answer.Request);
        if (run > LongestStream)
        {
            return TooLate(exchange, LongestStream);
        }

        Note(exchange, answer);
        var rules = GeminiRules.Of(exchange).Section;
        GeminiStream stream = new(answer, picture => exchange.Deliver(picture, pictures), rules);
        var reply = Reply.Streamed(
            200, isEvents ? "text/event-stream" : "application/json; charset=UTF-8", [.. isEvents ? stream.Events(run) : stream.Items(run)]).EndingIn(1);
        return Told(answer, InTier(answer, GeminiHeaders.Put(exchange, reply, run)));
    }

    /// <summary>What is answered where there is nothing to tell: an empty object.</summary>
    public static Reply Empty(Exchange exchange) => GeminiWire.Whole(exchange, 200, static json =>
    {
        json.WriteStartObject();
        json.WriteEndObject();
    });

    private static Reply TooLate(Exchange exchange, TimeSpan bound) => GeminiWire.Whole(
            exchange, 504, GeminiWire.Error(new GeminiError(504, "DEADLINE_EXCEEDED", GeminiErrors.Deadline)), bound)
        .Because($"the work takes longer than the {bound.TotalMinutes} minutes after which the server gives up");

    private static void Note(Exchange exchange, GeminiAnswer answer)
    {
        GeminiEngine.Bill(exchange, answer);
        foreach (var picture in answer.Parts.Select(part => part.Picture).OfType<PictureSpec>())
        {
            exchange.Show(picture);
        }
    }

    private static Reply InTier(GeminiAnswer answer, Reply reply) => answer.Usage.ServiceTier is { } tier
        ? reply.Without(GeminiHeaders.Tier).With(GeminiHeaders.Tier, tier)
        : reply;

    private static Reply Told(GeminiAnswer answer, Reply reply) => answer.Reason is { } reason ? reply.Because(reason) : reply;
}
