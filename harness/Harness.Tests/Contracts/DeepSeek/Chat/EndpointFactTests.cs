namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 1: where things are, keys, the list of models, the balance.</summary>
public sealed class EndpointFactTests
{
    private const string TwoAccounts =
        "keys: [{key: sk-rich, account: rich}, {key: sk-poor, account: poor}], accounts: {rich: {balance: 12.50}, poor: {balance: 0}}";

    [Theory]
    [ProviderFact("ds-1.1-base")]
    [ProviderFact("ds-1.1-v1")]
    [ProviderFact("ds-1.1-beta")]
    public async Task Chat_OfAPath_IsAnswered(string path, int status)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(), path);

        Assert.Equal((status, "chat.completion"), (reply.Status, (string?)reply.Json["object"]));
    }

    [Theory, ProviderFact("ds-1.2-bearer")]
    public async Task Key_InItsHeader_IsEnough(string header, string scheme, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/deepseek/models");
        request.Headers.TryAddWithoutValidation(header, $"{scheme} {DeepSeekAsk.NextKey()}");

        var reply = await DeepSeekAsk.SendAsync(request, key: null);

        Assert.Equal(status, reply.Status);
    }

    [Theory, ProviderFact("ds-1.2-key-form")]
    public async Task Key_OfTheForm_IsAcceptedWhereTheFormIsChecked(string prefix, int digits, int length)
    {
        var key = prefix + new string('a', digits);

        var right = await DeepSeekAsk.GetAsync("/models", "strictKeys: true", key);
        var upper = await DeepSeekAsk.GetAsync("/models", "strictKeys: true", key.ToUpperInvariant());

        Assert.Equal(length, key.Length);
        Assert.Equal((200, 401), (right.Status, upper.Status));
    }

    [Theory, ProviderFact("ds-1.3-models")]
    public async Task Models_OnBothPaths_AreListed(string path, string other, int status)
    {
        var reply = await DeepSeekAsk.GetAsync(path);
        var second = await DeepSeekAsk.GetAsync(other);

        Assert.Equal((status, status), (reply.Status, second.Status));
        Assert.Equal(reply.Text, second.Text);
    }

    [Theory, ProviderFact("ds-1.3-balance")]
    public async Task Balance_OnItsPath_IsTold(string path, int status) =>
        Assert.Equal(status, (await DeepSeekAsk.GetAsync(path)).Status);

    [Theory, ProviderFact("ds-1.3-stateless")]
    public async Task Chat_AfterAnother_CountsOnlyItsOwnMessages(int added)
    {
        var key = DeepSeekAsk.NextKey();
        var first = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(), key: key);
        await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: """[{"role":"user","content":"A long tale of another thing."}]"""), key: key);

        var again = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(), key: key);

        Assert.Equal(added, (int)again.Json["usage"]!["prompt_tokens"]! - (int)first.Json["usage"]!["prompt_tokens"]!);
    }

    [Theory, ProviderFact("ds-1.4-list")]
    public async Task Models_AreAList(string kind, string data, string list)
    {
        var models = (await DeepSeekAsk.GetAsync("/models")).Json;

        Assert.Equal([kind, data], DeepSeekReply.KeysOf(models));
        Assert.Equal(list, (string?)models[kind]);
    }

    [Theory, ProviderFact("ds-1.4-no-created")]
    public async Task Models_HaveExactlyTheseMembers(params string[] members)
    {
        var models = (await DeepSeekAsk.GetAsync("/models")).Json["data"]!.AsArray();

        Assert.All(models, model => Assert.Equal(members, DeepSeekReply.KeysOf(model)));
    }

    [Theory, ProviderFact("ds-1.4-owner")]
    public async Task Models_AreModelsOfTheProvider(string kind, string owner)
    {
        var models = (await DeepSeekAsk.GetAsync("/models")).Json["data"]!.AsArray();

        Assert.All(models, model => Assert.Equal((kind, owner), ((string?)model!["object"], (string?)model["owned_by"])));
    }

    [Theory, ProviderFact("ds-1.4-ids")]
    public async Task Models_ListedAreTheTwo(params string[] ids)
    {
        var models = (await DeepSeekAsk.GetAsync("/models")).Json["data"]!.AsArray();

        Assert.Equal(ids, models.Select(model => (string?)model!["id"]));
    }

    [Theory, ProviderFact("ds-1.5-shape")]
    public async Task Balance_HasExactlyTheseMembers(params string[] members) =>
        Assert.Equal(members, DeepSeekReply.KeysOf((await DeepSeekAsk.GetAsync("/user/balance")).Json));

    [Theory, ProviderFact("ds-1.5-infos")]
    public async Task BalanceEntry_HasExactlyTheseMembers(params string[] members)
    {
        var balance = (await DeepSeekAsk.GetAsync("/user/balance")).Json;

        Assert.Equal(members, DeepSeekReply.KeysOf(Assert.Single(balance["balance_infos"]!.AsArray())));
    }

    [Theory, ProviderFact("ds-1.5-strings")]
    public async Task BalanceEntry_IsAllStrings(string kind, string amount)
    {
        var entry = (await DeepSeekAsk.GetAsync("/user/balance", TwoAccounts, "sk-rich")).Json["balance_infos"]![0]!.AsObject();

        Assert.All(entry, member => Assert.Equal(kind, $"{member.Value!.GetValueKind()}"));
        Assert.Equal(amount, (string?)entry["total_balance"]);
    }

    [Theory, ProviderFact("ds-1.5-currency")]
    public async Task BalanceEntry_HasACurrency(string currency) =>
        Assert.Equal(currency, (string?)(await DeepSeekAsk.GetAsync("/user/balance")).Json["balance_infos"]![0]!["currency"]);

    [Theory, ProviderFact("ds-1.5-available")]
    public async Task Balance_WithAndWithoutMoney_IsAvailableOrNot(string rich, string poor)
    {
        var full = await DeepSeekAsk.GetAsync("/user/balance", TwoAccounts, "sk-rich");
        var empty = await DeepSeekAsk.GetAsync("/user/balance", TwoAccounts, "sk-poor");

        Assert.Equal((rich, poor), (full.Json["is_available"]!.ToJsonString(), empty.Json["is_available"]!.ToJsonString()));
    }

    [Theory, ProviderFact("ds-1.5-granted-first")]
    public async Task Balance_AfterACall_HasLessOfWhatWasGranted(string paidIn, decimal granted)
    {
        using var client = await DeepSeekAsk.StartAsync(
            "keys: [{key: sk-one, account: one}], accounts: {one: {balance: 5.00, granted: 1.00}}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/chat/completions")
        {
            Content = new StringContent(DeepSeekAsk.Body("\"max_tokens\":50")),
            Headers = { { "Authorization", "Bearer sk-one" } },
        };
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);

        client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-one");
        using var told = await client.GetAsync(new Uri("/deepseek/user/balance", UriKind.Relative), TestContext.Current.CancellationToken);
        var entry = (await DeepSeekReply.OfAsync(told)).Json["balance_infos"]![0]!;

        Assert.Equal(paidIn, (string?)entry["topped_up_balance"]);
        Assert.InRange(granted - decimal.Parse((string)entry["granted_balance"]!, System.Globalization.CultureInfo.InvariantCulture), 0.01m, 0.02m);
    }
}
