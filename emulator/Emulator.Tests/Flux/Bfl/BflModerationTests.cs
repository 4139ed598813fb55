using static Emulator.Tests.Flux.Bfl.BflFlight;

namespace Emulator.Tests.Flux.Bfl;

/// <summary>Moderation is told by a poll, never by a status of HTTP; a scenario says what is flagged and how strictly.</summary>
public sealed class BflModerationTests
{
    private const string Strict =
        "moderation: {rules: [{promptContains: sword, passesFrom: 4, reasons: [Violence]}, {promptContains: Nude, stage: content, reasons: [Sexual Content, Nudity]}, {promptContains: brand, reasons: []}]}";

    [Theory]
    [InlineData("", """{"prompt":"a [moderated] cat"}""", "Request Moderated", """{"Moderation Reasons":["Violence"]}""")]
    [InlineData("moderation: {stage: content, reasons: [Sexual Content]}", """{"prompt":"a [moderated] cat"}""", "Content Moderated", """{"Moderation Reasons":["Sexual Content"]}""")]
    [InlineData("moderation: {reasons: []}", """{"prompt":"a [moderated] cat"}""", "Request Moderated", "null")]
    [InlineData(Strict, """{"prompt":"a SWORD"}""", "Request Moderated", """{"Moderation Reasons":["Violence"]}""")]
    [InlineData(Strict, """{"prompt":"a sword","safety_tolerance":3}""", "Request Moderated", """{"Moderation Reasons":["Violence"]}""")]
    [InlineData(Strict, """{"prompt":"a sword","safety_tolerance":4}""", "Ready", "null")]
    [InlineData(Strict, """{"prompt":"a nude","safety_tolerance":5}""", "Content Moderated", """{"Moderation Reasons":["Sexual Content","Nudity"]}""")]
    [InlineData(Strict, """{"prompt":"a brand"}""", "Request Moderated", "null")]
    [InlineData(Strict, """{"prompt":"a cat","safety_tolerance":0}""", "Ready", "null")]
    public async Task Task_IsModeratedAsTheScenarioSays(string provider, string body, string status, string details)
    {
        await using var emulator = await StartWithAsync(provider);

        var polled = await FinishAsync(emulator, Talk(emulator), "flux-2-pro", body);

        Assert.Equal(status, (string?)polled["status"]);
        Assert.Equal(details, polled["details"]?.ToJsonString() ?? "null");
        Assert.Equal(status == "Ready", polled["result"] is not null);
    }
}
