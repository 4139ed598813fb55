using Emulator.Images;
using Emulator.Images.Captions;

namespace Emulator.Tests.Images;

public sealed class CaptionTests
{
    private const string Prompt = "Ein Leuchtturm über der See, 3 Möwen";
    private const string Job = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d";

    private static PictureSpec Spec(int width, int height, PictureFormat format = PictureFormat.Png) =>
        new(new PictureSize(width, height), format, 42, Prompt) { Model = "flux-2-pro", Job = Job };

    [Theory]
    [InlineData(512, 512, 2, 2, "Ein Leuchtturm über der See, 3 Möwen|512×512 · flux-2-pro|job " + Job + "|seed 42")]
    [InlineData(1024, 1024, 3, 2, "Ein Leuchtturm über der See, 3 Möwen|1024×1024 · flux-2-pro|job 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d · seed 42")]
    [InlineData(5504, 3072, 9, 7, "Ein Leuchtturm über der See, 3 Möwen|5504×3072 · flux-2-pro|job 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d · seed 42")]
    public void Painting_AtTheProvidersSizes_CanBeRead(int width, int height, int promptCell, int factCell, string lines)
    {
        var spec = Spec(width, height);
        Painting painting = new(spec);
        PixelRow row = new(width);
        var painted = -1;

        CaptionReader reader = new(spec.Size, (x, y) =>
        {
            if (painted != y)
            {
                painting.PaintRow(painted = y, row);
            }

            return row.Green[x];
        });

        Assert.Equal(lines, TextOf(reader, lines, (promptCell, factCell)));
    }

    [Fact]
    public void Jpeg_OfASmallPicture_CanStillBeRead()
    {
        var spec = Spec(512, 512, PictureFormat.Jpeg);

        var picture = DecodedPicture.From(spec.Encode());

        CaptionReader reader = new(spec.Size, (x, y) => picture.Rgb[(3 * ((y * 512) + x)) + 1]);
        const string Lines = "Ein Leuchtturm über der See, 3 Möwen|512×512 · flux-2-pro|job " + Job + "|seed 42";
        Assert.Equal(Lines, TextOf(reader, Lines, (2, 2)));
    }

    [Fact]
    public void Encode_WithoutJob_IsTheSameForEveryJob()
    {
        var full = Spec(320, 200);
        var without = full with { Caption = CaptionStyle.WithoutJob };

        Assert.NotEqual(full.Encode(), (full with { Job = "another" }).Encode());
        Assert.Equal(without.Encode(), (without with { Job = "another" }).Encode());
        Assert.NotEqual(without.Encode(), (without with { Model = "another" }).Encode());
    }

    [Fact]
    public void Painting_WithoutCaption_IsTheSceneAlone()
    {
        var plain = Spec(320, 200) with { Caption = CaptionStyle.None };

        Assert.Equal(DecodedPicture.Painted(plain).Rgb, DecodedPicture.Painted(plain with { Model = "another", Job = null }).Rgb);
        Assert.NotEqual(DecodedPicture.Painted(plain).Rgb, DecodedPicture.Painted(Spec(320, 200)).Rgb);
    }

    [Fact]
    public void Painting_OfEverySmallSize_IsPainted()
    {
        for (var side = 1; side <= 140; side++)
        {
            foreach (var (width, height) in new[] { (side, side), (side, 300), (300, side) })
            {
                Assert.Equal(3 * width * height, DecodedPicture.Painted(Spec(width, height)).Rgb.Length);
            }
        }
    }

    [Theory]
    [InlineData("one two three", 7, 3, "one two|three")]
    [InlineData("one two three", 5, 2, "one|two …")]
    [InlineData("abcdefghij", 4, 3, "abcd|efgh|ij")]
    [InlineData("abcdefghij", 4, 2, "abcd|efg…")]
    [InlineData("  a\n\n b\t", 9, 1, "a b")]
    [InlineData("e\u0301a\u0000b", 9, 1, "eab")]
    [InlineData("", 9, 1, "")]
    [InlineData("abc", 9, 0, "")]
    public void Words_OfAnyText_FillLinesWithoutLosingTheirEnd(string text, int letters, int lines, string wrapped) =>
        Assert.Equal(wrapped, string.Join('|', TextWrap.Words(Alphabet.LettersOf(text), letters, lines).Select(line => string.Concat(line))));

    private static string TextOf(CaptionReader reader, string lines, (int Prompt, int Fact) cells)
    {
        var facts = lines.Split('|').Length - 1;
        var read = Enumerable.Range(0, facts).Select(i => reader.Line(cells.Fact, [.. Enumerable.Repeat(cells.Fact, facts - 1 - i)]));
        return string.Join('|', read.Prepend(reader.Line(cells.Prompt, [.. Enumerable.Repeat(cells.Fact, facts)])));
    }
}
