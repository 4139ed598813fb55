using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B4: whole answers.</summary>
public sealed class AnswerFactTests
{
    private const string Drafts = "provider: {layout: drafts, pictures: 10}";

    [Theory, ProviderFact("g-b4-members")]
    public async Task Answer_HasTheseMembers(params string[] members) => Assert.Equal(members, GeminiReply.KeysOf((await PlainAsync()).Json));

    [Theory, ProviderFact("g-b4-candidate")]
    public async Task Candidate_HasTheseMembers(params string[] members) => Assert.Equal(members, GeminiReply.KeysOf((await PlainAsync()).Candidate));

    [Theory, ProviderFact("g-b4-content")]
    public async Task Content_HasTheseMembers(string parts, string role, string model)
    {
        var content = (await PlainAsync()).Candidate["content"]!;

        Assert.Equal([parts, role], GeminiReply.KeysOf(content));
        Assert.Equal(model, (string?)content[role]);
    }

    [Theory, ProviderFact("g-b4-finish")]
    [ProviderFact("g-11-no-continuation")]
    public async Task Candidate_FinishesWith(string reason) => Assert.Equal(reason, (string?)(await PlainAsync()).Candidate["finishReason"]);

    [Theory, ProviderFact("g-b4-index")]
    public async Task Candidate_HasItsIndex(int index) => Assert.Equal(index, (int)(await PlainAsync()).Candidate["index"]!);

    [Theory, ProviderFact("g-b4-part")]
    public async Task Part_OfAPicture_HasTheseMembers(params string[] members) =>
        Assert.Equal(members, GeminiReply.KeysOf((await PlainAsync()).Images[^1]));

    [Theory, ProviderFact("g-b4-data")]
    public async Task Data_HasTheseMembers(params string[] members) =>
        Assert.Equal(members, GeminiReply.KeysOf((await PlainAsync()).Images[^1]["inlineData"]));

    [Theory, ProviderFact("g-11-camel-out")]
    public async Task Picture_GoesOutAs(string member) => Assert.Contains($"\"{member}\": {{", (await PlainAsync()).Text, StringComparison.Ordinal);

    [Theory, ProviderFact("g-b4-layout-image")]
    public async Task Layout_OfAPicture(params string[] kinds) => Assert.Equal(kinds, await KindsAsync("image"));

    [Theory, ProviderFact("g-b4-layout-text-image")]
    public async Task Layout_OfWordsFirst(params string[] kinds) => Assert.Equal(kinds, await KindsAsync("textImage"));

    [Theory, ProviderFact("g-b4-layout-image-text")]
    public async Task Layout_OfWordsLast(params string[] kinds) => Assert.Equal(kinds, await KindsAsync("imageText"));

