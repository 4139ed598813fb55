using ScenarioFile;

namespace Emulator.Tests.Scenarios;

/// <summary>The emulator's section is read strictly, and complaints say where and what to do.</summary>
public sealed class EmulatorSectionTests
{
    [Theory]
    [InlineData("DeepSeek/Chat: {failureRate: -0.1}", "write a value from 0 to 1")]
    [InlineData("DeepSeek/Chat: {failureRate: 1.5}", "write a value from 0 to 1")]
    [InlineData("DeepSeek/Chat: {failureRat: 0.5}", "failureRate")]
    [InlineData("DeepSeek/Chat: {failureRate: often}", "write a number")]
    [InlineData("DeepSeek/Chat: {limits: [{name: a, requests: 0, window: 1h}]}", "write a value of 1 or more")]
    [InlineData("DeepSeek/Chat: {limits: [{name: a, requests: 5, window: 0s}]}", "write a duration above zero")]
    [InlineData("DeepSeek/Chat: {limits: [{name: a, requests: 5}]}", "add window: 1h for example, or daily")]
    [InlineData("DeepSeek/Chat: {limits: [{name: a}]}", "write one of requests, tokens, inputTokens, images and money with a window, or inFlight, or activeJobs")]
    [InlineData("DeepSeek/Chat: {limits: [{name: a, inFlight: 2, activeJobs: 2}]}", "write one of")]
    [InlineData("DeepSeek/Chat: {limits: [{requests: 5, window: 1h}]}", "add name")]
    [InlineData("DeepSeek/Chat: {limits: [{name: a, inFlight: 0}]}", "write a value of 1 or more")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: explode}]}", "use one of these words")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: close, status: 500}]}", "write fault: refuse")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: delay}]}", "write {fault: delay, delay: 30s}")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, attempts: 3..1}]}", "write a number or a range")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, operations: [chat]}]}", "use one of chat.completions")]
    [InlineData("DeepSeek/Chat: {delay: {from: 2s, to: 1s}}", "swap them")]
    [InlineData("DeepSeek/Chat: {delay: 5}", "write a duration such as 800ms")]
    [InlineData("DeepSeek/Chat: {timing: {queueTime: 1s}}", "use one of timeToFirstToken, tokensPerSecond")]
    [InlineData("DeepSeek/Chat: {port: 70000}", "write a value from 0 to 65535")]
    [InlineData("{DeepSeek/Chat: {port: 7000}, Flux/Bfl: {port: 7000}}", "give each a port of its own")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: reset, phase: headers, afterBytes: 5}]}", "write phase: midStream")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, retryAfterForm: httpDate}]}", "add retryAfter: 2s")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, scope: run}]}", "add attempts or remove scope")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, calls: '0'}]}", "write \"1\" for the first call")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, promptMatches: '('}]}", "correct it, or use promptContains")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, during: 20s..10s}]}", "write a window such as 10s..30s")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, during: {from: 1s, to: 9s, every: 5s}}]}", "make every at least as long")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: refuse, probability: 1, during: {to: 9s, ramp: {to: 1}}}]}", "remove one")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: lostCallback, kinds: [callback]}]}", "write kinds: [submit]")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: headers, headers: {\"a b\": c}}]}", "use letters, digits and - in the name")]
    [InlineData("DeepSeek/Chat: {faults: [{fault: contentType, contentType: \"text\\r\\nX: y\"}]}", "plain ASCII in the value")]
    [InlineData("Flux/Bfl: {timing: {resultLifetime: 5000000d}}", "write 3650d at most")]
    [InlineData("OpenAI/Chat: {failureRate: 0.5}", "use one of DeepSeek/Chat")]
    public void Build_WrongScenario_SaysWhereAndWhatToDo(string dialects, string remedy)
    {
        var complaint = Assert.Throws<ScenarioFormatException>(
            () => EmulatorApp.Build(TestEmulator.Settings(dialects), new VirtualTime.VirtualClock()));

        var problem = Assert.Single(complaint.Problems);
        Assert.Contains(remedy, $"{problem}", StringComparison.Ordinal);
        Assert.StartsWith("test.yaml:6:", $"{problem}", StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_EverythingAScenarioCanSay_IsRead()
    {
        var settings = TestEmulator.Settings(
            """
            DeepSeek/Chat:
              delay: {from: 200ms, to: 2s}
              failureRate: 0.2
              failureStatus: 500
              keys: [sk-one]
              limits:
                - {name: hourly, requests: 100, window: 1h, retryAfter: true, kinds: [chat]}
                - {name: concurrency, inFlight: 25, models: [deepseek-flash]}
                - {name: tasks, activeJobs: 24}
              faults:
                - {fault: refuse, status: 429, retryAfter: 2s, attempts: 0..1}
                - {fault: close, afterBytes: 400, attempts: "0", probability: 0.1}
                - {fault: delay, delay: 30s, operations: [chat.completions], promptContains: fox, attempts: 2..}
              timing: {timeToFirstToken: 100ms, tokensPerSecond: 50}
            """);

        var section = settings.Scenario.Dialects["DeepSeek/Chat"];
        Assert.Equal(7UL, settings.EffectiveSeed);
        Assert.Equal(3, section.Limits!.Count);
        Assert.Equal("2..", section.Faults![2].Attempts.ToString());
        Assert.Equal(TimeSpan.FromSeconds(2), section.Delay!.To);
    }
}
