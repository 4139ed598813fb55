using System.Text.Json.Nodes;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>Streams: events, the array without <c>alt=sse</c>, and their faults.</summary>
public sealed class GeminiStreamTests
{
    private const string Sse = "streamGenerateContent?alt=sse";

    [Fact]
    public async Task Stream_InBothForms_IsAsTheProviderSendsIt()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: textImage, refusals: [{promptContains: never, kind: imageBlocked}, {promptContains: prompt, kind: promptBlocked}]");
        var said = flight.Talk();

        await said.Note("events").PostAsync(GeminiFlight.PathOf(method: Sse), GeminiFlight.Ask());
        await said.Note("one array").PostAsync(GeminiFlight.PathOf(method: "streamGenerateContent"), GeminiFlight.Ask());
        await said.Note("a refusal").PostAsync(GeminiFlight.PathOf(method: Sse), GeminiFlight.Ask("never"));
        await said.Note("a prompt that is blocked").PostAsync(GeminiFlight.PathOf(method: Sse), GeminiFlight.Ask("prompt"));
        await said.Note("an error is no stream").PostAsync(GeminiFlight.PathOf("nobody", Sse), GeminiFlight.Ask());

        Golden.Check(said.ToString(), "streams.txt");
    }

    [Fact]
    public async Task Events_EndWithTwoLineEndsOfTheNetwork_AndWithoutAMark()
    {
        await using var flight = await GeminiFlight.StartAsync();

        using var reply = await flight.PostAsync(GeminiFlight.PathOf(method: Sse), GeminiFlight.Ask());

        var text = await GeminiFlight.TextAsync(reply);
        var events = text.Split("\r\n\r\n");
        Assert.Equal("text/event-stream", reply.Content.Headers.ContentType?.ToString());
        Assert.All(events[..^1], one => Assert.StartsWith("data: {", one, StringComparison.Ordinal));
        Assert.Equal("", events[^1]);
        Assert.Equal(3, events.Length);
        Assert.DoesNotContain('\n', string.Concat(events));
    }

    [Fact]
    public async Task Events_CanEndWithLineFeedsAlone()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: image, lineFeedsOnly: true");

        using var reply = await flight.PostAsync(GeminiFlight.PathOf(method: Sse), GeminiFlight.Ask());

        var text = await GeminiFlight.TextAsync(reply);
        Assert.EndsWith("}\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public async Task Events_RepeatModelAndId_AndEndWithTheReason()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: textImage");

        var events = await EventsAsync(flight, GeminiFlight.Ask());

        Assert.Single(events.Select(one => (string?)one["responseId"]).Distinct());
        Assert.All(events, one => Assert.Equal(GeminiFlight.Model, (string?)one["modelVersion"]));
        Assert.All(events[..^1], one => Assert.Null(one["candidates"]![0]!["finishReason"]));
        Assert.Equal("STOP", (string?)events[^1]["candidates"]![0]!["finishReason"]);
        var totals = events.Select(one => (int)one["usageMetadata"]!["totalTokenCount"]!).ToArray();
        Assert.Equal(totals.Order(), totals);
    }

    [Fact]
    public async Task Stream_WithoutPictures_CountsThemAllTheSame()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: textImage, streamsPictures: false");

        var events = await EventsAsync(flight, GeminiFlight.Ask());

        Assert.DoesNotContain(events, one => one.ToJsonString().Contains("inlineData", StringComparison.Ordinal));
        Assert.Equal(747, (int)events[^1]["usageMetadata"]!["candidatesTokensDetails"]![0]!["tokenCount"]!);
        Assert.Equal("streamsPictures: false, so none comes", (string?)flight.Journal.Single()["reason"]);
    }

    [Fact]
    public async Task Stream_MissingEnd_LosesTheReasonAndNothingElse()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: image", "limits: [], faults: [{fault: missingEnd}]");

        var events = await EventsAsync(flight, GeminiFlight.Ask());

        Assert.NotNull(events.Single()["candidates"]![0]!["content"]!["parts"]![0]!["inlineData"]);
        Assert.Null(events.Single()["candidates"]![0]!["finishReason"]);
    }

    [Fact]
    public async Task Stream_ErrorEvent_IsAnErrorAfterTheFirstByte()
    {
        await using var flight = await GeminiFlight.StartAsync("layout: textImage", "limits: [], faults: [{fault: errorEvent, status: 503, frame: 2}]");

        using var reply = await flight.PostAsync(GeminiFlight.PathOf(method: Sse), GeminiFlight.Ask());

        var last = (await GeminiFlight.TextAsync(reply)).Split("data: ")[^1];
        Assert.Equal(200, (int)reply.StatusCode);
        Assert.Equal((503, "UNAVAILABLE"), ((int)JsonNode.Parse(last)!["error"]!["code"]!, (string?)JsonNode.Parse(last)!["error"]!["status"]));
    }

    private static async Task<JsonNode[]> EventsAsync(GeminiFlight flight, string body)
    {
        using var reply = await flight.PostAsync(GeminiFlight.PathOf(method: Sse), body);
        var text = await GeminiFlight.TextAsync(reply);
        return [.. text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(one => JsonNode.Parse(one["data: ".Length..])!)];
    }
}
