using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using Emulator.Images;
using Emulator.Images.Captions;

namespace Emulator.Tests.Images;

/// <summary>What the files say of themselves, read back by the formats' own rules.</summary>
public sealed class PictureFactsTests
{
    private const string Prompt = "a <fox> & \"hen\", ß 日本\u0001";

    private static readonly PictureSpec Spec = new(new PictureSize(40, 30), PictureFormat.Png, ulong.MaxValue, Prompt)
    {
        Model = "flux-2-pro",
        Job = "job-7",
    };

    private static readonly XNamespace Made = "urn:ai-provider-emulator:picture";

    [Theory]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.WebP)]
    internal void Encode_EveryFormat_CarriesPromptModelJobAndSeed(PictureFormat format)
    {
        var facts = FactsOf(Spec with { Format = format });

        Assert.Equal(
            [
                ("Software", "AI provider emulator"), ("Description", "a <fox> & \"hen\", ß 日本 "), ("Model", "flux-2-pro"), ("Job", "job-7"),
                ("Seed", "18446744073709551615"),
            ],
            facts);
    }

    [Theory]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.WebP)]
    internal void Encode_WithoutJobOrCaption_LeavesOutWhatTheCaptionLeavesOut(PictureFormat format)
    {
        var spec = Spec with { Format = format };

        Assert.DoesNotContain(FactsOf(spec with { Caption = CaptionStyle.WithoutJob }), fact => fact.Key == "Job");
        Assert.Empty(FactsOf(spec with { Caption = CaptionStyle.None }));
        Assert.DoesNotContain("job-7", Encoding.Latin1.GetString((spec with { Caption = CaptionStyle.WithoutJob }).Encode()), StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_EndlessPrompt_KeepsItsBeginning()
    {
        var spec = Spec with { Format = PictureFormat.Jpeg, Prompt = new string('日', 100_000) };

        Assert.Equal(new string('日', 2000), FactsOf(spec).Single(fact => fact.Key == "Description").Text);
    }

    private static List<(string Key, string Text)> FactsOf(PictureSpec spec)
    {
        var file = spec.Encode();
        _ = DecodedPicture.From(file);
        return spec.Format switch
        {
            PictureFormat.Png => PngFacts(file),
            PictureFormat.Jpeg => XmpFacts(JpegXmp(file)),
            _ => XmpFacts(WebPXmp(file)),
        };
    }

    private static List<(string Key, string Text)> PngFacts(byte[] file)
    {
        List<(string, string)> facts = [];
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (Encoding.ASCII.GetString(file, at + 4, 4) == "iTXt")
            {
                var parts = Encoding.UTF8.GetString(file, at + 8, length).Split('\0');
                Assert.Equal(["", "", "", ""], parts[1..5]);
                facts.Add((parts[0], parts[5]));
            }

            at += 12 + length;
        }

        return facts;
    }

    private static byte[] JpegXmp(byte[] file)
    {
        const string Name = "http://ns.adobe.com/xap/1.0/\0";
        for (var at = 2; file[at + 1] != 0xDA;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            if (file[at + 1] == 0xE1)
            {
                Assert.Equal(Name, Encoding.ASCII.GetString(file, at + 4, Name.Length));
                return file[(at + 4 + Name.Length)..(at + 2 + length)];
            }

            at += 2 + length;
        }

        return [];
    }

    private static byte[] WebPXmp(byte[] file)
    {
        var chunks = WebPDecoder.ChunksOf(file);
        if (!chunks.TryGetValue("XMP ", out var xmp))
        {
            Assert.DoesNotContain("VP8X", chunks.Keys);
            return [];
        }

        Assert.Equal(4, file[chunks["VP8X"].Start]);
        return file[xmp.Start..(xmp.Start + xmp.Length)];
    }

    private static List<(string Key, string Text)> XmpFacts(byte[] xmp) => xmp.Length == 0 ? [] :
    [
        .. XDocument.Parse(Encoding.UTF8.GetString(xmp)).Descendants().Where(element => !element.HasElements)
            .Select(element => (KeyOf(element.Name), element.Value)),
    ];

    private static string KeyOf(XName name) => name.LocalName switch
    {
        "CreatorTool" => "Software",
        "li" => "Description",
        var key when name.Namespace == Made => key,
        _ => "?",
    };
}
