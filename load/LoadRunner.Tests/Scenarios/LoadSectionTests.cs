using LoadRunner.Scenarios;
using ScenarioFile;

namespace LoadRunner.Tests.Scenarios;

public sealed class LoadSectionTests
{
    [Fact]
    public void Section_AllForms_AreRead()
    {
        var load = Read("""
              duration: 15s
              warmUp: 2s
              maxInFlight: 64
              allowDrops: true
              grace: 5s
              maxLag: 100ms
              client: {via: plain, timeout: 3s, retryLimit: 1, limits: {DeepSeek/Chat: [{requests: 30, window: 1s}, {inFlight: 5}]}}
              targets:
                - {dialect: DeepSeek/Chat, arrivals: 90/min}
                - {dialect: Flux/Bfl, operation: generate, prompt: a cat, key: k, arrivals: {from: 1/s, to: 20/s}}
                - {dialect: NanoBanana/Native, arrivals: {poisson: 0.5/s, seed: 7}}
            """);

        Assert.Equal(["90/min", "ramp 1/s to 20/s", "poisson 0.5/s, seed 7"], load.Targets.Select(target => $"{target.Arrivals}"));
        Assert.Equal(["chat.completions", "generate", "images.generate"], load.Targets.Select(target => target.OperationName));
        Assert.Equal((TimeSpan.FromSeconds(2), WarmUp.DefaultKey), (load.WarmUp!.Duration, load.WarmUp.Key));
        Assert.Equal((64, true, ClientVia.Plain), (load.MaxInFlight, load.AllowDrops, load.Client.Via));
    }

    [Theory]
    [InlineData("duration: 0s", "5/s", "calls must arrive for some time; write more than 0s and at most 24h.")]
    [InlineData("duration: 10", "5/s", "load.duration: expected a duration, but found 10; write a number with its unit")]
    [InlineData("duration: 1s\n  maxInFlight: 0", "5/s", "load.maxInFlight: 0 is not allowed; write a value from 1 to 100000.")]
    [InlineData("duration: 1s\n  maxInflight: 5", "5/s", "the key maxInflight is not known here; write maxInFlight.")]
    [InlineData("duration: 1s\n  maxLag: 0s", "5/s", "no generator is never late; write a duration above 0s.")]
    [InlineData("duration: 1s\n  warmUp: soon", "5/s", "load.warmUp: soon cannot be read; write a duration such as 2s or 500ms")]
    [InlineData("duration: 1s", "5", "load.targets[0].arrivals: 5 cannot be read; write a number and its unit: 5/s")]
    [InlineData("duration: 1s", "-5/s", "load.targets[0].arrivals: -5/s cannot be read; write a number and its unit")]
    [InlineData("duration: 1s", "0/s", "nothing would ever arrive; give at least one target a rate above 0.")]
    [InlineData("duration: 24h", "1000/s", "this is more than 5,000,000 calls; shorten the duration or lower the rates.")]
    [InlineData("duration: 1s", "{from: 1/s}", "arrivals have one form; write 5/s, {from: 1/s, to: 20/s} or {poisson: 5/s, seed: 7}.")]
    [InlineData("duration: 1s", "{rate: 1/s, poisson: 1/s}", "arrivals have one form")]
    [InlineData("duration: 1s", "{rate: 1/s, seed: 3}", "only poisson arrivals need a seed; remove seed.")]
    [InlineData("duration: 1s\n  client: {via: curl}", "5/s", "load.client.via: expected one of layer, plain, but found curl; use one of these words.")]
    [InlineData("duration: 1s", "5/s, operation: models.list", "DeepSeek/Chat has no operation models.list that can be loaded; write chat.completions.")]
    [InlineData("duration: 1s\n  client: {limits: {DeepSeek/Chat: [{requests: 5}]}}", "5/s", "a limit counts one thing; write {requests: 100, window: 1h} or {inFlight: 25}.")]
    public void Section_Impossible_SaysWhatAndWhere(string head, string arrivals, string complaint)
    {
        var refusal = Assert.Throws<ScenarioFormatException>(() => Read($$"""
              {{head}}
              targets: [{dialect: DeepSeek/Chat, arrivals: {{arrivals}}}]
            """));

        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("test.yaml:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_NoTargets_IsRefused()
    {
        var refusal = Assert.Throws<ScenarioFormatException>(() => Read("  duration: 1s\n  targets: []"));

        Assert.Contains("load.targets", refusal.Message, StringComparison.Ordinal);
    }

    private static LoadSection Read(string section) =>
        ScenarioDocument.Parse($"version: 1\nload:\n{section}\n", "test.yaml").Section<LoadSection>("load")!;
}
