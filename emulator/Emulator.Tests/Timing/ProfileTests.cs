using Emulator.Chance;
using Emulator.Scenarios;
using Emulator.Timing;
using VirtualTime;

namespace Emulator.Tests.Timing;

/// <summary>A profile says what the scenario leaves open, and nothing else.</summary>
public sealed class ProfileTests
{
    private const string Body = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";

    public static TheoryData<string> Dialects => [.. EmulatorApp.Dialects().Select(dialect => dialect.Traits.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Profiles_OfADialect_PassTheChecksThatScenariosPass(string name)
    {
        var traits = EmulatorApp.Dialects().Single(dialect => dialect.Traits.Name == name).Traits;

        foreach (var profile in new[] { traits.Profiles.Quick, traits.Profiles.Realistic, traits.Profiles.Hostile })
        {
            var section = new DialectSection { Timing = profile.Timing, Timings = profile.Timings, Faults = profile.Faults };
            ScenarioCheck.Check(
                new EmulatorSection { Dialects = new Dictionary<string, DialectSection> { [name] = section } },
                document: null,
                EmulatorApp.Dialects());
            Assert.All(profile.Timings, rule => Assert.Empty(rule.Validate(new(rule))));
            Assert.All(profile.Faults, rule => Assert.Empty(rule.Validate(new(rule))));
            Assert.All(Durations(profile), duration => Assert.Empty(duration.Validate(new(duration))));
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Profiles_OfADialect_GetSlower(string name)
    {
        var profiles = EmulatorApp.Dialects().Single(dialect => dialect.Traits.Name == name).Traits.Profiles;

        var work = new[] { profiles.Quick, profiles.Realistic, profiles.Hostile }
            .Select(profile => (profile.Timing.RunTime ?? profile.Timing.TimeToFirstToken)!.At(1UL << 63)).ToArray();

        Assert.True(work[0] < work[1] && work[1] < work[2], string.Join(", ", work));
    }

    [Fact]
    public async Task Send_HostileProfile_MeetsItsMixAndSaysWhichRule()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync("DeepSeek/Chat: {profile: hostile, limits: []}", clock);
            await Task.WhenAll(Enumerable.Range(0, 400).Select(number => SendAsync(emulator, number)));

            var faults = emulator.Journal.CountBy(line => (string?)line["fault"] ?? "none").ToDictionary();
            Assert.InRange(faults["none"], 400 * 0.78, 400 * 0.92);
            Assert.Equal(["gatewayPage", "none", "refuse", "reset", "stall", "truncate"], faults.Keys.Order(StringComparer.Ordinal));
            var gateway = emulator.Journal.First(line => (string?)line["fault"] == "gatewayPage");
            Assert.StartsWith("profile hostile, faults[2] gatewayPage, probability 0.02: draw 0.0", (string?)gateway["reason"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Send_ScenarioKeysOverAProfile_ReplaceTheirOwnKeyOnly()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                "DeepSeek/Chat: {profile: hostile, faults: [], delay: 0s, timing: {timeToFirstToken: 1s, pauses: {probability: 0, length: 0s}}}",
                clock);
            using var answer = await emulator.SendAsync(TestEmulator.Chat(Body));
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            // The scenario's first token, and the profile's 4 to 15 tokens a second.
            var tokens = (int)System.Text.Json.Nodes.JsonNode.Parse(text)!["usage"]!["completion_tokens"]!;
            Assert.InRange((clock.Elapsed - TimeSpan.FromSeconds(1)).TotalSeconds, tokens / 15.0 * 0.6, tokens / 4.0 * 1.4);
        });
    }

    [Fact]
    public void WithProfile_OfTheCommandLine_GoesBeforeTheFileAndIsInTheFingerprint()
    {
        var settings = TestEmulator.Settings("DeepSeek/Chat: {profile: hostile}");

        var asked = settings.WithProfile(ProfileName.Realistic);

        Assert.Equal(ProfileName.Realistic, asked.Scenario.Profile);
        Assert.Null(asked.Scenario.Dialects["DeepSeek/Chat"].Profile);
        Assert.NotEqual(ScenarioFingerprint.Of(settings.Scenario, 0), ScenarioFingerprint.Of(asked.Scenario, 0));
    }

    private static async Task SendAsync(TestEmulator emulator, int number)
    {
        try
        {
            using var reply = await emulator.SendAsync(TestEmulator.Chat(Body, call: $"call-{Seed.Mix((ulong)number)}"));
        }
        catch (HttpRequestException)
        {
            // The connection broke, as some must.
        }
    }

    private static IEnumerable<DelayDistribution> Durations(DialectProfile profile) =>
        profile.Timings.SelectMany(rule => new[] { rule.Delay, rule.TimeToFirstToken, rule.QueueTime, rule.RunTime })
            .Concat([profile.Delay, profile.Timing.TimeToFirstToken, profile.Timing.QueueTime, profile.Timing.RunTime, profile.Timing.Pauses?.Length])
            .OfType<DelayDistribution>();
}
