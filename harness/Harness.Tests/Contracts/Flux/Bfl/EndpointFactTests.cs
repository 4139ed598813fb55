using System.Text.Json;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>Section 1: hosts, keys, endpoints.</summary>
public sealed class EndpointFactTests
{
    private const string Pro = "/v1/flux-pro-1.1";

    [Theory, ProviderFact("bfl-1-global")]
    public async Task Host_AnswersASubmit(string host, string path, int status) =>
        Assert.Equal(status, (await (await BflServer.OfAsync()).PostAsync($"{host}{path}", "{}")).Status);

    [Theory]
    [ProviderFact("bfl-1-regional")]
    [ProviderFact("bfl-1-single")]
    [ProviderFact("bfl-1-seen")]
    [ProviderFact("bfl-1-first")]
    public async Task Hosts_AnswerASubmitAndItsPoll(int status, params string[] hosts)
    {
        var server = await BflServer.OfAsync();
        foreach (var host in hosts)
        {
            var submitted = await server.PostAsync($"https://{host}{Pro}", "{}");
            var polled = await server.GetAsync((string)submitted.Json["polling_url"]!);

            Assert.Equal((status, status), (submitted.Status, polled.Status));
            Assert.StartsWith($"https://{host}/", (string?)submitted.Json["polling_url"], StringComparison.Ordinal);
        }
    }

    [Theory, ProviderFact("bfl-1-polling-url")]
    public async Task PollingUrl_IsWhereTheTaskIs(string path)
    {
        var submitted = await BflServer.AskAsync("flux-pro-1.1", "{}");

        Assert.EndsWith($"{path}{submitted.Json["id"]}", (string?)submitted.Json["polling_url"], StringComparison.Ordinal);
    }

    [Theory]
    [ProviderFact("bfl-1-other-region")]
    [ProviderFact("bfl-9-f2")]
    public async Task OtherRegion_DoesNotFindTheTask(string region, string other, int status, string word)
    {
        var server = await BflServer.OfAsync();
        var submitted = await server.PostAsync($"https://{region}{Pro}", "{}");
        var id = submitted.Json["id"];

        var there = await server.GetAsync($"https://{region}/v1/get_result?id={id}");
        var elsewhere = await server.GetAsync($"https://{other}/v1/get_result?id={id}");

        Assert.Equal((200, "Ready"), (there.Status, there.Task));
        Assert.Equal((status, word), (elsewhere.Status, elsewhere.Task));
    }

    [Theory, ProviderFact("bfl-1-global-polls")]
    public async Task GlobalHost_FindsEveryTask(string global, string regional)
    {
        var server = await BflServer.OfAsync();
        var submitted = await server.PostAsync($"https://{regional}{Pro}", "{}");

        Assert.Equal("Ready", (await server.GetAsync($"https://{global}/v1/get_result?id={submitted.Json["id"]}")).Task);
    }

    [Theory, ProviderFact("bfl-1-delivery-hosts")]
    public async Task DeliveryHosts_HavePictures(int status, params string[] hosts)
    {
        foreach (var host in hosts)
        {
            var behaviour = $"provider: {{deliveryHost: {host}}}";
            var polled = await BflServer.FinishAsync("flux-pro-1.1", "{\"width\":256,\"height\":256}", behaviour);

            Assert.StartsWith($"http://{host}/results/", (string?)polled.Json["result"]!["sample"], StringComparison.Ordinal);
            Assert.Equal(status, (await (await BflServer.OfAsync(behaviour)).DownloadAsync(polled)).Status);
        }
    }

    [Theory]
    [ProviderFact("bfl-1-key")]
    [ProviderFact("bfl-1-key-case")]
    public async Task Key_InAHeader_IsTaken(string header, int status)
    {
        var server = await BflServer.OfAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/flux{Pro}") { Content = new StringContent("{}"), Headers = { { header, "bfl_1" } } };
        request.Content.Headers.ContentType = new("application/json");

        using var reply = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory, ProviderFact("bfl-1-key-forms")]
    public async Task Keys_OfBothForms_AreTaken(string prefix, int letters, int status)
    {
        var server = await BflServer.OfAsync("strictKeys: true");

        Assert.Equal(status, (await server.PostAsync(Pro, "{}", $"{prefix}abc")).Status);
        Assert.Equal(status, (await server.PostAsync(Pro, "{}", $"{Guid.Empty}"[..letters])).Status);
        Assert.Equal(422, (await server.PostAsync(Pro, "{}", $"{Guid.Empty}"[..^1])).Status);
    }

    [Theory, ProviderFact("bfl-1-credits-key")]
    public async Task Credits_WithoutAKey_AreNotTold(string path, int without, int with)
    {
        var server = await BflServer.OfAsync();

        Assert.Equal((without, with), ((await server.GetAsync(path, key: null)).Status, (await server.GetAsync(path)).Status));
    }

