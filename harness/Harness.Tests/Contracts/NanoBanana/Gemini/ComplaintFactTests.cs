using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section 8: what users complain of comes about, and as they describe it.</summary>
public sealed class ComplaintFactTests
{
    private const string Generate = $"/v1beta/models/{GeminiAsk.Model}:generateContent";

    [Theory, ProviderFact("g-8-f1")]
    public async Task F1_OverloadedAfterAWait(int status, int seconds)
    {
        var seen = await GeminiWatch.GenerateAsync("faults: [{fault: delay, delay: 60s}, {fault: refuse, status: 503}]");

        Assert.Equal((status, seconds), (seen.Status, (int)seen.Until.TotalSeconds));
    }

    [Theory, ProviderFact("g-8-f2")]
    public async Task F2_SilenceThenTheDeadline(int seconds, int status, string message)
    {
        var seen = await GeminiWatch.GenerateAsync("faults: [{fault: delay, delay: 180s}, {fault: refuse, status: 504}]");

        Assert.Equal((seconds, status), ((int)seen.Until.TotalSeconds, seen.Status));
        Assert.Equal(message, (string?)JsonNode.Parse(seen.Text)!["error"]!["message"]);
    }

    [Theory, ProviderFact("g-8-f3")]
    public async Task F3_ResetWhileWaiting(int seconds)
    {
        var seen = await GeminiWatch.GenerateAsync("faults: [{fault: delay, delay: 180s}, {fault: reset, phase: firstByte}]");

        Assert.Equal((seconds, false), ((int)seen.Until.TotalSeconds, seen.IsWhole));
    }

    [Theory, ProviderFact("g-8-f4")]
    public async Task F4_APartAndThenNothing(int bytes, int seconds)
    {
        var seen = await GeminiWatch.GenerateAsync(
            "provider: {layout: drafts, pictures: 7}, faults: [{fault: stall, afterBytes: 2700000, delay: 300s}]",
            "\"generationConfig\":{\"imageConfig\":{\"imageSize\":\"4K\"}}",
            GeminiAsk.Pro);

        Assert.Equal((bytes, seconds, false), (seen.Text.Length, (int)(seen.Until - seen.LastPiece).TotalSeconds, seen.IsWhole));
    }

    [Theory, ProviderFact("g-8-f5")]
    public async Task F5_OneGiantLine(int bytes)
    {
        var stream = await GeminiAsk.StreamAsync(
            "\"generationConfig\":{\"imageConfig\":{\"imageSize\":\"4K\"}}", "provider: {layout: image}", model: GeminiAsk.Pro);
        var longest = stream.Text.Split('\n').Max(line => line.Length);

        Assert.True(longest > bytes, $"{longest}");
        Assert.Equal(128 * 1024, bytes);
    }

