using Emulator.Exchanges;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>What is odd about an answer because the scenario's <c>provider</c> says so; journal and header tell it.</summary>
internal static class GeminiOddities
{
    /// <summary>The oddities in words; empty when there are none.</summary>
    public static string Of(Exchange exchange, GeminiRequest request)
    {
        var rules = GeminiRules.Of(exchange).Section;
        string?[] oddities =
        [
            rules.Layout is GeminiLayout.Drafts ? "layout: drafts come before the picture" : null,
            rules.Layout is GeminiLayout.Base64Text ? "layout: the picture is base64Text" : null,
            rules.AspectRatio is RatioHandling.Ignored ? "aspectRatio: ignored, so the picture is 1:1" : null,
            !rules.StreamsPictures && exchange.Operation.Name is GeminiOperations.Stream ? "streamsPictures: false, so none comes" : null,
            request.Model.Id != request.AskedModel ? $"routes: {request.AskedModel} leads to {request.Model.Id}" : null,
        ];
        return string.Join("; ", oddities.OfType<string>());
    }
}
