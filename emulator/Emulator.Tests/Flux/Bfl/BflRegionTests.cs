using System.Text.Json.Nodes;
using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>Each region knows its own tasks alone; the host for all regions knows all.</summary>
public sealed class BflRegionTests
{
    [Theory]
    [InlineData("api.bfl.ai", "api.bfl.ai", "Pending")]
    [InlineData("api.eu.bfl.ai", "api.eu.bfl.ai", "Pending")]
    [InlineData("api.eu.bfl.ai", "api.bfl.ai", "Pending")]
    [InlineData("api.eu.bfl.ai", "gateway.bfl.ai", "Pending")]
    [InlineData("api.eu.bfl.ai", "api.us.bfl.ai", "Task not found")]
    [InlineData("api.bfl.ai", "api.us6.bfl.ai", "Task not found")]
    [InlineData("api.us1.bfl.ai:8080", "API.US1.bfl.ai", "Pending")]
    public async Task Poll_AtAHost_FindsTheTaskWhereItIs(string submitted, string polled, string status)
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        var id = (string)JsonNode.Parse(await said.PostAsync($"http://{submitted}/v1/flux-pro-1.1", Cat))!["id"]!;
        var answer = JsonNode.Parse(await said.GetAsync($"http://{polled}/v1/get_result?id={id}"))!;

        Assert.Equal(status, (string?)answer["status"]);
    }

    [Theory]
    [InlineData("http://api.bfl.ai:8080/v1/flux-pro-1.1", "http://api.us6.bfl.ai:8080/v1/get_result?id=", "http://delivery-us1.bfl.ai:8080/results/")]
    [InlineData("https://api.bfl.ai/v1/flux-pro-1.1", "https://api.us6.bfl.ai/v1/get_result?id=", "https://delivery-us1.bfl.ai/results/")]
    [InlineData("http://localhost/flux/v1/flux-pro-1.1", "http://api.us6.bfl.ai/v1/get_result?id=", "http://delivery-us1.bfl.ai/results/")]
    public async Task Urls_OfHostsInTheScenario_LeadThere(string submit, string polling, string delivery)
    {
        await using var emulator = await StartWithAsync("pollingHost: api.us6.bfl.ai, deliveryHost: delivery-us1.bfl.ai");
        var said = Talk(emulator);

        var url = PollingUrl(await said.PostAsync(submit, Cat));
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        var sample = (string)JsonNode.Parse(await said.GetAsync(url))!["result"]!["sample"]!;
        using var picture = await said.SendAsync(said.Request(HttpMethod.Get, sample, null));

        Assert.StartsWith(polling, url, StringComparison.Ordinal);
        Assert.StartsWith(delivery, sample, StringComparison.Ordinal);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Task_OwnedByARegionOfTheScenario_IsNotFoundInAnother()
    {
        await using var emulator = await StartWithAsync("pollingHost: api.us6.bfl.ai");
        var said = Talk(emulator);

        var url = PollingUrl(await said.PostAsync("http://api.bfl.ai/v1/flux-pro-1.1", Cat));

        Assert.Contains("\"Pending\"", await said.GetAsync(url), StringComparison.Ordinal);
        Assert.Contains("\"Pending\"", await said.GetAsync(url.Replace("api.us6.", "api.", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("\"Task not found\"", await said.GetAsync(url.Replace("us6", "eu2", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
