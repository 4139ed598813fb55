using LoadRunner.Judging;

namespace LoadRunner.Tests.Judging;

public sealed class EmulatorTimingTests
{
    private const string Summary = """{"lines":3,"lateness":{"waits":9,"saturatedSeconds":2},"timing":"void","because":"it was saturated"}""";

    [Fact]
    public void Read_Summary_GivesSecondsAndSentence() =>
        Assert.Equal(new EmulatorTiming(2, "it was saturated"), EmulatorTiming.Read(Summary));

    [Theory]
    [InlineData("healthy")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"lateness":{},"because":"x"}""")]
    [InlineData("""{"lateness":3,"because":"x"}""")]
    public void Read_AnotherServersAnswer_IsNothing(string text) => Assert.Null(EmulatorTiming.Read(text));

    [Fact]
    public void VoidReason_SaturatedBeforeTheRunOnly_IsNone()
    {
        EmulatorTiming before = new(2, "two seconds");
        EmulatorTiming after = new(3, "three seconds");

        Assert.Null(EmulatorTiming.VoidReason(before, before));
        Assert.Null(EmulatorTiming.VoidReason(before, null));
        Assert.Equal("three seconds", EmulatorTiming.VoidReason(before, after));
        Assert.Equal("three seconds", EmulatorTiming.VoidReason(null, after));
    }
}
