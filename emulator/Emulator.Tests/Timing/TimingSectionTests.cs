using Emulator.Timing;
using ScenarioFile;

namespace Emulator.Tests.Timing;

/// <summary>Timing is read strictly, and every complaint says what to write instead.</summary>
public sealed class TimingSectionTests
{
    private static readonly string[] Wrong =
    [
        "{delay: {from: 1s}}",
        "{delay: {from: 2s, to: 1s}}",
        "{delay: {constant: 1s, mean: 2s}}",
        "{delay: {}}",
        "{delay: {median: 2s, p95: 1s}}",
        "{delay: {median: 0s, p95: 1s}}",
        "{delay: {replay: []}}",
        "{delay: 25h}",
        "{delay: {constant: 25h}}",
        "{delay: 5}",
        "{timing: {tokensPerSecond: 0}}",
        "{timing: {tokensPerSecond: {from: 60, to: 20}}}",
        "{timing: {tokenJitter: 1.5}}",
        "{timing: {pauses: {probability: 0.1}}}",
        "{timing: {runTime: 1s}}",
        "{timings: [{timeToFirstToken: 1s}]}",
        "{timings: [{models: [deepseek-flash]}]}",
        "{timings: [{models: [gpt], timeToFirstToken: 1s}]}",
        "{timings: [{operations: [chat], delay: 1s}]}",
        "{timings: [{models: [deepseek-flash], queueTime: 1s}]}",
        "{timings: [{operations: [models.list], workers: {count: 1}}]}",
        "{workers: {queue: 5}}",
        "{workers: {count: 0}}",
        "{profile: slow}",
    ];

    [Fact]
    public void Check_WrongTiming_IsRefusedWithARemedy() =>
        Golden.Check(string.Join('\n', Wrong.Select(section => ProblemsWith("DeepSeek/Chat", section))), "timing.refused.txt");

    [Fact]
    public void Check_KeepAliveWhereNothingIsSent_IsRefused()
    {
        var problems = ProblemsWith("Flux/Bfl", "{workers: {count: 2, keepAlive: 1s}}");

        Assert.Contains("Flux/Bfl sends nothing to those who wait; remove keepAlive.", problems, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RulesAndSections_DecideKeyByKey()
    {
        var section = TestEmulator.Settings("""
            DeepSeek/Chat:
              delay: 10ms
              timing: {timeToFirstToken: 1s, tokensPerSecond: 50}
              timings:
                - {models: [deepseek-v4-pro], timeToFirstToken: 2s, tokenJitter: 0.5}
                - {operations: [models.list], delay: 20ms}
                - {models: [deepseek-v4-pro], operations: [chat.completions], timeToFirstToken: 3s}
            """).Scenario.Dialects["DeepSeek/Chat"];
        TimingTable table = new(
            [new TimingSource(TimingRule.DialectWide(section.Timing, section.Delay, section.Workers), section.Timings)]);

        var pro = table.Of("chat.completions", "deepseek-v4-pro");
        var flash = table.Of("chat.completions", "deepseek-flash");
        var list = table.Of("models.list", null);

        Assert.Equal((3.0, 0.5, 50.0, 10.0), (pro.TimeToFirstToken.At(0).TotalSeconds, pro.TokenJitter, pro.TokensPerSecond.From, pro.Delay.At(0).TotalMilliseconds));
        Assert.Equal((1.0, 0.0), (flash.TimeToFirstToken.At(0).TotalSeconds, flash.TokenJitter));
        Assert.Equal(20, list.Delay.At(0).TotalMilliseconds);
    }

    private static string ProblemsWith(string dialect, string section)
    {
        var problem = Assert.Throws<ScenarioFormatException>(() =>
        {
            var settings = TestEmulator.Settings($"{dialect}: {section}");
            Emulator.Scenarios.ScenarioCheck.Check(settings.Scenario, settings.Document, EmulatorApp.Dialects());
        });
        return $"{section}\n{string.Join('\n', problem.Problems)}\n";
    }
}
