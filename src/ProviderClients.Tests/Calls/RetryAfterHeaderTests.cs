using ProviderClients.Calls;
using VirtualTime;

namespace ProviderClients.Tests.Calls;

public sealed class RetryAfterHeaderTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData("Mon, 05 Jan 2026 00:00:30 GMT", 30)]
    [InlineData("Sun, 04 Jan 2026 00:00:00 GMT", 0)]
    public void Read_LegalForm_GivesTheWait(string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(value));

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("0x10")]
    public void Read_Illegal_IsIgnored(string value) => Assert.Null(Read(value));

    [Theory]
    [InlineData("315360000")]
    [InlineData("99999999999999999999999")]
    [InlineData("Thu, 01 Jan 2099 00:00:00 GMT")]
    public void Read_Absurd_IsTheLongestWaitSoThatNobodyComesBackEarly(string value) =>
        Assert.Equal(TimeSpan.FromDays(31), Read(value));

    [Theory]
    [InlineData("1500", 1500)]
    [InlineData("0", 0)]
    [InlineData("99999999999999", 31L * 24 * 3600 * 1000)]
    public void Read_Milliseconds_GivesTheWait(string value, long milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), ReadMilliseconds(value));

    [Theory]
    [InlineData("-5")]
    [InlineData("soon")]
    public void Read_IllegalMilliseconds_IsIgnored(string value) => Assert.Null(ReadMilliseconds(value));

    [Fact]
    public void Read_BothHeaders_TakesTheLongerWait()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", "2");
        response.Headers.TryAddWithoutValidation("retry-after-ms", "2500");

        Assert.Equal(TimeSpan.FromMilliseconds(2500), RetryAfterHeader.Read(response, new VirtualClock()));
    }

    [Fact]
    public void Read_TwoOfThem_IsIgnored() => Assert.Null(Read("1", "2"));

    [Fact]
    public void Read_None_IsNone() => Assert.Null(Read());

    private static TimeSpan? ReadMilliseconds(string value)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("retry-after-ms", value);
        return RetryAfterHeader.Read(response, new VirtualClock());
    }

    private static TimeSpan? Read(params string[] values)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", values);
        return RetryAfterHeader.Read(response, new VirtualClock());
    }
}
