using System.Buffers.Binary;
using Emulator.Chance;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>Makes the parts of an answer: the same prompt and seed give the same.</summary>
internal static class GeminiParts
{
    private const int SignatureBytes = 48;

    /// <summary>Shares of the layouts where the scenario leaves them to the seed; which there are is known, how often is chosen.</summary>
    private const double Drafts = 0.06;
    private const double WordsFirst = 0.30;
    private const double WordsLast = 0.12;

    public static IReadOnlyList<GeminiPart> Of(Exchange exchange, GeminiRequest request, ulong seed)
    {
        var own = exchange.Plan.Answer;
        var words = own?.TextFor(exchange);
        List<GeminiPart> parts = [];
        if (request.ShowsThoughts && request.Thinking > GeminiThinking.Minimal)
        {
            parts.Add(GeminiPart.Words(own?.ReasoningFor(exchange) ?? GeminiWords.Thought(request.Prompt, seed)) with { IsThought = true });
        }

        if (!request.WantsPicture || (words is not null && own!.Image is null))
        {
            parts.Add(GeminiPart.Words(words ?? GeminiWords.Answer(request.Prompt, seed)));
            return parts;
        }

        var rules = GeminiRules.Of(exchange).Section;
        var layout = rules.Layout is GeminiLayout.Varied ? Drawn(request, words is not null, seed) : rules.Layout;
        var speech = GeminiPart.Words(words ?? GeminiWords.Caption(request.Prompt, seed));
        var count = layout is GeminiLayout.Drafts ? rules.Pictures ?? 2 + (int)(Seed.For(seed, "drafts") % 3) : 1;
        var pictures = Enumerable.Range(0, count).Select(index => Picture(exchange, request, seed, count - 1 - index));
        parts.AddRange(layout switch
        {
            GeminiLayout.TextImage when request.WantsText => [speech, .. pictures],
            GeminiLayout.ImageText when request.WantsText => [.. pictures, speech],
            GeminiLayout.Base64Text => pictures.Select(static picture => picture with { IsSpelled = true, Signature = null }),
            _ => pictures,
        });
        return parts;
    }

    /// <summary>A picture as a part.</summary>
    /// <param name="exchange">Whose it is.</param>
    /// <param name="request">What is drawn.</param>
    /// <param name="seed">Decides the picture where the caller has no seed.</param>
    /// <param name="draft">How many are better; 0 is the final one.</param>
    public static GeminiPart Picture(Exchange exchange, GeminiRequest request, ulong seed, int draft)
    {
        var chosen = request.Seed is { } own ? Seed.For((ulong)own, "caller's seed") : Seed.For(seed, "picture");
        var size = GeminiSizes.Of(request.Model, request.Ratio, request.Size, GeminiRules.Of(exchange).Section.NarrowOneToEight);
        PictureSpec picture = new(size, request.Model.Format, draft == 0 ? chosen : Seed.For(chosen, "draft", "", draft), request.Prompt)
        {
            Own = exchange.Plan.Answer?.Image,
            Model = request.AskedModel,
            Job = exchange.Entry.Identity.Call,
            Inputs = request.Inputs.Count == 0 ? PictureInputs.None : new PictureInputs(request.Inputs),
        };
        return new GeminiPart(null, picture) { Signature = request.Model.Signs ? Signature(Seed.For(picture.Seed, "signature", request.Prompt)) : null };
    }

    private static GeminiLayout Drawn(GeminiRequest request, bool hasWords, ulong seed)
    {
        var share = Seed.Fraction(Seed.For(seed, "layout"));
        return request.WantsText && hasWords ? (share < 0.5 ? GeminiLayout.TextImage : GeminiLayout.ImageText)
            : share < Drafts && request.Thinking > GeminiThinking.Minimal ? GeminiLayout.Drafts
            : !request.WantsText ? GeminiLayout.Image
            : share < Drafts + WordsFirst ? GeminiLayout.TextImage
            : share < Drafts + WordsFirst + WordsLast ? GeminiLayout.ImageText
            : GeminiLayout.Image;
    }

    /// <summary>Bytes that mean something to the provider alone.</summary>
    private static string Signature(ulong seed)
    {
        Span<byte> bytes = stackalloc byte[SignatureBytes];
        for (var place = 0; place < SignatureBytes; place += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[place..], Seed.For(seed, "bytes", "", place));
        }

        return Convert.ToBase64String(bytes);
    }
}
