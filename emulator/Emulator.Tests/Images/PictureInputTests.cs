using Emulator.Images;

namespace Emulator.Tests.Images;

public sealed class PictureInputTests
{
    [Theory]
    [InlineData("https://cdn.example.com/a/b/cat.png", "cdn.example.com/cat.png")]
    [InlineData("https://user:secret@cdn.example.com/cat.png?sig=secret#secret", "cdn.example.com/cat.png")]
    [InlineData("https://cdn.example.com/", "cdn.example.com")]
    [InlineData("https://cdn.example.com/folder/", "cdn.example.com/folder")]
    [InlineData("not an address", "no address")]
    [InlineData("data:image/png;base64,secret", "no address")]
    [InlineData("", "no address")]
    public void At_AnyText_ShowsHostAndLastSegmentOnly(string given, string shown)
    {
        var input = PictureInput.At(given);

        Assert.Equal(shown, input.Address);
        Assert.Equal(("text/uri-list", 0, 0, 0), (input.MediaType, input.WidthPixels, input.HeightPixels, input.Bytes));
    }

    [Fact]
    public void At_AnotherQuery_IsAnotherPicture() =>
        Assert.NotEqual(PictureInput.At("https://a.example/cat.png?1"), PictureInput.At("https://a.example/cat.png?2"));

    [Fact]
    public void At_LongAddress_IsCut()
    {
        var input = PictureInput.At($"https://cdn.example.com/{new string('a', 5000)}.png");

        Assert.Equal(64, input.Address!.Length);
        Assert.EndsWith("…", input.Address, StringComparison.Ordinal);
    }
}
