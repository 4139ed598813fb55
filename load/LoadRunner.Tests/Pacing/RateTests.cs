using LoadRunner.Pacing;

namespace LoadRunner.Tests.Pacing;

public sealed class RateTests
{
    [Theory]
    [InlineData("5/s", 5)]
    [InlineData("90/min", 1.5)]
    [InlineData("0.2/s", 0.2)]
    [InlineData("3600/h", 1)]
    [InlineData(" 5 / s ", 5)]
    [InlineData("0/s", 0)]
    public void Parse_RateWithUnit_GivesPerSecond(string text, double perSecond)
    {
        var rate = Rate.Parse(text, null);

        Assert.Equal(perSecond, rate.PerSecond, 12);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-5/s")]
    [InlineData("5/sec")]
    [InlineData("/s")]
    [InlineData("1e3/s")]
    [InlineData("5,5/s")]
    [InlineData("")]
    public void Parse_NoRate_SaysWhatToWrite(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => Rate.Parse(text, null));

        Assert.Equal("write a number and its unit: 5/s, 90/min, 100/h or 0.2/s for example", refusal.Message);
    }

    [Theory]
    [InlineData("100000/s", true)]
    [InlineData("100001/s", false)]
    [InlineData("6000000/min", true)]
    [InlineData("360000001/h", false)]
    public void Parse_NearTheBound_IsRefusedBeyondIt(string text, bool isRead)
    {
        var read = Rate.TryParse(text, null, out _);

        Assert.Equal(isRead, read);
    }

    [Fact]
    public void ToString_Rate_IsWrittenAsItWasRead()
    {
        var text = Rate.Parse("90.50/min", null).ToString();

        Assert.Equal("90.5/min", text);
    }
}
