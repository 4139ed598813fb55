using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B5, and B1 where it tells of batches.</summary>
public sealed class BatchFactTests
{
    [Theory, ProviderFact("g-b1-batch")]
    public async Task Batch_IsCreatedAndFound(string method, string collection, string path)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        var created = await watch.PostAsync($"/v1beta/models/{GeminiAsk.Model}{method}", GeminiBatchWatch.Inline(1));

        var name = (string)created.Json["name"]!;
        Assert.StartsWith(collection, name, StringComparison.Ordinal);
        Assert.Equal(name, (string?)(await watch.GetAsync($"{path}{name}")).Json["name"]);
    }

    [Theory, ProviderFact("g-b1-batches")]
    public async Task Batches_AreListed(string path, string member)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var name = await watch.CreateAsync(GeminiBatchWatch.Inline(1));

        Assert.Equal([name], (await watch.GetAsync(path)).Json[member]!.AsArray().Select(one => (string?)one!["name"]));
    }

    [Theory, ProviderFact("g-b1-batch-pages")]
    public async Task Batches_ComeInPages(string size, string next, string token)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        string[] names = [await watch.CreateAsync(GeminiBatchWatch.Inline(1)), await watch.CreateAsync(GeminiBatchWatch.Inline(1))];

        var first = (await watch.GetAsync($"/v1beta/batches?{size}=1")).Json;
        var second = (await watch.GetAsync($"/v1beta/batches?{size}=1&{token}={first[next]}")).Json;

        Assert.Equal(
            names.Reverse(),
            new[] { first, second }.Select(page => (string?)Assert.Single(page["operations"]!.AsArray())!["name"]));
        Assert.Null(second["nextPageToken"]);
    }

    [Theory, ProviderFact("g-b1-int64")]
    public async Task Counts_AreText(string kind, string member)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal(kind, $"{(await watch.NewAsync())["metadata"]!["batchStats"]![member]!.GetValueKind()}");
    }

    [Theory, ProviderFact("g-b1-zero")]
    public async Task Counts_OfZero_AreLeftOut(params string[] members)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal(members, GeminiReply.KeysOf((await watch.NewAsync())["metadata"]!["batchStats"]));
    }

    [Theory, ProviderFact("g-b5-answer")]
    public async Task NewBatch_HasExactlyTheseMembers(params string[] members)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal(members, GeminiReply.KeysOf(await watch.NewAsync()));
    }

    [Theory, ProviderFact("g-b5-metadata")]
    public async Task Metadata_HaveTheseMembersInThisOrder(params string[] members)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal(members, GeminiReply.KeysOf((await watch.NewAsync())["metadata"]));
    }

    [Theory, ProviderFact("g-b5-type")]
    public async Task Metadata_HaveTheirType(string type)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal(type, (string?)(await watch.NewAsync())["metadata"]!["@type"]);
    }

    [Theory, ProviderFact("g-b5-model")]
    public async Task Metadata_NameTheModel(string model)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal(model, (string?)(await watch.NewAsync())["metadata"]!["model"]);
    }

    [Theory, ProviderFact("g-b5-states")]
    public async Task States_FollowTheClock(string pending, string running, string succeeded)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var name = await watch.CreateAsync(GeminiBatchWatch.Inline(1));
        List<string> states = [await watch.StateOfAsync(name)];

        watch.Clock.Advance(TimeSpan.FromMinutes(2));
        states.Add(await watch.StateOfAsync(name));
        watch.Clock.Advance(TimeSpan.FromMinutes(10));
        states.Add(await watch.StateOfAsync(name));

        Assert.Equal([pending, running, succeeded], states);
    }

    [Theory, ProviderFact("g-b5-cancelled")]
    public async Task State_OfACancelledOne(string state)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var name = await watch.CreateAsync(GeminiBatchWatch.Inline(1));

        await watch.PostAsync($"/v1beta/{name}:cancel", "{}");

        Assert.Equal(state, await watch.StateOfAsync(name));
    }

    [Theory, ProviderFact("g-b5-failed")]
    public async Task State_OfAFailedOne(string state, string member)
    {
        using var watch = await GeminiBatchWatch.StartAsync("faults: [{fault: failedJob}]");

        var batch = await watch.DoneAsync(GeminiBatchWatch.Inline(1));

        Assert.Equal(state, (string?)batch["metadata"]!["state"]);
        Assert.NotEmpty((string)batch[member]!["message"]!);
    }

    [Theory, ProviderFact("g-b5-expired")]
    public async Task State_OfOneThatIsNeverDone(int hours, string state)
    {
        using var watch = await GeminiBatchWatch.StartAsync("faults: [{fault: stuckJob}]");
        var name = await watch.CreateAsync(GeminiBatchWatch.Inline(1));
        watch.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));

        var before = await watch.StateOfAsync(name);
        watch.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("BATCH_STATE_RUNNING", state), (before, await watch.StateOfAsync(name)));
    }

    [Theory, ProviderFact("g-b5-done")]
    public async Task Batch_ThatIsOver_SaysSo(string member)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal("true", (await watch.DoneAsync(GeminiBatchWatch.Inline(1)))[member]!.ToJsonString());
    }

    [Theory, ProviderFact("g-b5-output")]
    public async Task Answers_StandInBothPlaces(string output, string response, string below)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var batch = await watch.DoneAsync(GeminiBatchWatch.Inline(2));

        Assert.All((string[])[output, response], place => Assert.Equal(2, At(batch, $"{place}.{below}")!.AsArray().Count));

        static JsonNode? At(JsonNode? node, string path) => path.Split('.').Aggregate(node, (at, name) => at?[name]);
    }

    [Theory, ProviderFact("g-b5-key")]
    public async Task Answers_HaveTheirKeys(string metadata, string key, string response)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var answers = GeminiBatchWatch.AnswersOf(await watch.DoneAsync(GeminiBatchWatch.Inline(2)));

        Assert.Equal(["k1", "k2"], answers.Select(answer => (string?)answer![metadata]![key]));
        Assert.All(answers, answer => Assert.NotNull(answer![response]));
    }

    [Theory, ProviderFact("g-b5-error")]
    public async Task Request_ThatIsWrong_HasItsError(string member, string status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var answers = GeminiBatchWatch.AnswersOf(await watch.DoneAsync(GeminiBatchWatch.Inline(2, "\"generationConfig\":{\"imageConfig\":{\"imageSize\":\"9K\"}}")));

        Assert.Equal((status, true), ((string?)answers[0]![member]!["status"], answers[0]!["response"] is null));
        Assert.NotNull(answers[1]!["response"]);
    }

    [Theory, ProviderFact("g-b5-picture")]
    public async Task Answer_HasItsPicture(string picture)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var answer = GeminiBatchWatch.AnswersOf(await watch.DoneAsync(GeminiBatchWatch.Inline(1)))[0]!["response"]!;

        var parts = answer["candidates"]![0]!["content"]!["parts"]!.AsArray();
        Assert.Equal(picture, GeminiReply.PictureOf((string)parts.Last(part => part!["inlineData"] is not null)!["inlineData"]!["data"]!));
    }

    [Theory, ProviderFact("g-b5-cancel")]
    public async Task Cancel_HasAnEmptyAnswer(string answer)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var name = await watch.CreateAsync(GeminiBatchWatch.Inline(1));

        Assert.Equal(answer, (await watch.PostAsync($"/v1beta/{name}:cancel", "{}")).Json.ToJsonString());
    }

    [Theory, ProviderFact("g-b5-delete")]
    public async Task Delete_HasAnEmptyAnswer(string answer, int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var name = await watch.CreateAsync(GeminiBatchWatch.Inline(1));

        Assert.Equal(answer, (await watch.DeleteAsync($"/v1beta/{name}")).Json.ToJsonString());
        Assert.Equal(status, (await watch.GetAsync($"/v1beta/{name}")).Status);
    }

    [Theory, ProviderFact("g-b5-webhook")]
    public async Task Webhook_IsTaken(string config, string uris, string data, int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var inline = GeminiBatchWatch.Inline(1)["{\"batch\":{".Length..];
        var body = $$$"""{"batch":{"{{{config}}}":{"{{{uris}}}":["https://example.com/hook"],"{{{data}}}":{"a":"b"}},{{{inline}}}""";

        Assert.Equal(status, (await watch.PostAsync($"/v1beta/models/{GeminiAsk.Model}:batchGenerateContent", body)).Status);
    }

    [Theory, ProviderFact("g-b5-hundred")]
    public async Task Batches_UnderWay_AreSoMany(int most, int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        for (var count = 0; count < most; count++)
        {
            await watch.CreateAsync(GeminiBatchWatch.Inline(1));
        }

        Assert.Equal(status, (await watch.PostAsync($"/v1beta/models/{GeminiAsk.Model}:batchGenerateContent", GeminiBatchWatch.Inline(1))).Status);
    }

    [Theory, ProviderFact("g-b5-file")]
    public async Task Batch_OfAFile_AnswersWithAFile(string fileName, string responses, string collection)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var batch = await watch.DoneAsync(await OfFileAsync(watch, fileName));

        Assert.StartsWith(collection, (string?)batch["metadata"]!["output"]![responses], StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b5-lines")]
    public async Task Lines_OfTheAnswers_HaveTheseMembers(params string[] members)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var batch = await watch.DoneAsync(await OfFileAsync(watch, "fileName"));

        var file = await watch.GetAsync($"/download/v1beta/{batch["response"]!["responsesFile"]}:download?alt=media");
        var lines = file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        Assert.Equal(["a", "b"], lines.Select(line => (string?)line[members[0]]));
        Assert.All(lines, line => Assert.Equal(members, GeminiReply.KeysOf(line)));
    }

    private static async Task<string> OfFileAsync(GeminiBatchWatch watch, string member)
    {
        var lines = string.Concat(((string[])["a", "b"]).Select(key => $"{{\"key\":\"{key}\",\"request\":{GeminiAsk.Body()}}}\n"));
        var file = await watch.UploadAsync(System.Text.Encoding.UTF8.GetBytes(lines), "application/jsonl");
        return $$$$"""{"batch":{"displayName":"d","inputConfig":{"{{{{member}}}}":"{{{{file["name"]}}}}"}}}""";
    }
}
