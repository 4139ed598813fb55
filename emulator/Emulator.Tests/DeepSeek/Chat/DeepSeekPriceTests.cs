using System.Globalization;
using Emulator.DeepSeek.Chat;
using Emulator.DeepSeek.Chat.Catalog;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>What a million tokens of each kind cost, by date, hour and currency.</summary>
public sealed class DeepSeekPriceTests
{
    private const int Million = 1_000_000;

    [Theory]
    [InlineData("2025-12-02", "deepseek-chat", "0.028 0.28 0.42", "0.028 0.28 0.42")]
    [InlineData("2026-05-08", "deepseek-v4-flash", "0.0028 0.14 0.28", "0.0028 0.14 0.28")]
    [InlineData("2026-05-08", "deepseek-v4-pro", "0.003625 0.435 0.87", "0.003625 0.435 0.87")]
    [InlineData("2026-08-16T15:59Z", "deepseek-v4-pro", "0.003625 0.435 0.87", "0.003625 0.435 0.87")]
    [InlineData("2026-08-16T16:00Z", "deepseek-v4-pro", "0.022 0.66 1.98", "0.044 1.32 3.96")]
    [InlineData("2026-08-20", "deepseek-v4-flash", "0.007 0.22 0.66", "0.014 0.44 1.32")]
    [InlineData("2026-11-20", "deepseek-flash", "0.003 0.15 0.60", "0.006 0.30 1.20")]
    [InlineData("2026-11-20", "deepseek-v4-pro", "0.022 0.66 1.98", "0.044 1.32 3.96")]
    public void BillFor_EachDate_IsThePriceOfItsTime(string date, string model, string offPeak, string peak)
    {
        DeepSeekChatRules rules = new(new DeepSeekChatSection { CatalogDate = CatalogDate.Parse(date, null) });

        Assert.Equal(Prices(offPeak), Bill(rules, model, "2026-11-16T05:00Z"));
        Assert.Equal(Prices(peak), Bill(rules, model, "2026-11-16T09:59Z"));
    }

    [Theory]
    [InlineData("2026-11-16T00:59Z", false)] // a Monday
    [InlineData("2026-11-16T01:00Z", true)]
    [InlineData("2026-11-16T03:59Z", true)]
    [InlineData("2026-11-16T04:00Z", false)]
    [InlineData("2026-11-16T06:00Z", true)]
    [InlineData("2026-11-16T10:00Z", false)]
    [InlineData("2026-11-21T02:00Z", false)] // a Saturday
    [InlineData("2026-10-01T02:00Z", false)] // a holiday
    [InlineData("2026-10-08T02:00Z", true)]
    public void IsPeak_HoursOfWorkingDays_AreThoseOfBeijing(string at, bool isPeak) =>
        Assert.Equal(isPeak, DeepSeekChatRules.Newest.IsPeak(Instant(at)));

    [Fact]
    public void IsPeak_OwnHolidaysAndTheAugustOf2026_DifferFromToday()
    {
        DeepSeekChatRules own = new(new DeepSeekChatSection { Holidays = [new DateOnly(2026, 11, 16)] });
        DeepSeekChatRules august = new(new DeepSeekChatSection { CatalogDate = CatalogDate.Parse("2026-08-20", null) });

        Assert.False(own.IsPeak(Instant("2026-11-16T02:00Z")));
        Assert.True(own.IsPeak(Instant("2026-10-01T02:00Z")));
        Assert.True(august.IsPeak(Instant("2026-11-21T02:00Z")));
    }

    [Fact]
    public async Task Balance_InYuan_FallsByThePriceInYuan()
    {
        await using var flight = await DeepSeekFlight.StartAsync(
            "currency: CNY", "limits: [], keys: [{key: sk-test, account: main}], accounts: {main: {balance: 5, granted: 0.01}}");

        // Midnight in January is off-peak: one yuan for a million tokens of prompt, four for the answer.
        var usage = (await flight.ChatAsync(
            $$"""{"model":"deepseek-flash","messages":[{"role":"user","content":"{{new string('a', 200_000)}}"}]}"""))["usage"]!;
        var balance = (await flight.GetAsync("/deepseek/user/balance"))["balance_infos"]![0]!;

        var cost = ((int)usage["prompt_tokens"]! + (4m * (int)usage["completion_tokens"]!)) / Million;
        Assert.Equal("CNY", (string?)balance["currency"]);
        Assert.Equal("0.00", (string?)balance["granted_balance"]);
        Assert.Equal(Cents(5.01m - cost), (string?)balance["topped_up_balance"]);
        Assert.Equal(Cents(5.01m - cost), (string?)balance["total_balance"]);
    }

    private static string Cents(decimal amount) => (Math.Floor(amount * 100) / 100).ToString("0.00", CultureInfo.InvariantCulture);

    private static (long Hit, long Miss, long Output) Bill(DeepSeekChatRules rules, string name, string at)
    {
        var model = rules.Catalog.Model(name)!;
        return (
            rules.BillFor(model, new DeepSeekUse(Million, 0, 0), Instant(at)).MicroUsd,
            rules.BillFor(model, new DeepSeekUse(0, Million, 0), Instant(at)).MicroUsd,
            rules.BillFor(model, new DeepSeekUse(0, 0, Million), Instant(at)).MicroUsd);
    }

    private static (long Hit, long Miss, long Output) Prices(string text) =>
        text.Split(' ').Select(price => (long)(decimal.Parse(price, CultureInfo.InvariantCulture) * Million)).ToArray() is [var hit, var miss, var output]
            ? (hit, miss, output)
            : throw new FormatException(text);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
