using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>What stands around a body: headers, indentation, compression, and where keys may be.</summary>
public sealed class GeminiHeaderTests
{
    [Theory]
    [InlineData("goog-key", 200)]
    [InlineData("invalid", 400)]
    public async Task Answer_HasTheHeadersOfTheProvider(string key, int status)
    {
        await using var flight = await GeminiFlight.StartAsync();

        using var reply = await flight.PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask(), key);

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal("application/json; charset=UTF-8", reply.Content.Headers.ContentType?.ToString());
        (string Name, string Value)[] expected =
        [
            ("Server", "scaffolding on HTTPServer2"), ("Vary", "Origin, X-Origin, Referer"), ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "SAMEORIGIN"), ("x-gemini-service-tier", "standard"), ("X-XSS-Protection", "0"), ("Alt-Svc", "h3=\":443\"; ma=2592000"),
        ];
        Assert.All(expected, header => Assert.Equal(header.Value, reply.Headers.NonValidated[header.Name].ToString()));
        Assert.Matches("^gfet4t7; dur=[0-9]+$", reply.Headers.GetValues("Server-Timing").Single());
        Assert.DoesNotContain(reply.Headers, header => header.Key.StartsWith("X-RateLimit", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("pretty: true", "{\n  \"candidates\": [\n", "\n}\n")]
    [InlineData("pretty: false", "{\"candidates\":[{", "\"}")]
    public async Task Body_IsIndentedUnlessToldOtherwise(string provider, string begin, string end)
    {
        await using var flight = await GeminiFlight.StartAsync(provider);

        using var reply = await flight.PostAsync(GeminiFlight.PathOf(), GeminiFlight.Ask());

        var text = await GeminiFlight.TextAsync(reply);
        Assert.StartsWith(begin, text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip: true", "gzip, deflate", true)]
    [InlineData("gzip: true", "identity", false)]
    [InlineData("gzip: false", "gzip", false)]
    public async Task Body_IsCompressedWhereBothWantIt(string provider, string accepted, bool isCompressed)
    {
        await using var flight = await GeminiFlight.StartAsync($"{provider}, refusals: [{{kind: noImage}}]", "limits: [], faults: [{fault: editJson, set: {added: 1}}]");
        HttpRequestMessage request = new(HttpMethod.Post, GeminiFlight.PathOf() + "?key=k") { Content = new StringContent(GeminiFlight.Ask(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var reply = await flight.Emulator.SendAsync(request);

        var bytes = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(isCompressed, reply.Content.Headers.ContentEncoding.Contains("gzip"));
        await using GZipStream gzip = new(new MemoryStream(bytes), CompressionMode.Decompress);
        var json = isCompressed ? await JsonNode.ParseAsync(gzip, cancellationToken: TestContext.Current.CancellationToken) : JsonNode.Parse(bytes);
        Assert.Equal(1, (int)json!["added"]!);
    }

    [Theory]
    [InlineData("?key=one", null, 200)]
    [InlineData("?key=two", "x-goog-api-key: one", 200)]
    [InlineData("?key=two", null, 400)]
    [InlineData("", "Authorization: Bearer one", 401)]
    [InlineData("", null, 403)]
    public async Task Key_StandsInItsHeaderOrInTheQuery(string query, string? header, int status)
    {
        await using var flight = await GeminiFlight.StartAsync(more: "limits: [], keys: [one]");
        HttpRequestMessage request = new(HttpMethod.Get, $"/gemini/v1beta/models{query}");
        if (header?.Split(": ") is [var name, var value])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var reply = await flight.Emulator.SendAsync(request);

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Fact]
    public async Task SafetyRatings_StandOnCandidatesOnlyWhereTheScenarioWantsThem()
    {
        await using var with = await GeminiFlight.StartAsync("safetyRatings: true");
        await using var without = await GeminiFlight.StartAsync();

        var rated = (await with.JsonAsync(GeminiFlight.Ask()))["candidates"]![0]!["safetyRatings"]!.AsArray();

        Assert.Equal(4, rated.Count);
        Assert.All(rated, one => Assert.Equal("NEGLIGIBLE", (string?)one!["probability"]));
        Assert.Null((await without.JsonAsync(GeminiFlight.Ask()))["candidates"]![0]!["safetyRatings"]);
    }

    [Fact]
    public async Task CallIdentity_TellsModelsApart()
    {
        await using var flight = await GeminiFlight.StartAsync("refusals: [{kind: noImage}]");
        const string Body = """{"contents":[{"parts":[{"text":"a"}]}]}""";

        await flight.JsonAsync(Body);
        await flight.JsonAsync(Body, "gemini-3-pro-image");
        await flight.JsonAsync(Body);

        Assert.Equal([0, 0, 1], flight.Journal.Select(line => (int)line["attempt"]!));
    }
}