    [Theory, ProviderFact("bfl-1-poll-without-key")]
    public async Task Poll_WithoutAKey_IsAnswered(int status, string word)
    {
        var server = await BflServer.OfAsync();
        var polled = await server.GetAsync((string)(await server.PostAsync(Pro, "{}")).Json["polling_url"]!, key: null);

        Assert.Equal((status, word), (polled.Status, polled.Task));
    }

    [Theory]
    [ProviderFact("bfl-1-flux-2")]
    [ProviderFact("bfl-1-flux-2-flex")]
    [ProviderFact("bfl-1-flux-2-klein")]
    [ProviderFact("bfl-1-kontext")]
    [ProviderFact("bfl-1-pro")]
    [ProviderFact("bfl-1-ultra")]
    [ProviderFact("bfl-1-dev")]
    [ProviderFact("bfl-1-fill")]
    [ProviderFact("bfl-1-finetuned")]
    public async Task Models_AreSubmittedTo(int status, params string[] paths)
    {
        foreach (var path in paths)
        {
            Assert.Equal(status, await StatusAsync(path));
        }
    }

    [Theory, ProviderFact("bfl-1-old")]
    public async Task OldModels_AreServedUntilADay(string day, int status, int later, params string[] paths)
    {
        foreach (var path in paths)
        {
            Assert.Equal(status, await StatusAsync(path, "provider: {catalogDate: 2026-04-22}"));
            Assert.Equal(later, await StatusAsync(path, $"provider: {{catalogDate: {day}}}"));
        }
    }

    [Theory, ProviderFact("bfl-1-phantoms")]
    public async Task Names_OfOneTextAlone_AreNotThere(int status, params string[] paths)
    {
        Assert.Equal(["/v1/flux-kontext", "/v1/flux-fill", "/v1/flux-pro-1.1-raw"], paths);
        foreach (var path in paths)
        {
            Assert.Equal(status, await StatusAsync(path));
        }
    }

    [Theory]
    [ProviderFact("bfl-1-get-result", "/v1/get_result?id=1")]
    [ProviderFact("bfl-1-credits", "/v1/credits")]
    [ProviderFact("bfl-1-my-finetunes", "/v1/my_finetunes")]
    [ProviderFact("bfl-1-finetune-details", "/v1/finetune_details?finetune_id=org/lora")]
    public async Task Get_HasExactlyTheseMembers(string path, string route, params string[] members)
    {
        var reply = await (await BflServer.OfAsync("provider: {finetunes: {org/lora: {a: 1}}}")).GetAsync(path);

        Assert.Equal(members, BflReply.KeysOf(reply.Json));
        Assert.Equal(route, path.Split('?')[0]);
    }

    [Theory, ProviderFact("bfl-1-delete-finetune")]
    public async Task DeleteFinetune_AnswersInTexts(string path, string field, params string[] members)
    {
        await using var server = await BflServer.StartAsync("provider: {finetunes: {org/lora: null}}");

        var reply = await server.PostAsync(path, $$"""{"{{field}}":"org/lora"}""");

        Assert.Equal(members, BflReply.KeysOf(reply.Json));
        Assert.All(reply.Json.AsObject(), member => Assert.Equal(JsonValueKind.String, member.Value!.GetValueKind()));
    }

    [Theory, ProviderFact("bfl-1-usage")]
    public async Task Usage_IsReported(string path, string field, int status)
    {
        var server = await BflServer.OfAsync();

        Assert.Equal(status, (await server.PostAsync(path.Replace("{slug}", "flux-1-dev", StringComparison.Ordinal), $$"""{"{{field}}":3}""")).Status);
    }

    [Theory, ProviderFact("bfl-1-no-cancel")]
    public async Task Task_CannotBeCancelled(int status)
    {
        var server = await BflServer.OfAsync();
        var submitted = await server.PostAsync(Pro, "{}");

        Assert.Equal(status, (await server.SendAsync(HttpMethod.Delete, $"/v1/get_result?id={submitted.Json["id"]}")).Status);
    }

    [Theory, ProviderFact("bfl-1-old-answers")]
    public async Task Submit_InTheBeginning_AnswersAnIdAlone(string day, params string[] members)
    {
        var reply = await BflServer.AskAsync("flux-pro-1.1", "{}", $"provider: {{catalogDate: {day}}}");

        Assert.Equal(members, BflReply.KeysOf(reply.Json));
    }

    [Theory, ProviderFact("bfl-1-public-address")]
    public async Task PollingUrl_HasTheClientsOwnAddress(string address)
    {
        var submitted = await (await BflServer.OfAsync()).PostAsync($"{address}/v1/flux-pro-1.1", "{}");

        Assert.StartsWith($"{address}/v1/", (string?)submitted.Json["polling_url"], StringComparison.Ordinal);
    }

    private static async Task<int> StatusAsync(string path, string behaviour = "") =>
        (await (await BflServer.OfAsync(behaviour)).PostAsync(path, BflServer.Any)).Status;
}
