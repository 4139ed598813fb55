namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B4: what is told of a model.</summary>
public sealed class ResourceFactTests
{
    private static readonly string[] Sampling = ["temperature", "topP", "topK", "maxTemperature"];

    [Theory, ProviderFact("g-b4-model")]
    public async Task Model_HasTheseMembers(params string[] members)
    {
        var keys = GeminiReply.KeysOf((await ModelAsync()).Json).ToList();

        Assert.All(members, member => Assert.Contains(member, keys));
    }

    [Theory, ProviderFact("g-b4-model-name")]
    public async Task Model_HasItsName(string name) => Assert.Equal(name, (string?)(await ModelAsync()).Json["name"]);

    [Theory, ProviderFact("g-b4-model-methods")]
    public async Task Model_SupportsTheseMethods(params string[] methods) =>
        Assert.Equal(methods, (await ModelAsync()).Json["supportedGenerationMethods"]!.AsArray().Select(method => (string?)method));

    [Theory, ProviderFact("g-b4-model-thinking")]
    public async Task Model_ThatThinks_SaysSo(string member, string value)
    {
        Assert.Equal(value, (await ModelAsync()).Json[member]!.ToJsonString());
        Assert.Null((await GeminiAsk.GetAsync($"/v1beta/models/{GeminiAsk.Oldest}")).Json[member]);
    }

    [Theory, ProviderFact("g-b4-model-sampling")]
    public async Task Model_HasItsSampling(string temperature, string topP, string topK, string most)
    {
        var model = (await ModelAsync()).Json;

        Assert.Equal(
            [temperature, topP, topK, most],
            Sampling.Select(name => model[name]!.ToJsonString()));
    }

    [Theory, ProviderFact("g-b4-model-limits")]
    public async Task Model_HasItsLimits(string id, int input, int output)
    {
        var model = (await GeminiAsk.GetAsync($"/v1beta/models/{id}")).Json;

        Assert.Equal((input, output), ((int)model["inputTokenLimit"]!, (int)model["outputTokenLimit"]!));
    }

    private static Task<GeminiReply> ModelAsync() => GeminiAsk.GetAsync($"/v1beta/models/{GeminiAsk.Model}");
}
