using Emulator.Network;

namespace Emulator.Tests.Network;

/// <summary>A public URL is one that others can be built on, or is refused in one sentence.</summary>
public sealed class PublicUrlTests
{
    [Theory]
    [InlineData("http://lab.example", "http://lab.example", "http://lab.example")]
    [InlineData("HTTPS://Lab.Example:443/", "https://lab.example", "https://lab.example")]
    [InlineData("http://emulator.bfl.ai:8080", "http://emulator.bfl.ai:8080", "http://emulator.bfl.ai:8080")]
    [InlineData("https://lab.example/emu/", "https://lab.example/emu", "https://lab.example")]
    [InlineData("http://[::1]:5380", "http://[::1]:5380", "http://[::1]:5380")]
    public void Parse_AnAbsoluteUrl_HasNoSlashAtItsEnd(string given, string text, string origin)
    {
        var parsed = PublicUrl.Parse(given);

        Assert.Equal((text, origin), (parsed.Text, parsed.Origin));
    }

    [Theory]
    [InlineData("lab.example")]
    [InlineData("/flux")]
    [InlineData("ftp://lab.example")]
    [InlineData("http://lab.example?a=b")]
    [InlineData("http://lab.example/?")]
    [InlineData("http://lab.example/#")]
    [InlineData("http://me:secret@lab.example")]
    [InlineData("")]
    public void Parse_AnythingElse_IsOneSentence(string given)
    {
        var refused = Assert.Throws<UnusableInputException>(() => PublicUrl.Parse(given));

        Assert.EndsWith(
            "is no base for URLs; give an absolute one without user, query and fragment, such as https://emulator.example.",
            refused.Message,
            StringComparison.Ordinal);
    }
}
