using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 4: whole answers.</summary>
public sealed partial class AnswerFactTests
{
    private const string TwoCalls =
        "answers: [{toolCalls: [{name: weather, arguments: {town: Oslo}}, {name: weather, arguments: {town: Rome}}]}]";

    [Theory, ProviderFact("ds-4.1-order")]
    public async Task Answer_HasTheseMembersInOrder(params string[] members) =>
        Assert.Equal(members, DeepSeekReply.KeysOf((await DeepSeekAsk.ChatAsync()).Json));

    [Theory, ProviderFact("ds-4.1-choice-order")]
    public async Task Choice_HasTheseMembersInOrder(params string[] members) =>
        Assert.Equal(members, DeepSeekReply.KeysOf((await DeepSeekAsk.ChatAsync()).Json["choices"]![0]));

    [Theory, ProviderFact("ds-4.1-usage-order")]
    public async Task Usage_WithThinking_HasTheseMembersInOrder(params string[] members) =>
        Assert.Equal(members, DeepSeekReply.KeysOf((await DeepSeekAsk.ChatAsync()).Json["usage"]));

    [Theory, ProviderFact("ds-4.1-thinking-by-default")]
    public async Task Message_OfAPlainRequest_HasItsThoughts(params string[] members)
    {
        var message = (await DeepSeekAsk.ChatAsync()).Message;

        Assert.Equal(members, DeepSeekReply.KeysOf(message));
        Assert.NotEmpty((string)message["reasoning_content"]!);
    }

    [Theory, ProviderFact("ds-4.2-id")]
    public async Task Id_IsAUuid(char version, int length)
    {
        var id = (string)(await DeepSeekAsk.ChatAsync()).Json["id"]!;

        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", id);
        Assert.Equal((version, length), (id[14], id.Length));
    }

    [Theory, ProviderFact("ds-4.2-object")]
    public async Task Object_IsACompletion(string kind) => Assert.Equal(kind, (string?)(await DeepSeekAsk.ChatAsync()).Json["object"]);

    [Theory, ProviderFact("ds-4.2-created")]
    public async Task Created_IsTheTimeOfTheRequest(int seconds) => Assert.Equal(
        new VirtualClock().GetUtcNow().ToUnixTimeSeconds() + seconds,
        (long)(await DeepSeekAsk.ChatAsync()).Json["created"]!);

