using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.DeepSeek.Chat;

public sealed class DeepSeekPricesTests
{
    private static readonly DeepSeekChatUsage Usage = new(1000, 300, 200, 400);

    [Theory]
    [InlineData("deepseek-flash", "2026-11-20T12:00:00Z", "0.0002712")]
    [InlineData("deepseek-flash", "2026-11-20T02:00:00Z", "0.0005424")]
    [InlineData("deepseek-v4-pro", "2026-11-20T12:00:00Z", "0.0009988")]
    [InlineData("deepseek-v4-pro", "2026-11-20T09:59:59Z", "0.0019976")]
    [InlineData("deepseek-v4-flash", "2026-09-10T03:59:59Z", "0.0006656")]
    [InlineData("deepseek-v4-flash", "2026-06-01T02:00:00Z", "0.00016912")]
    [InlineData("deepseek-v4-pro", "2026-06-01T02:00:00Z", "0.00052345")]
    [InlineData("deepseek-reasoner", "2026-01-05T02:00:00Z", "0.0003052")]
    public void CostUsd_OfAModelAndADay_IsTheListsToTheLastDigit(string model, string at, string expected) =>
        Assert.Equal(decimal.Parse(expected, null), DeepSeekPrices.CostUsd(model, Usage, DateTimeOffset.Parse(at, null), new DeepSeekChatOptions()));

    [Theory]
    [InlineData("deepseek-flash", "2026-09-10T03:59:59Z")]
    [InlineData("deepseek-chat", "2026-11-20T12:00:00Z")]
    [InlineData("deepseek-v5", "2026-11-20T12:00:00Z")]
    [InlineData("deepseek-v4-pro-max", "2026-11-20T12:00:00Z")]
    [InlineData("", "2026-11-20T12:00:00Z")]
    public void CostUsd_NobodyKnowsThePrice_IsUnknownAndNotNothing(string model, string at)
    {
        Assert.Null(DeepSeekPrices.CostUsd(model, Usage, DateTimeOffset.Parse(at, null), new DeepSeekChatOptions()));
        Assert.Null(DeepSeekPrices.MicroUsd(null));
    }

    [Theory]
    [InlineData("2026-11-20T00:59:59Z", false)]
    [InlineData("2026-11-20T01:00:00Z", true)]
    [InlineData("2026-11-20T03:59:59Z", true)]
    [InlineData("2026-11-20T04:00:00Z", false)]
    [InlineData("2026-11-20T06:00:00Z", true)]
    [InlineData("2026-11-20T10:00:00Z", false)]
    [InlineData("2026-11-21T02:00:00Z", false)]
    [InlineData("2026-11-22T07:00:00Z", false)]
    [InlineData("2026-11-19T02:00:00Z", false)]
    public void CostUsd_PeakHours_AreThoseOfWorkingDaysInBeijing(string at, bool isPeak)
    {
        var options = new DeepSeekChatOptions { OffPeakDays = { new DateOnly(2026, 11, 19) } };

        var cost = DeepSeekPrices.CostUsd("deepseek-flash", Usage, DateTimeOffset.Parse(at, null), options);

        Assert.Equal(isPeak ? 0.0005424m : 0.0002712m, cost);
    }

    [Fact]
    public void CostUsd_ClockOfAnotherYear_GoesByTheListThatIsNamed()
    {
        var options = new DeepSeekChatOptions { PricesOf = DateTimeOffset.MaxValue };

        var cost = DeepSeekPrices.CostUsd("deepseek-flash", Usage, DateTimeOffset.Parse("2026-01-05T02:00:00Z", null), options);

        Assert.Equal(0.0005424m, cost);
    }

    [Fact]
    public void MicroUsd_PartOfAMillionth_IsRoundedUp() => Assert.Equal(272, DeepSeekPrices.MicroUsd(0.0002712m));
}
