using System.Text;
using Emulator.Exchanges;
using Emulator.Images;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>
/// An answer in chunks: words in a few, every picture whole in one, and the reason of the end in the last. Each repeats model and
/// id, with the usage so far. A refusal is one chunk.
/// </summary>
/// <param name="answer">What is sent.</param>
/// <param name="deliver">Makes the file of a picture.</param>
/// <param name="rules">What the scenario says.</param>
internal sealed class GeminiStream(GeminiAnswer answer, Func<PictureSpec, DeliveredPicture> deliver, GeminiSection rules)
{
    private const int WordsOfAChunk = 6;

    /// <summary>Server-sent events; there is no mark of the end.</summary>
    /// <param name="run">How long the work takes, until the last picture is there.</param>
    public IEnumerable<ReplyPiece> Events(TimeSpan run)
    {
        foreach (var (chunk, wait, isLast) in Chunks(run))
        {
            var end = rules.LineFeedsOnly ? "\n\n"u8 : "\r\n\r\n"u8;
            yield return new ReplyPiece((byte[])[.. "data: "u8, .. Json(chunk, isPretty: false).Span, .. end], wait, isLast);
        }
    }

    /// <summary>The chunks as one JSON array.</summary>
    /// <inheritdoc cref="Events"/>
    public IEnumerable<ReplyPiece> Items(TimeSpan run)
    {
        var isFirst = true;
        foreach (var (chunk, wait, isLast) in Chunks(run))
        {
            var before = isFirst ? "["u8 : ",\r\n"u8;
            var after = isLast ? "]\n"u8 : "\n"u8;
            yield return new ReplyPiece((byte[])[.. before, .. Json(chunk, rules.Pretty).Span, .. after], wait, isLast);
            isFirst = false;
        }
    }

    private IEnumerable<(GeminiAnswer Chunk, TimeSpan Wait, bool IsLast)> Chunks(TimeSpan run)
    {
        GeminiPart[] parts = [.. answer.Parts.SelectMany(Split).Where(part => part.Picture is null || rules.StreamsPictures)];
        var each = run / Math.Max(1, parts.Length);
        for (var index = 0; index < parts.Length; index++)
        {
            yield return (
                answer with { Parts = [parts[index]], FinishReason = null, FinishMessage = null, Usage = answer.Usage.Running((index + 1.0) / (parts.Length + 1)) },
                each,
                false);
        }

        yield return (answer with { Parts = [] }, parts.Length == 0 ? run : TimeSpan.Zero, true);
    }

    /// <summary>Words come in pieces; whatever else comes whole.</summary>
    private static IEnumerable<GeminiPart> Split(GeminiPart part)
    {
        if (part.Text is not { } text)
        {
            yield return part;
            yield break;
        }

        StringBuilder piece = new();
        var words = 0;
        foreach (var letter in text)
        {
            piece.Append(letter);
            if (letter == ' ' && ++words % WordsOfAChunk == 0)
            {
                yield return part with { Text = piece.ToString() };
                piece.Clear();
            }
        }

        if (piece.Length > 0)
        {
            yield return part with { Text = piece.ToString() };
        }
    }

    private ReadOnlyMemory<byte> Json(GeminiAnswer chunk, bool isPretty) =>
        GeminiWire.Text(GeminiWire.Answer(chunk, deliver, rules.SafetyRatings && chunk.FinishReason is not null), isPretty);
}
