using System.Globalization;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 2.3: when tokens cost twice as much, and that thoughts cost what answers do.</summary>
public sealed class PeakFactTests
{
    private const decimal Miss = 0.15m;

    /// <summary>The first midnight of every virtual clock, a Monday.</summary>
    private static readonly DateTimeOffset Monday = new VirtualClock().GetUtcNow();

    [Theory, ProviderFact("ds-2.3-peak-hours")]
    public async Task PeakHours_BeginAndEndOnTheHour(params string[] hours)
    {
        Assert.Equal(4, hours.Length);
        foreach (var (index, hour) in hours.Index())
        {
            var instant = Monday.AddHours(int.Parse(hour, CultureInfo.InvariantCulture));

            Assert.Equal((hour, index % 2 == 0), (hour, await IsPeakAsync(instant)));
            Assert.Equal((hour, index % 2 == 1), (hour, await IsPeakAsync(instant.AddMinutes(-1))));
        }
    }

    [Theory, ProviderFact("ds-2.3-weekdays")]
    public async Task PeakDays_AreSoMany(int days) => Assert.Equal(days, await PeakDaysAsync(""));

    [Theory, ProviderFact("ds-2.3-weekdays-august")]
    public async Task PeakDays_OfAnotherDate_AreSoMany(string date, int days) =>
        Assert.Equal(days, await PeakDaysAsync($", provider: {{catalogDate: {date}}}"));

    [Theory, ProviderFact("ds-2.3-holidays")]
    public async Task PublicHoliday_HasNoPeak(string day)
    {
        var holiday = DateTimeOffset.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).AddHours(2);

        Assert.False(await IsPeakAsync(holiday));
        Assert.True(await IsPeakAsync(holiday.AddDays(7)));
    }

    [Theory, ProviderFact("ds-2.3-reasoning")]
    public async Task Reasoning_CostsWhatAnAnswerDoes(decimal price)
    {
        var (usage, billed) = await AskAsync(Monday, "", "\"max_tokens\":40");

        Assert.Equal(40, (int)usage["completion_tokens_details"]!["reasoning_tokens"]!);
        Assert.Equal((long)Math.Ceiling(((int)usage["prompt_tokens"]! * Miss) + (40 * price)), billed);
    }

    private static async Task<int> PeakDaysAsync(string behaviour)
    {
        var count = 0;
        for (var day = 0; day < 7; day++)
        {
            count += await IsPeakAsync(Monday.AddDays(day).AddHours(2), behaviour) ? 1 : 0;
        }

        return count;
    }

    private static async Task<bool> IsPeakAsync(DateTimeOffset instant, string behaviour = "")
    {
        var (usage, billed) = await AskAsync(instant, behaviour, "\"thinking\":{\"type\":\"disabled\"}");
        var (cheap, offPeak) = await AskAsync(Monday, behaviour, "\"thinking\":{\"type\":\"disabled\"}");
        Assert.Equal(cheap.ToJsonString(), usage.ToJsonString());
        return billed > offPeak * 3 / 2;
    }

    private static async Task<(JsonNode Usage, long MicroUsd)> AskAsync(DateTimeOffset instant, string behaviour, string more)
    {
        VirtualClock clock = new();
        clock.Advance(instant - clock.GetUtcNow());
        using var client = await DeepSeekAsk.StartAsync($"limits: []{behaviour}", clock);
        using var content = new StringContent(DeepSeekAsk.Body(more, behaviour.Length > 0 ? "deepseek-v4-flash" : "deepseek-flash"));
        client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-one");
        using var reply = await client.PostAsync(
            new Uri("/deepseek/chat/completions", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var usage = (await DeepSeekReply.OfAsync(reply)).Json["usage"]!;
        var journal = await client.GetStringAsync(new Uri("/__emulator/journal", UriKind.Relative), TestContext.Current.CancellationToken);
        return (usage, (long)JsonNode.Parse(journal.Split('\n')[0])!["units"]!["microUsd"]!);
    }
}
