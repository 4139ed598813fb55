using System.Text;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B9: the path for OpenAI's clients.</summary>
public sealed class OpenAiFactTests
{
    [Theory, ProviderFact("g-b9-fields")]
    public async Task Body_HasTheseFields(string model, string prompt, string n, string size, string format, string value)
    {
        var body = $$"""{"{{model}}":"{{GeminiAsk.Model}}","{{prompt}}":"A fox","{{n}}":1,"{{size}}":"1024x1024","{{format}}":"{{value}}"}""";

        Assert.Equal(200, (await PostAsync(body)).Status);
    }

    [Theory, ProviderFact("g-b9-refused")]
    public async Task Body_HasNotTheseFields(string quality, string format, int status)
    {
        foreach (var field in (string[])[quality, format])
        {
            var reply = await AskAsync($"\"{field}\":\"high\"");

            Assert.Equal((field, status), (field, reply.Status));
        }

        Assert.Equal(("quality", "output_format"), (quality, format));
    }

    [Theory, ProviderFact("g-b9-answer")]
    public async Task Answer_HasItsPictures(string data, string picture) => Assert.NotEmpty((string)(await AskAsync()).Json[data]![0]![picture]!);

    [Theory, ProviderFact("g-11-without-created")]
    public async Task Answer_HasOnly(string missing, params string[] members)
    {
        var keys = GeminiReply.KeysOf((await AskAsync()).Json).ToList();

        Assert.Equal(members, keys);
        Assert.Equal(("created", false), (missing, keys.Contains(missing)));
    }

    [Theory, ProviderFact("g-b9-n")]
    public async Task Answer_HasSoManyPictures(int n) => Assert.Equal(n, (await AskAsync("\"n\":2")).Json["data"]!.AsArray().Count);

    [Theory, ProviderFact("g-b9-picture")]
    public async Task Answer_HasThePictureOfTheModel(string picture) =>
        Assert.Equal(picture, GeminiReply.PictureOf((string)(await AskAsync()).Json["data"]![0]!["b64_json"]!));

    [Theory, ProviderFact("g-b9-size")]
    public async Task Size_LeadsToARatio(string size, string pixels) => Assert.Equal(
        $"image/jpeg {pixels}", GeminiReply.PictureOf((string)(await AskAsync($"\"size\":\"{size}\"")).Json["data"]![0]!["b64_json"]!));

    [Theory, ProviderFact("g-b9-errors")]
    public async Task Errors_StandInAList(string kind)
    {
        var listed = await PostAsync("{}");
        var plain = await PostAsync("{}", behaviour: "provider: {openAiErrorsInList: false}");

        Assert.Equal((kind, "Object"), ($"{listed.Json.GetValueKind()}", $"{plain.Json.GetValueKind()}"));
        Assert.Equal(400, (int)listed.Json[0]!["error"]!["code"]!);
    }

    [Theory, ProviderFact("g-b9-models")]
    public async Task Models_AreListed(string path, string list, string model)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/gemini{path}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {GeminiAsk.NextKey()}");
        var json = (await GeminiAsk.SendAsync(request, key: null)).Json;

        Assert.Equal(list, (string?)json["object"]);
        Assert.All(json["data"]!.AsArray(), one => Assert.Equal(model, (string?)one!["object"]));
    }

    [Theory, ProviderFact("g-b9-no-url")]
    public async Task Format_IsNoUrl(string format, int status)
    {
        Assert.Equal(status, (await AskAsync($"\"response_format\":\"{format}\"")).Status);
        Assert.Equal("url", format);
    }

    private static Task<GeminiReply> AskAsync(string more = "") =>
        PostAsync($"{{\"model\":\"{GeminiAsk.Model}\",\"prompt\":\"A fox\"{(more.Length > 0 ? "," : "")}{more}}}");

    private static async Task<GeminiReply> PostAsync(string body, string behaviour = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/gemini/v1beta/openai/images/generations")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {GeminiAsk.NextKey()}");
        return await GeminiAsk.SendAsync(request, behaviour, key: null);
    }
}