    [Theory, ProviderFact("g-8-f6")]
    public async Task F6_Words(string reason)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour: "provider: {refusals: [{kind: textOnly}]}");

        Assert.Equal((reason, 0), ((string?)reply.Candidate["finishReason"], reply.Images.Count));
    }

    [Theory, ProviderFact("g-8-f7")]
    public async Task F7_NoImage(string reason)
    {
        var candidate = (await GeminiAsk.GenerateAsync(behaviour: "provider: {refusals: [{kind: noImage}]}")).Candidate;

        Assert.Equal((reason, true), ((string?)candidate["finishReason"], candidate["content"] is null));
    }

    [Theory, ProviderFact("g-8-f8")]
    public async Task F8_HarmlessAndRefused(string reason, params string[] members)
    {
        var candidate = (await GeminiAsk.GenerateAsync(behaviour: "provider: {refusals: [{kind: imageBlocked}]}")).Candidate;

        Assert.Equal(reason, (string?)candidate["finishReason"]);
        Assert.Equal(members, GeminiReply.KeysOf(candidate));
    }

    [Theory, ProviderFact("g-8-f9")]
    public async Task F9_NoParts(string empty, string nothing)
    {
        var without = await GeminiAsk.GenerateAsync(behaviour: "provider: {refusals: [{kind: imageBlocked}]}");
        var withNull = await GeminiAsk.GenerateAsync(behaviour: "provider: {refusals: [{kind: imageBlocked, content: nullParts}]}");

        var content = withNull.Candidate["content"]!.AsObject();
        content.Remove("role");
        Assert.Equal((empty, nothing), (without.Candidate["content"]!.ToJsonString(), content.ToJsonString()));
    }

    [Theory, ProviderFact("g-8-f10")]
    public async Task F10_PictureIsNotTheFirst(string member)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour: "provider: {layout: textImage}");

        Assert.NotNull(reply.Parts[0]![member]);
        Assert.NotNull(reply.Parts[^1]!["inlineData"]);
    }

    [Theory, ProviderFact("g-8-f11")]
    public async Task F11_PictureAsText(string prefix)
    {
        var text = (string?)(await GeminiAsk.GenerateAsync(behaviour: "provider: {layout: base64Text}")).Parts[^1]!["text"];

        Assert.StartsWith(prefix, text, StringComparison.Ordinal);
        Assert.Equal("image/jpeg 1024×1024", GeminiReply.PictureOf(text!["data:image/jpeg;base64,".Length..]));
    }

    [Theory, ProviderFact("g-8-f12")]
    public async Task F12_LimitOfZero(string words) =>
        Assert.Contains($"{words},", (await GeminiAsk.GenerateAsync(behaviour: "provider: {tier: free}")).Message, StringComparison.Ordinal);

    [Theory, ProviderFact("g-8-f13")]
    public async Task F13_RatioIgnoredOrRefused(string pixels, int status)
    {
        Assert.Equal(
            $"image/jpeg {pixels}",
            (await GeminiSized.AskAsync(GeminiAsk.Model, "16:9", null, "provider: {layout: image, aspectRatio: ignored}")).Picture);
        Assert.Equal(status, (await GeminiSized.AskAsync(GeminiAsk.Model, "16:9", null, "provider: {aspectRatio: refused}")).Status);
    }

    [Theory, ProviderFact("g-8-f14")]
    public async Task F14_NoSignature(int status)
    {
        var contents = $$"""{"role":"user","parts":[{"text":"A fox"}]},{"role":"model","parts":[{{Unsigned}}]},{"role":"user","parts":[{"text":"Redder"}]}""";

        Assert.Equal(status, (await GeminiAsk.PostAsync(Generate, GeminiAsk.Body(contents: contents))).Status);
        Assert.Equal(200, (await GeminiAsk.PostAsync(Generate, GeminiAsk.Body(contents: contents), "provider: {thoughtSignatures: false}")).Status);
    }

    [Theory, ProviderFact("g-8-f15")]
    public async Task F15_RetiredOrRouted(int retired, int routed)
    {
        var successor = await GeminiAsk.GenerateAsync(
            behaviour: $"provider: {{layout: image, routes: {{{GeminiAsk.Flash}: {GeminiAsk.Model}}}}}", model: GeminiAsk.Flash);

        Assert.Equal(retired, (await GeminiAsk.GenerateAsync(behaviour: $"provider: {{retired: [{GeminiAsk.Flash}]}}", model: GeminiAsk.Flash)).Status);
        Assert.Equal(routed, successor.Status);
        Assert.NotNull(successor.Usage["thoughtsTokenCount"]);
    }

    [Theory, ProviderFact("g-8-f16")]
    public async Task F16_CountedAndNotThere(int tokens, int pictures)
    {
        var chunks = (await GeminiAsk.StreamAsync(behaviour: "provider: {layout: textImage, streamsPictures: false}")).Chunks;

        Assert.Equal(tokens, (int)chunks[^1]["usageMetadata"]!["candidatesTokensDetails"]![0]!["tokenCount"]!);
        Assert.Equal(pictures, chunks.SelectMany(chunk => chunk["candidates"]![0]!["content"]?["parts"]?.AsArray() ?? []).Count(part => part!["inlineData"] is not null));
    }

    [Theory, ProviderFact("g-8-f17")]
    public async Task F17_CutOff(int bytes)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour: "faults: [{fault: truncate, afterBytes: 500}]");

        Assert.Equal((200, bytes), (reply.Status, reply.Bytes.Length));
        Assert.ThrowsAny<JsonException>(() => reply.Json);
    }

    [Theory, ProviderFact("g-8-f18")]
    public async Task F18_NoEnd(int reasons)
    {
        var chunks = (await GeminiAsk.StreamAsync(behaviour: "provider: {layout: image}, faults: [{fault: missingEnd}]")).Chunks;

        Assert.NotEmpty(chunks);
        Assert.Equal(reasons, chunks.Count(chunk => chunk["candidates"]![0]!["finishReason"] is not null));
    }

    private const string Unsigned = $$$"""{"inlineData":{"mimeType":"image/png","data":"{{{GeminiSized.SmallPng}}}"}}""";
}
