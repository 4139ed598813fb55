using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Emulator.Flux.Bfl;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Section 5: webhooks, which the provider describes in two ways.</summary>
public sealed class WebhookFactTests
{
    private const string Short = "provider: {webhook: {payload: message}}";

    [Theory, ProviderFact("bfl-5-secret")]
    public async Task Secret_ComesInAHeader(string header)
    {
        var post = await CalledAsync("a fox");

        Assert.Equal("a secret", post.Headers[header]);
    }

    [Theory, ProviderFact("bfl-5-signature")]
    public async Task Body_IsSignedInAHeader(string header, string scheme)
    {
        var post = await CalledAsync("a fox");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes("a secret"), Encoding.UTF8.GetBytes(post.Body));

        Assert.Equal($"{scheme}={Convert.ToHexStringLower(signature)}", post.Headers[header]);
    }

    [Theory, ProviderFact("bfl-5-body")]
    public async Task Body_IsTheResultWithATime(params string[] members) =>
        Assert.Equal(members, BflReply.KeysOf(JsonNode.Parse((await CalledAsync("a fox")).Body)));

    [Theory]
    [ProviderFact("bfl-5-success", "a fox")]
    [ProviderFact("bfl-5-failure", "a [failed] fox")]
    public async Task Message_HasExactlyTheseMembers(string prompt, string status, params string[] members)
    {
        var body = JsonNode.Parse((await CalledAsync(prompt, Short)).Body)!;

        Assert.Equal(status, (string?)body["status"]);
        Assert.Equal(members, BflReply.KeysOf(body));
    }

    [Theory, ProviderFact("bfl-5-success-result")]
    public async Task Message_OfSuccess_HasAShortResult(params string[] members) =>
        Assert.Equal(members, BflReply.KeysOf(JsonNode.Parse((await CalledAsync("a fox", Short)).Body)!["result"]));

    [Theory, ProviderFact("bfl-5-post")]
    public async Task Webhook_IsAPost(string method, string type)
    {
        var post = await CalledAsync("a fox");

        Assert.Equal((method, type), (post.Method, post.ContentType));
    }

    [Theory, ProviderFact("bfl-5-retries")]
    public void Webhook_IsTriedAgain(int first, int second, int third, int patience)
    {
        Assert.Equal([first, second, third], new BflWebhookSection().Retries.Select(wait => (int)wait.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(patience), BflWebhook.Patience);
    }

    [Theory, ProviderFact("bfl-9-f17")]
    public async Task Webhook_MayBeLostOrComeTwice(int lost, int twice)
    {
        Assert.Equal((lost, twice), (await DeliveriesAsync("lostCallback"), await DeliveriesAsync("duplicateCallback")));

        static async Task<int> DeliveriesAsync(string fault)
        {
            await using var receiver = await BflReceiver.StartAsync();
            await using var server = await BflServer.StartAsync($"faults: [{{fault: {fault}, attempts: \"0\"}}], {BflServer.AtOnce}");
            await SubmitAsync(server, receiver, "a fox", "first");

            // The second task has no fault: when its webhook is there, those of the first have been sent.
            await SubmitAsync(server, receiver, "a hare", "second", attempt: 1);
            List<string> prompts = [];
            while (prompts.Count(prompt => prompt == "a fox") < (fault == "lostCallback" ? 0 : 2) || !prompts.Contains("a hare"))
            {
                prompts.Add((string)JsonNode.Parse((await receiver.NextAsync()).Body)!["result"]!["prompt"]!);
            }

            return prompts.Count(prompt => prompt == "a fox");
        }
    }

    private static async Task<ReceivedWebhook> CalledAsync(string prompt, string behaviour = "")
    {
        await using var receiver = await BflReceiver.StartAsync();
        await using var server = await BflServer.StartAsync(behaviour.Length > 0 ? $"{behaviour}, {BflServer.AtOnce}" : BflServer.AtOnce);
        await SubmitAsync(server, receiver, prompt, "call");
        return await receiver.NextAsync();
    }

    private static async Task SubmitAsync(BflServer server, BflReceiver receiver, string prompt, string call, int attempt = 0)
    {
        var body = $$"""{"prompt":"{{prompt}}","width":256,"height":256,"webhook_url":"{{receiver.Url}}","webhook_secret":"a secret"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/flux/v1/flux-dev")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { { "x-key", "bfl_1" }, { "X-Request-Id", call }, { "X-Retry-Count", $"{attempt}" } },
        };
        using var reply = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)reply.StatusCode);
    }
}
