using System.Text.Json.Nodes;

namespace Emulator.Tests.Faults;

/// <summary>Faults of a stream's events.</summary>
public sealed class StreamFaultTests
{
    [Fact]
    public async Task BrokenFrame_OneOfThem_IsHalfAndTheRestIsWhole()
    {
        var healthy = await EventsAsync("fault: contentType, contentType: text/event-stream");

        var events = await EventsAsync("fault: brokenFrame, frame: 3");

        Assert.Equal(healthy.Length, events.Length);
        Assert.False(IsJson(events[2]));
        Assert.All(events.Where((_, index) => index != 2).SkipLast(1), data => Assert.True(IsJson(data)));
        Assert.Equal("[DONE]", events[^1]);
    }

    [Fact]
    public async Task DuplicateFrame_OneOfThem_ComesTwice()
    {
        var events = await EventsAsync("fault: duplicateFrame, frame: 4");

        Assert.Equal(events[3], events[4]);
        Assert.NotEqual(events[2], events[3]);
        Assert.NotEqual(events[4], events[5]);
    }

    [Fact]
    public async Task ErrorEvent_InTheMiddle_IsTheDialectsErrorAndTheEnd()
    {
        var events = await EventsAsync("fault: errorEvent, status: 503, frame: 5");

        Assert.Equal(5, events.Length);
        Assert.Equal("service_unavailable_error", (string?)JsonNode.Parse(events[4])!["error"]!["code"]);
    }

    [Fact]
    public async Task MissingEnd_Stream_HasNeitherFinishNorMark()
    {
        var events = await EventsAsync("fault: missingEnd");

        Assert.DoesNotContain("[DONE]", events);
        Assert.All(events, data => Assert.Null((string?)JsonNode.Parse(data)!["choices"]![0]!["finish_reason"]));
    }

    [Fact]
    public async Task EditJson_InAStream_ChangesEveryEvent()
    {
        var events = await EventsAsync("fault: editJson, set: {model: other}");

        Assert.All(events.SkipLast(1), data => Assert.Equal("other", (string?)JsonNode.Parse(data)!["model"]));
        Assert.Equal("[DONE]", events[^1]);
    }

    [Fact]
    public async Task Close_InTheMiddle_BreaksAfterHalfOfTheBytes()
    {
        var healthy = await FaultFlight.ChatAsync("fault: contentType, contentType: text/event-stream", FaultFlight.StreamBody);

        var seen = await FaultFlight.ChatAsync("fault: close", FaultFlight.StreamBody);

        Assert.False(seen.IsWhole);
        Assert.Equal(healthy.Body.Length / 2, seen.Body.Length);
        Assert.Equal("cutByEmulator", (string?)seen.Journal["ending"]);
        Assert.Equal("faults[0] close", seen.Reason);
    }

    private static async Task<string[]> EventsAsync(string rule)
    {
        var seen = await FaultFlight.ChatAsync(rule, FaultFlight.StreamBody);
        Assert.True(seen.IsWhole);
        return [.. seen.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(data => data["data: ".Length..])];
    }

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is not null;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
