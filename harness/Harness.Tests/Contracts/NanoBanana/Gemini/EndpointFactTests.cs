namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B1: the paths, and how keys are sent.</summary>
public sealed class EndpointFactTests
{
    private const string Generate = $"/models/{GeminiAsk.Model}:generateContent";

    [Theory, ProviderFact("g-b1-versions")]
    public async Task Generate_OfEachVersion_IsServed(string method, string beta, string stable, int status)
    {
        foreach (var version in (string[])[beta, stable])
        {
            var reply = await GeminiAsk.PostAsync($"/{version}/models/{GeminiAsk.Model}{method}", GeminiAsk.Body());

            Assert.Equal((version, status), (version, reply.Status));
        }
    }

    [Theory, ProviderFact("g-b1-v1-before")]
    public async Task Generate_OnV1OfThatTime_IsNotFound(string version, int status)
    {
        const string Before = "provider: {v1ImageModels: false}";

        var reply = await GeminiAsk.PostAsync($"/{version}{Generate}", GeminiAsk.Body(), Before);

        Assert.Equal((status, 200), (reply.Status, (await GeminiAsk.GenerateAsync(behaviour: Before)).Status));
        Assert.Contains($"for API version {version},", reply.Message, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b1-stream")]
    public async Task Stream_IsOfEvents(string method, string query, string type)
    {
        var reply = await GeminiAsk.PostAsync($"/v1beta/models/{GeminiAsk.Model}{method}?{query}", GeminiAsk.Body());

        Assert.Equal((200, type), (reply.Status, reply.Headers["content-type"]));
    }

    [Theory, ProviderFact("g-b1-array")]
    public async Task Stream_WithoutAlt_IsAList(string kind, string type)
    {
        var reply = await GeminiAsk.StreamAsync(query: "");

        Assert.Equal((kind, type), ($"{reply.Json.GetValueKind()}", reply.Headers["content-type"]));
        Assert.True(reply.Json.AsArray().Count > 0);
    }

    [Theory, ProviderFact("g-b1-count")]
    public async Task Count_HasExactlyTheseMembers(string method, params string[] members)
    {
        var reply = await GeminiAsk.PostAsync($"/v1beta/models/{GeminiAsk.Model}{method}", GeminiAsk.Body());

        Assert.Equal(members, GeminiReply.KeysOf(reply.Json));
        Assert.True((int)reply.Json[members[0]]! > 0);
    }

    [Theory, ProviderFact("g-b1-models")]
    public async Task Models_AreListed(string path, string member) =>
        Assert.True((await GeminiAsk.GetAsync(path)).Json[member]!.AsArray().Count > 0);

    [Theory, ProviderFact("g-b1-models-pages")]
    public async Task Models_ComeInPages(string size, string next, string token)
    {
        List<string> names = [];
        for (var page = ""; page is not null;)
        {
            var reply = await GeminiAsk.GetAsync($"/v1beta/models?{size}=2{page}");
            var models = reply.Json["models"]!.AsArray();
            Assert.InRange(models.Count, 1, 2);
            names.AddRange(models.Select(model => (string)model!["name"]!));
            page = reply.Json[next] is { } value ? $"&{token}={value}" : null;
            Assert.True(names.Count < 20);
        }

        var all = (await GeminiAsk.GetAsync("/v1beta/models")).Json["models"]!.AsArray();
        Assert.Equal(all.Select(model => (string)model!["name"]!), names);
    }

    [Theory, ProviderFact("g-b1-page-sizes")]
    public async Task Models_OfOnePage_AreSoMany(int usual, int most)
    {
        var behaviour = $"provider: {{textModels: [{string.Join(", ", Enumerable.Range(1, 1100).Select(number => $"writer-{number}"))}]}}";

        var page = await GeminiAsk.GetAsync("/v1beta/models", behaviour);
        var large = await GeminiAsk.GetAsync("/v1beta/models?pageSize=5000", behaviour);

        Assert.Equal((usual, most), (page.Json["models"]!.AsArray().Count, large.Json["models"]!.AsArray().Count));
    }

    [Theory, ProviderFact("g-b1-model")]
    public async Task Model_IsTold(string path, int status) => Assert.Equal(status, (await GeminiAsk.GetAsync(path)).Status);

    [Theory, ProviderFact("g-b1-header-key")]
    public async Task Key_InItsHeader_IsTaken(string header, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/gemini/v1beta/models");
        request.Headers.Add(header, GeminiAsk.NextKey());

        Assert.Equal(status, (await GeminiAsk.SendAsync(request, key: null)).Status);
    }

    [Theory, ProviderFact("g-b1-query-key")]
    public async Task Key_InTheQuery_IsTaken(string name, int status) =>
        Assert.Equal(status, (await GeminiAsk.GetAsync($"/v1beta/models?{name}={GeminiAsk.NextKey()}", key: null)).Status);

    [Theory, ProviderFact("g-b1-bearer")]
    public async Task Key_AsBearer_IsNoKey(string header, string scheme, int status) =>
        Assert.Equal(status, (await BearerAsync("/v1beta/models", header, scheme)).Status);

    [Theory, ProviderFact("g-b1-openai-bearer")]
    public async Task Key_AsBearerOfOpenAi_IsTaken(string path, string header, string scheme, int status) =>
        Assert.Equal(status, (await BearerAsync($"{path}/models", header, scheme)).Status);

    [Theory, ProviderFact("g-b1-snake")]
    public async Task Names_InSnakeCase_AreRead(string config, string image, string ratio, string value, string pixels)
    {
        var reply = await GeminiAsk.GenerateAsync($$$"""
            "{{{config}}}":{"{{{image}}}":{"{{{ratio}}}":"{{{value}}}"}}
            """.Trim());

        Assert.Equal($"image/jpeg {pixels}", reply.Picture);
    }

    [Theory, ProviderFact("g-b1-modalities")]
    public async Task Modalities_InMixedCase_AreRead(string text, string image, int status) =>
        Assert.Equal(status, (await GeminiAsk.ConfiguredAsync($"\"responseModalities\":[\"{text}\",\"{image}\"]")).Status);

    [Theory, ProviderFact("g-b1-indent")]
    public async Task Answer_IsIndented(int spaces, int newlines)
    {
        var text = (await GeminiAsk.GenerateAsync()).Text;

        Assert.Matches($$"""\A\{\n {{{spaces}}}"candidates": \[""", text);
        Assert.Equal(newlines, text.Length - text.TrimEnd('\n').Length);
    }

    [Theory, ProviderFact("g-b1-camel")]
    public async Task Names_GoOutInCamelCase(string name) => Assert.NotNull((await GeminiAsk.GenerateAsync()).Json[name]);

    private static async Task<GeminiReply> BearerAsync(string path, string header, string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/gemini{path}");
        request.Headers.TryAddWithoutValidation(header, $"{scheme} {GeminiAsk.NextKey()}");
        return await GeminiAsk.SendAsync(request, key: null);
    }
}
