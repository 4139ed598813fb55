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
    [InlineData("99999999999999")]
    public void Read_IllegalOrAbsurd_IsIgnored(string value) => Assert.Null(Read(value));

    [Fact]
    public void Read_TwoOfThem_IsIgnored() => Assert.Null(Read("1", "2"));

    [Fact]
    public void Read_None_IsNone() => Assert.Null(Read());

    private static TimeSpan? Read(params string[] values)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", values);
        return RetryAfterHeader.Read(response, new VirtualClock());
    }
}