    [Theory, ProviderFact("ds-4.2-model")]
    public async Task Model_AskedForByAnAlias_HasItsOwnName(string alias, string name)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: alias));

        Assert.Equal(name, (string?)reply.Json["model"]);
    }

    [Theory, ProviderFact("ds-4.2-one-choice")]
    public async Task Choices_AreOne(int count, int index)
    {
        var choices = (await DeepSeekAsk.ChatAsync("\"n\":3")).Json["choices"]!.AsArray();

        Assert.Equal((count, index), (choices.Count, (int)choices[0]!["index"]!));
    }

    [Theory, ProviderFact("ds-4.2-role")]
    public async Task Role_IsTheAssistants(string role) => Assert.Equal(role, (string?)(await DeepSeekAsk.ChatAsync()).Message["role"]);

    [Theory, ProviderFact("ds-4.2-content-of-calls")]
    public async Task Content_BesideCalls_IsEmpty(string content) =>
        Assert.Equal(content, (await DeepSeekAsk.ChatAsync(behaviour: TwoCalls)).Message["content"]!.ToJsonString());

    [Theory, ProviderFact("ds-4.2-no-reasoning-key")]
    public async Task Message_WithoutThinking_HasOnlyTheseMembers(params string[] members) =>
        Assert.Equal(members, DeepSeekReply.KeysOf((await DeepSeekAsk.PlainChatAsync()).Message));

    [Theory, ProviderFact("ds-4.2-call")]
    public async Task Call_HasTheseMembers(string index, string id, string kind, string function, string name, string arguments, string type)
    {
        var call = (await DeepSeekAsk.ChatAsync(behaviour: TwoCalls)).Message["tool_calls"]![0]!;

        Assert.Equal([index, id, kind, function], DeepSeekReply.KeysOf(call));
        Assert.Equal([name, arguments], DeepSeekReply.KeysOf(call["function"]));
        Assert.Equal(type, (string?)call["type"]);
    }

    [Theory, ProviderFact("ds-4.2-call-id")]
    public async Task CallIds_CountTheCalls(string first, string second, int letters)
    {
        var calls = (await DeepSeekAsk.ChatAsync(behaviour: TwoCalls)).Message["tool_calls"]!.AsArray();

        Assert.Matches($"^{first}[0-9A-Za-z]{{{letters}}}$", (string?)calls[0]!["id"]);
        Assert.Matches($"^{second}[0-9A-Za-z]{{{letters}}}$", (string?)calls[1]!["id"]);
    }

    [Theory, ProviderFact("ds-4.2-arguments")]
    public async Task Arguments_AreSpacedJson(string arguments) => Assert.Equal(
        arguments, (string?)(await DeepSeekAsk.ChatAsync(behaviour: TwoCalls)).Message["tool_calls"]![0]!["function"]!["arguments"]);

    [Theory, ProviderFact("ds-4.2-logprobs")]
    public async Task Logprobs_NotAskedFor_AreNull(string value)
    {
        var choice = (await DeepSeekAsk.ChatAsync()).Json["choices"]![0]!.AsObject();

        Assert.Equal(value, choice.TryGetPropertyValue("logprobs", out var logprobs) ? logprobs?.ToJsonString() ?? "null" : "absent");
    }

    [Theory]
    [ProviderFact("ds-4.2-finish-stop", "", "")]
    [ProviderFact("ds-4.2-finish-length", "\"max_tokens\":5", "")]
    [ProviderFact("ds-4.2-finish-tools", "", TwoCalls)]
    public async Task FinishReason_SaysHowItEnded(string more, string behaviour, string reason) =>
        Assert.Equal(reason, FinishReason(await DeepSeekAsk.ChatAsync(more, behaviour)));

    [Theory, ProviderFact("ds-4.2-finish-asked")]
    public async Task FinishReason_OfAScenario_IsGiven(params string[] reasons)
    {
        Assert.Equal("content_filter", FinishReason(await AskForAsync(reasons[0])));
        Assert.Equal("insufficient_system_resource", FinishReason(await AskForAsync(reasons[1])));

        static Task<DeepSeekReply> AskForAsync(string reason) =>
            DeepSeekAsk.ChatAsync(behaviour: $"answers: [{{text: half an, finishReason: {reason}}}]");
    }

    [Theory]
    [ProviderFact("ds-4.2-prompt-sum", "prompt_cache_hit_tokens,prompt_cache_miss_tokens", "prompt_tokens")]
    [ProviderFact("ds-4.2-cached", "prompt_tokens_details.cached_tokens", "prompt_cache_hit_tokens")]
    [ProviderFact("ds-4.2-total", "prompt_tokens,completion_tokens", "total_tokens")]
    public async Task Usage_AddsUp(string parts, string whole, int difference)
    {
        var usage = (await DeepSeekAsk.ChatAsync()).Json["usage"]!;

        Assert.Equal(difference, parts.Split(',').Sum(part => Number(usage, part)) - Number(usage, whole));
        Assert.True(Number(usage, "prompt_tokens") > 0);
    }

    [Theory, ProviderFact("ds-4.2-no-details")]
    public async Task Usage_WithoutThinking_HasOnlyTheseMembers(params string[] members) =>
        Assert.Equal(members, DeepSeekReply.KeysOf((await DeepSeekAsk.PlainChatAsync()).Json["usage"]));

    [Theory, ProviderFact("ds-4.2-reasoning-counts")]
    public async Task Usage_OfThoughtsAlone_CountsThemTwice(int completion, int reasoning)
    {
        var usage = (await DeepSeekAsk.ChatAsync("\"max_tokens\":8")).Json["usage"]!;

        Assert.Equal(
            (completion, reasoning), (Number(usage, "completion_tokens"), Number(usage, "completion_tokens_details.reasoning_tokens")));
    }

    [Theory, ProviderFact("ds-4.2-fingerprint")]
    public async Task Fingerprint_IsHexadecimal(int digits) =>
        Assert.Equal(digits, Hexadecimal().Match((string)(await DeepSeekAsk.ChatAsync()).Json["system_fingerprint"]!).Length);

    [Theory, ProviderFact("ds-4.2-fingerprint-stays")]
    public async Task Fingerprint_StaysTheSame(int count)
    {
        var first = await DeepSeekAsk.ChatAsync();
        var second = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: """[{"role":"user","content":"Another question"}]"""));

        Assert.Equal(count, new[] { first, second }.Select(reply => (string?)reply.Json["system_fingerprint"]).Distinct().Count());
    }

    private static string? FinishReason(DeepSeekReply reply) => (string?)reply.Json["choices"]![0]!["finish_reason"];

    private static int Number(JsonNode usage, string path) =>
        int.Parse(path.Split('.').Aggregate(usage, (node, name) => node[name]!).ToJsonString(), CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9a-f]+$")]
    private static partial Regex Hexadecimal();
}