    [Theory, ProviderFact("g-b4-drafts")]
    public async Task Drafts_AreSoMany(int most, int tokens)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour: Drafts);

        Assert.Equal(most, reply.Images.Count);
        Assert.Equal(most * tokens, (int)reply.Usage["candidatesTokensDetails"]![0]!["tokenCount"]!);
    }

    [Theory, ProviderFact("g-b4-draft-parts")]
    public async Task Draft_IsAPartLikeAnyOther(params string[] members)
    {
        var reply = await GeminiAsk.GenerateAsync(behaviour: Drafts);

        Assert.All(reply.Images, part => Assert.Equal(members, GeminiReply.KeysOf(part)));
    }

    [Theory, ProviderFact("g-b4-thoughts")]
    public async Task Thoughts_ThatAreAskedFor_AreMarked(string text, string mark, string value)
    {
        var reply = await GeminiAsk.ConfiguredAsync("\"thinkingConfig\":{\"includeThoughts\":true}", "provider: {layout: textImage}");

        var thoughts = reply.Parts.Where(part => part![mark] is not null).ToList();
        Assert.NotEmpty(thoughts);
        Assert.All(thoughts, part => Assert.Equal((true, value), (part![text] is not null, part[mark]!.ToJsonString())));
    }

    [Theory, ProviderFact("g-b4-no-ratings")]
    public async Task Ratings_AreThereOnlyWhereTheyWereAskedFor(string member, string probability)
    {
        var rated = await GeminiAsk.GenerateAsync(behaviour: "provider: {safetyRatings: true}");

        Assert.All(rated.Candidate[member]!.AsArray(), one => Assert.Equal(probability, (string?)one!["probability"]));
        Assert.Null((await PlainAsync()).Candidate[member]);
    }

    [Theory, ProviderFact("g-b4-grounding")]
    public async Task Grounding_HasTheseMembers(params string[] members)
    {
        var grounding = GroundingOf(await SearchAsync());

        Assert.All(members, member => Assert.Contains(member, GeminiReply.KeysOf(grounding)));
    }

    [Theory, ProviderFact("g-b4-chunk-web")]
    public async Task Chunk_OfTheWeb_HasTheseMembers(params string[] members)
    {
        var chunks = GroundingOf(await SearchAsync())["groundingChunks"]!.AsArray();

        Assert.Equal(members, GeminiReply.KeysOf(chunks.First(chunk => chunk!["web"] is not null)!["web"]));
    }

    [Theory, ProviderFact("g-b4-entry")]
    public async Task EntryPoint_HasItsContent(string member) =>
        Assert.NotEmpty((string)GroundingOf(await SearchAsync())["searchEntryPoint"]![member]!);

    [Theory, ProviderFact("g-b4-version")]
    public async Task Version_IsTheIdThatWasAskedFor(string id)
    {
        Assert.Equal(id, (string?)(await GeminiAsk.GenerateAsync(model: GeminiAsk.Pro)).Json["modelVersion"]);
        Assert.Equal("nano-banana-pro-preview", (string?)(await GeminiAsk.GenerateAsync(model: "nano-banana-pro-preview")).Json["modelVersion"]);
    }

    [Theory, ProviderFact("g-b4-id-length")]
    public async Task Id_IsSoLong(int bytes, int letters)
    {
        var id = (string)(await PlainAsync()).Json["responseId"]!;

        Assert.Equal((bytes, letters), (Base64Url.DecodeFromChars(id).Length, id.Length));
    }

    [Theory, ProviderFact("g-b4-id-time")]
    public async Task Id_TellsItsTime(int bytes)
    {
        VirtualClock clock = new();
        clock.Advance(TimeSpan.FromMicroseconds(345_678));
        using var client = await GeminiAsk.StartAsync(GeminiAsk.AtOnce, clock);
        client.DefaultRequestHeaders.Add("x-goog-api-key", "AIza-one");
        using var content = new StringContent(GeminiAsk.Body(), System.Text.Encoding.UTF8, "application/json");
        using var reply = await client.PostAsync(
            new Uri($"/gemini/v1beta/models/{GeminiAsk.Model}:generateContent", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        var id = Base64Url.DecodeFromChars((string)json["responseId"]!);

        var microseconds = id[bytes] & 0x7F | (id[bytes + 1] & 0x7F) << 7 | (id[bytes + 2] & 0x7F) << 14;
        Assert.Equal(clock.GetUtcNow().ToUnixTimeSeconds(), BinaryPrimitives.ReadUInt32LittleEndian(id));
        Assert.Equal(345_678, microseconds);
    }

    private static Task<GeminiReply> PlainAsync() => GeminiAsk.GenerateAsync(behaviour: "provider: {layout: image}");

    private static Task<GeminiReply> SearchAsync() =>
        GeminiAsk.GenerateAsync("\"tools\":[{\"googleSearch\":{\"searchTypes\":{\"webSearch\":{},\"imageSearch\":{}}}}]");

    private static JsonNode GroundingOf(GeminiReply reply) => reply.Candidate["groundingMetadata"]!;

    private static async Task<IEnumerable<string>> KindsAsync(string layout) =>
        (await GeminiAsk.GenerateAsync(behaviour: $"provider: {{layout: {layout}}}")).Parts
            .Select(part => GeminiReply.KeysOf(part).First());
}
