namespace Harness.Tests.Contracts.NanoBanana.Native;

/// <summary>Section 9.1: a submit, its fields and its answer.</summary>
public sealed class SubmitFactTests
{
    [Theory, ProviderFact("nb-1-path")]
    public async Task Submit_HasItsPath(string path, int status) =>
        Assert.Equal(status, (await NativeAsk.Provider.PostAsync(path, NativeAsk.Fox)).Status);

    [Theory, ProviderFact("nb-1-bearer")]
    public async Task Key_ComesInItsHeader(string header, string scheme, int status)
    {
        var request = NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, NativeAsk.Fox);
        request.Headers.TryAddWithoutValidation(header, $"{scheme} {NativeAsk.Provider.NextKey()}");

        Assert.Equal(status, (await NativeAsk.Provider.SendAsync(request, key: null)).Status);
    }

    [Theory, ProviderFact("nb-1-prompt-required")]
    public async Task Prompt_IsRequired(int status, string param)
    {
        var reply = await NativeAsk.SubmitAsync("{}");

        Assert.Equal((status, param), (reply.Status, (string?)NativeAsk.ErrorOf(reply)["param"]));
    }

    [Theory, ProviderFact("nb-1-prompt-length")]
    public async Task Prompt_HasALength(int shortest, int longest)
    {
        Assert.Equal(400, await StatusAsync(shortest - 1));
        Assert.Equal(202, await StatusAsync(shortest));
        Assert.Equal(202, await StatusAsync(longest));
        Assert.Equal(400, await StatusAsync(longest + 1));

        static async Task<int> StatusAsync(int characters) =>
            (await NativeAsk.SubmitAsync($$"""{"prompt":"{{new string('a', characters)}}"}""")).Status;
    }

    [Theory, ProviderFact("nb-1-prompt-trim")]
    public async Task Prompt_LosesTheSpaceAroundIt(string prompt)
    {
        var job = await NativeAsk.JobAsync("""{"prompt":"  a fox\n"}""");

        Assert.Equal(prompt, (string?)job.Json["request"]!["prompt"]);
    }

    [Theory]
    [ProviderFact("nb-1-width")]
    [ProviderFact("nb-1-height")]
    public async Task Side_HasARangeAndAStep(string path, int least, int most, int step)
    {
        var name = path.Split('.') is ["parameters", var last] ? last : throw new InvalidOperationException(path);

        Assert.Equal(["400", "202", "202", "400"], await StatusesAsync(least - step, least, least + step, least + (step / 2)));
        Assert.Equal(["202", "400"], await StatusesAsync(most, most + step));

        async Task<IEnumerable<string>> StatusesAsync(params int[] sides)
        {
            List<string> statuses = [];
            foreach (var side in sides)
            {
                var reply = await NativeAsk.SubmitWithAsync($"\"{name}\":{side}");
                statuses.Add(reply.Status == 202 || (string?)NativeAsk.ErrorOf(reply)["param"] == path ? $"{reply.Status}" : reply.Text);
            }

            return statuses;
        }
    }

    [Theory, ProviderFact("nb-1-size-default")]
    public async Task Side_ByDefault(int width, int height)
    {
        var parameters = (await NativeAsk.JobAsync("""{"prompt":"a fox"}""")).Json["request"]!["parameters"]!;

        Assert.Equal((width, height), ((int)parameters["width"]!, (int)parameters["height"]!));
    }

    [Theory, ProviderFact("nb-1-ratio")]
    public async Task Sides_HaveARatio(int most)
    {
        foreach (var (longer, shorter) in new[] { ("width", "height"), ("height", "width") })
        {
            Assert.Equal(202, (await NativeAsk.SubmitWithAsync($"\"{shorter}\":256,\"{longer}\":{256 * most}")).Status);
            Assert.Equal(400, (await NativeAsk.SubmitWithAsync($"\"{shorter}\":256,\"{longer}\":{(256 * most) + 8}")).Status);
        }
    }

    [Theory, ProviderFact("nb-1-style-length")]
    public async Task Style_HasALength(int shortest, int longest)
    {
        Assert.Equal(400, await StatusAsync(shortest - 1));
        Assert.Equal(202, await StatusAsync(shortest));
        Assert.Equal(202, await StatusAsync(longest));
        Assert.Equal(400, await StatusAsync(longest + 1));

        static async Task<int> StatusAsync(int characters) =>
            (await NativeAsk.SubmitWithAsync($"\"style\":\"{new string('a', characters)}\"")).Status;
    }

    [Theory, ProviderFact("nb-1-styles")]
    public async Task Style_IsFreeText_AndSomeAreKnown(params string[] styles)
    {
        Assert.Equal(["photorealistic", "illustration", "anime", "3d", "sketch"], styles);
        foreach (var style in styles)
        {
            var job = await NativeAsk.JobAsync($$$"""{"prompt":"a fox","parameters":{"style":"{{{style}}}"}}""");
            Assert.Equal(style, (string?)job.Json["request"]!["parameters"]!["style"]);
        }
    }

    [Theory, ProviderFact("nb-1-qualities")]
    public async Task Quality_IsOneOfThese(params string[] qualities)
    {
        foreach (var quality in qualities)
        {
            Assert.Equal(202, (await NativeAsk.SubmitWithAsync($"\"quality\":\"{quality}\"")).Status);
        }

        Assert.Equal(400, (await NativeAsk.SubmitWithAsync("\"quality\":\"best\"")).Status);
    }

    [Theory, ProviderFact("nb-1-quality-default")]
    public async Task Quality_ByDefault(string quality) =>
        Assert.Equal(quality, (string?)(await NativeAsk.JobAsync()).Json["request"]!["parameters"]!["quality"]);

    [Theory, ProviderFact("nb-1-formats")]
    public async Task Format_IsOneOfThese(params string[] formats)
    {
        foreach (var format in formats)
        {
            var file = await NativeAsk.FileAsync(
                $$$"""{"prompt":"a fox","parameters":{"width":256,"height":264,"format":"{{{format}}}"}}""");

            Assert.Equal(($"image/{format}", 256, 264), (file.Picture.MediaType, file.Picture.WidthPixels, file.Picture.HeightPixels));
            Assert.Equal($"image/{format}", file.Header("Content-Type"));
        }
    }

    [Theory, ProviderFact("nb-1-format-default")]
    public async Task Format_ByDefault(string format) =>
        Assert.Equal(format, (string?)(await NativeAsk.JobAsync()).Json["result"]!["format"]);

    [Theory, ProviderFact("nb-1-seed")]
    public async Task Seed_HasARange(uint least, uint most)
    {
        Assert.Equal(400, await StatusAsync((long)least - 1));
        Assert.Equal(202, await StatusAsync(least));
        Assert.Equal(202, await StatusAsync(most));
        Assert.Equal(400, await StatusAsync(most + 1L));

        static async Task<int> StatusAsync(long seed) => (await NativeAsk.SubmitWithAsync($"\"seed\":{seed}")).Status;
    }

    [Theory]
    [ProviderFact("nb-1-unknown", "")]
    [ProviderFact("nb-1-strict", "provider: {strict: true}")]
    public async Task UnknownField_IsTaken(string behaviour, int status)
    {
        Assert.Equal(status, (await NativeAsk.SubmitAsync("""{"prompt":"a fox","steps":7}""", behaviour)).Status);
        Assert.Equal(status, (await NativeAsk.SubmitWithAsync("\"steps\":7", behaviour)).Status);
    }

    [Theory, ProviderFact("nb-1-null")]
    public async Task Null_IsAsGoodAsAbsent(int status) =>
        Assert.Equal(status, (await NativeAsk.SubmitWithAsync("\"width\":null,\"style\":null,\"seed\":null")).Status);

    [Theory, ProviderFact("nb-1-answer")]
    public async Task Answer_HasExactlyTheseMembers(params string[] members) =>
        Assert.Equal(members, (await NativeAsk.SubmitAsync()).Members);

    [Theory, ProviderFact("nb-1-status")]
    public async Task Answer_TellsTheStatus(int status, string job)
    {
        var reply = await NativeAsk.SubmitAsync();

        Assert.Equal((status, job), (reply.Status, (string?)reply.Json["status"]));
    }

    [Theory, ProviderFact("nb-1-job-id")]
    public async Task JobId_HasAForm(string prefix, int characters) =>
        Assert.Matches($"^{prefix}[0-9A-HJKMNP-TV-Z]{{{characters}}}$", (string?)(await NativeAsk.SubmitAsync()).Json["jobId"]);

    [Theory, ProviderFact("nb-1-created")]
    public async Task CreatedAt_HasAForm(int digits, string zone) =>
        Assert.Matches($@"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{{digits}}}{zone}$", (string?)(await NativeAsk.SubmitAsync()).Json["createdAt"]);

    [Theory, ProviderFact("nb-1-location")]
    public async Task Answer_SaysWhereTheJobIs(string header, string path)
    {
        var reply = await NativeAsk.SubmitAsync();

        Assert.Equal($"/nanobanana/v1{path}{(string?)reply.Json["jobId"]}", reply.Header(header));
    }

    [Theory, ProviderFact("nb-1-location-host")]
    public async Task Location_UnderTheProvidersHost_IsThatOfTheContract(string host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://{host}/v1{NativeAsk.Submit}") { Content = new StringContent(NativeAsk.Fox) };
        request.Content.Headers.ContentType = new("application/json");

        var reply = await NativeAsk.Provider.SendAsync(request);

        Assert.Equal($"{path}{(string?)reply.Json["jobId"]}", reply.Header("Location"));
    }

    [Theory, ProviderFact("nb-1-retry-after")]
    public async Task Answer_SaysWhenToAsk(string header, string seconds) =>
        Assert.Equal(seconds, (await NativeAsk.SubmitAsync()).Header(header));

    [Theory, ProviderFact("nb-1-idempotent")]
    public async Task Submit_RepeatedWithItsKey_IsOneJob(string header, int jobs)
    {
        var key = NativeAsk.Provider.NextKey();
        HashSet<string?> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add((string?)(await RepeatAsync(header, "once", NativeAsk.Fox, key)).Json["jobId"]);
        }

        Assert.Equal(jobs, ids.Count);
    }

    [Theory, ProviderFact("nb-1-idempotent-conflict")]
    public async Task Submit_WithAKeyOfAnotherBody_IsAConflict(int status, string code)
    {
        var key = NativeAsk.Provider.NextKey();
        await RepeatAsync("Idempotency-Key", "once", NativeAsk.Fox, key);

        var reply = await RepeatAsync("Idempotency-Key", "once", """{"prompt":"a cat"}""", key);

        Assert.Equal((status, code), NativeAsk.RefusalOf(reply));
    }

    [Theory, ProviderFact("nb-1-idempotent-account")]
    public async Task Submit_WithAnotherAccountsKey_IsAnotherJob(int jobs)
    {
        ProviderReply[] replies =
        [
            await RepeatAsync("Idempotency-Key", "shared", NativeAsk.Fox, NativeAsk.Provider.NextKey()),
            await RepeatAsync("Idempotency-Key", "shared", NativeAsk.Fox, NativeAsk.Provider.NextKey()),
        ];

        Assert.Equal(jobs, replies.Select(reply => (string?)reply.Json["jobId"]).Distinct().Count());
    }

    [Theory, ProviderFact("nb-1-idempotent-day")]
    public async Task IdempotencyKey_IsForgotten(int hours)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync();
        var first = await IdAsync();

        emulator.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.Equal(first, await IdAsync());
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, await IdAsync());

        async Task<string?> IdAsync()
        {
            var request = NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, NativeAsk.Fox);
            request.Headers.Add("Idempotency-Key", "daily");
            return (string?)(await NativeAsk.Provider.SendAsync(emulator, request, "one")).Json["jobId"];
        }
    }

    [Theory, ProviderFact("nb-1-idempotent-length")]
    public async Task IdempotencyKey_HasALength(int longest, int status)
    {
        var key = NativeAsk.Provider.NextKey();

        Assert.Equal(202, (await RepeatAsync("Idempotency-Key", new string('k', longest), NativeAsk.Fox, key)).Status);
        Assert.Equal(status, (await RepeatAsync("Idempotency-Key", new string('k', longest + 1), NativeAsk.Fox, key)).Status);
    }

    private static Task<ProviderReply> RepeatAsync(string header, string value, string body, string key)
    {
        var request = NativeAsk.Provider.Message(HttpMethod.Post, NativeAsk.Submit, body);
        request.Headers.TryAddWithoutValidation(header, value);
        return NativeAsk.Provider.SendAsync(request, key: key);
    }
}
