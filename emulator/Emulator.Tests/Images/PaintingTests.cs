using System.Security.Cryptography;
using Emulator.Images;

namespace Emulator.Tests.Images;

public sealed class PaintingTests
{
    private static readonly string[] Prompts = ["a lighthouse over a green sea", "blue night", ""];
    private static readonly ulong[] Seeds = [0, 42, ulong.MaxValue];

    [Theory]
    [InlineData("a red fox", 0)]
    [InlineData("a GREEN door", 1)]
    [InlineData("blue", 2)]
    public void PaintRow_PromptNamesAColour_SkyIsOfThatColour(string prompt, int channel)
    {
        PictureSpec spec = new(new PictureSize(64, 64), PictureFormat.Png, 5, prompt);
        PixelRow row = new(64);

        new Painting(spec).PaintRow(0, row);

        var sums = new[] { Sum(row.Red), Sum(row.Green), Sum(row.Blue) };
        Assert.Equal(sums.Max(), sums[channel]);
    }

    [Fact]
    public void PaintRow_KnownSpecs_PixelsNeverChangeBetweenVersionsAndMachines()
    {
        var lines =
            from prompt in Prompts
            from seed in Seeds
            select $"{seed} \"{prompt}\" {Fingerprint(new PictureSpec(new PictureSize(96, 64), PictureFormat.Png, seed, prompt))}";

        Golden.Check(string.Join('\n', lines), "pictures.txt");
    }

    private static int Sum(ReadOnlySpan<byte> values)
    {
        var sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static string Fingerprint(PictureSpec spec) => Convert.ToHexStringLower(SHA256.HashData(DecodedPicture.Painted(spec).Rgb));
}
