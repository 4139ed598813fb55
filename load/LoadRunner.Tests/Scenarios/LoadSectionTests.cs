using LoadRunner.Scenarios;
using ScenarioFile;

namespace LoadRunner.Tests.Scenarios;

public sealed class LoadSectionTests
{
    [Theory]
    [InlineData("duration: 0s, targets: [{dialect: DeepSeek/Chat, arrivals: 5/s}]", "load.duration")]
    [InlineData("duration: 5s, targets: []", "load.targets")]
    [InlineData("duration: 5s, targets: [{dialect: DeepSeek/Chat, arrivals: -5/s}]", "load.targets[0].arrivals")]
    [InlineData("duration: 5s, targets: [{dialect: DeepSeek/Chat, arrivals: 5/fortnight}]", "load.targets[0].arrivals")]
    [InlineData("duration: 5s, targets: [{dialect: DeepSeek/Chat, arrivals: {from: 1/s}}]", "load.targets[0].arrivals")]
    [InlineData("duration: 5s, targets: [{dialect: DeepSeek, arrivals: 5/s}]", "load.targets[0].dialect")]
    [InlineData("duration: 5s, targets: [{dialect: Flux/Bfl, operation: dance, arrivals: 5/s}]", "load.targets[0].operation")]
    [InlineData("duration: 5s, maxInFlight: 0, targets: [{dialect: DeepSeek/Chat, arrivals: 5/s}]", "load.maxInFlight")]
    [InlineData("duration: 5s, client: {limits: {DeepSeek/Chat: [{requests: 0, window: 1s}]}}, targets: [{dialect: DeepSeek/Chat, arrivals: 5/s}]", "load.client.limits.DeepSeek/Chat[0].requests")]
    [InlineData("duration: 24h, targets: [{dialect: DeepSeek/Chat, arrivals: 1000/s}]", "load.targets")]
    public void Section_BadValue_OneSentenceAtItsPlace(string section, string path)
    {
        var refused = Assert.Throws<ScenarioFormatException>(
            () => ScenarioDocument.Parse($"version: 1\nload: {{{section}}}", "a.yaml").Section<LoadSection>("load"));

        Assert.Equal(path, Assert.Single(refused.Problems).Path);
    }
}
