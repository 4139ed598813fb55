using System.Globalization;
using System.Text;
using Emulator.Images.Captions;

namespace Emulator.Images;

/// <summary>What a picture's file says of how it was made, for programs: the caption's facts by name.</summary>
internal static class PictureFacts
{
    public const string Software = "AI provider emulator";

    private const string Name = "urn:ai-provider-emulator:picture";

    /// <summary>A prompt is no longer here; JPEG has room for 64 KB of all facts.</summary>
    private const int MostPromptLetters = 2000;

    /// <summary>The facts in their order; none where there is no caption.</summary>
    public static IReadOnlyList<(string Key, string Text)> Of(PictureSpec spec)
    {
        if (spec.Caption is CaptionStyle.None)
        {
            return [];
        }

        List<(string, string)> facts = [("Software", Software), ("Description", Plain(spec.Prompt))];
        if (spec.Model is { } model)
        {
            facts.Add(("Model", Plain(model)));
        }

        if (spec.Job is { } job && spec.Caption is CaptionStyle.Full)
        {
            facts.Add(("Job", Plain(job)));
        }

        facts.Add(("Seed", spec.Seed.ToString(CultureInfo.InvariantCulture)));
        return facts;
    }

    /// <summary>The facts as an XMP packet (ISO 16684); nothing where there are none.</summary>
    public static byte[] Xmp(PictureSpec spec)
    {
        var facts = Of(spec);
        if (facts.Count == 0)
        {
            return [];
        }

        StringBuilder text = new();
        text.Append("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">")
            .Append("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\"")
            .Append(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:made=\"")
            .Append(Name).Append("\">");
        foreach (var (key, fact) in facts)
        {
            var escaped = fact.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
            text.Append(key switch
            {
                "Software" => $"<xmp:CreatorTool>{escaped}</xmp:CreatorTool>",
                "Description" => $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{escaped}</rdf:li></rdf:Alt></dc:description>",
                _ => $"<made:{key}>{escaped}</made:{key}>",
            });
        }

        text.Append("</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A text with nothing in it that XML and PNG cannot hold, and no longer than there is room for.</summary>
    private static string Plain(string text)
    {
        StringBuilder plain = new();
        foreach (var rune in text.EnumerateRunes().Take(MostPromptLetters))
        {
            plain.Append(Rune.IsControl(rune) ? " " : rune.Value is 0xFFFE or 0xFFFF ? "" : rune.ToString());
        }

        return plain.ToString();
    }
}
