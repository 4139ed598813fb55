namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B8: answers of 200 without a picture.</summary>
public sealed class RefusalFactTests
{
    [Theory, ProviderFact("g-b8-200")]
    public async Task Refusal_HasTheStatus(int status) => Assert.Equal(status, (await OfAsync("kind: imageBlocked")).Status);

    [Theory, ProviderFact("g-b8-prompt")]
    public async Task Prompt_ThatIsBlocked_HasTheseMembers(params string[] members) =>
        Assert.Equal(members, GeminiReply.KeysOf((await OfAsync("kind: promptBlocked")).Json));

    [Theory, ProviderFact("g-b8-block")]
    public async Task Prompt_IsBlockedForTheseReasons(params string[] reasons)
    {
        foreach (var reason in reasons)
        {
            Assert.Equal(reason, (string?)(await OfAsync($"kind: promptBlocked, reason: {reason}")).Json["promptFeedback"]!["blockReason"]);
        }
    }

    [Theory, ProviderFact("g-b8-prompt-usage")]
    public async Task Prompt_ThatIsBlocked_CountsThis(params string[] members) =>
        Assert.Equal(members, GeminiReply.KeysOf((await OfAsync("kind: promptBlocked")).Usage));

    [Theory, ProviderFact("g-b8-image")]
    [ProviderFact("g-b8-newer")]
    [ProviderFact("g-b8-others")]
    public async Task Picture_IsBlockedForTheseReasons(params string[] reasons)
    {
        foreach (var reason in reasons)
        {
            Assert.Equal(reason, (string?)(await OfAsync($"kind: imageBlocked, reason: {reason}")).Candidate["finishReason"]);
        }
    }

    [Theory, ProviderFact("g-b8-empty")]
    public async Task Content_IsEmpty(string content) => Assert.Equal(content, (await OfAsync("kind: imageBlocked")).Candidate["content"]!.ToJsonString());

    [Theory, ProviderFact("g-b8-members")]
    public async Task Candidate_WithoutAPicture_HasTheseMembers(params string[] members) =>
        Assert.Equal(members, GeminiReply.KeysOf((await OfAsync("kind: imageBlocked")).Candidate));

    [Theory, ProviderFact("g-b8-other-message")]
    [ProviderFact("g-b8-prohibited-message")]
    public async Task Reason_HasItsMessage(string reason, string message) =>
        GeminiReply.AssertLike(message, (string?)(await OfAsync($"kind: imageBlocked, reason: {reason}")).Candidate["finishMessage"]);

    [Theory, ProviderFact("g-b8-no-image")]
    public async Task NoImage_HasOnly(string reason, params string[] members)
    {
        var candidate = (await OfAsync("kind: noImage")).Candidate;

        Assert.Equal(members, GeminiReply.KeysOf(candidate));
        Assert.Equal(reason, (string?)candidate["finishReason"]);
    }

    [Theory, ProviderFact("g-b8-text")]
    public async Task Answer_OfWordsAlone(string member, string reason)
    {
        var reply = await OfAsync("kind: textOnly");

        Assert.All(reply.Parts, part => Assert.Equal([member], GeminiReply.KeysOf(part)));
        Assert.Equal(reason, (string?)reply.Candidate["finishReason"]);
    }

    [Theory, ProviderFact("g-b8-thought")]
    public async Task Picture_IsAThought(string member, string value)
    {
        var reply = await OfAsync("kind: thoughtImage");

        Assert.Empty(reply.Images);
        Assert.Equal(value, Assert.Single(reply.Parts, part => part!["inlineData"] is not null)![member]!.ToJsonString());
    }

    [Theory, ProviderFact("g-b8-null-parts")]
    public async Task Gateway_MakesNullOfIt(string parts) =>
        Assert.Contains(parts, (await OfAsync("kind: imageBlocked, content: nullParts")).Text, StringComparison.Ordinal);

    [Theory, ProviderFact("g-b8-not-billed")]
    public async Task Refusal_IsNotBilled(long price)
    {
        using var watch = await GeminiBatchWatch.StartAsync("faults: [{fault: failedJob}]", GeminiAsk.AtOnce);
        var reply = await watch.PostAsync($"/v1beta/models/{GeminiAsk.Model}:generateContent", GeminiAsk.Body());

        Assert.Equal(("IMAGE_OTHER", price), ((string?)reply.Candidate["finishReason"], await watch.BilledAsync()));
    }

    private static Task<GeminiReply> OfAsync(string rule) => GeminiAsk.GenerateAsync(behaviour: $"provider: {{refusals: [{{{rule}}}]}}");
}
