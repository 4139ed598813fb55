using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.Flux.ImagePig;

/// <summary>Sections A2 and A3: proportions, formats, storage, and the fields of FLUX.</summary>
public sealed class RequestFactTests
{
    [Theory, ProviderFact("ip-2-proportions")]
    public async Task Proportions_AreTaken(params string[] proportions)
    {
        foreach (var proportion in proportions)
        {
            Assert.Equal(200, (await ImagePigAsk.FluxWithAsync($"\"proportion\":\"{proportion}\"")).Status);
        }
    }

    [Theory, ProviderFact("ip-2-other-proportion")]
    public async Task Proportion_Another_IsRefused(int status, string type, string message)
    {
        var reply = await ImagePigAsk.FluxWithAsync("\"proportion\":\"tall\"");

        Assert.Equal((status, (type, message)), (reply.Status, ImagePigAsk.ComplaintOf(reply)));
    }

    [Theory]
    [ProviderFact("ip-2-landscape", "")]
    [ProviderFact("ip-2-portrait", "")]
    [ProviderFact("ip-2-square", "")]
    [ProviderFact("ip-2-wide", "")]
    [ProviderFact("ip-2-sizes-set", "provider: {sizes: {wide: 1536x640}}")]
    public async Task Proportion_HasItsPixels(string behaviour, string proportion, int width, int height)
    {
        var picture = ImagePigAsk.PictureOf(await ImagePigAsk.FluxWithAsync($"\"proportion\":\"{proportion}\"", behaviour));

        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
    }

    [Theory, ProviderFact("ip-2-formats")]
    public async Task Formats_AreTaken(params string[] formats)
    {
        foreach (var format in formats)
        {
            Assert.Equal(200, (await ImagePigAsk.FluxWithAsync($"\"format\":\"{format}\"")).Status);
        }
    }

    [Theory, ProviderFact("ip-2-format-default")]
    public async Task Format_WithoutOne_IsJpeg(string format)
    {
        var plain = await ImagePigAsk.FluxWithAsync("\"seed\":5");
        var named = await ImagePigAsk.FluxWithAsync($"\"seed\":5,\"format\":\"{format}\"");

        Assert.Equal(ImagePigAsk.PictureOf(named).MediaType, ImagePigAsk.PictureOf(plain).MediaType);
    }

    [Theory, ProviderFact("ip-2-mime-type")]
    public async Task Format_HasItsMimeType(string jpeg, string jpegType, string png, string pngType)
    {
        foreach (var (format, mediaType) in new[] { (jpeg, jpegType), (png, pngType) })
        {
            var reply = await ImagePigAsk.FluxWithAsync($"\"format\":\"{format}\"");
            Assert.Equal((mediaType, mediaType), ((string?)reply.Json["mime_type"], ImagePigAsk.PictureOf(reply).MediaType));
        }
    }

    [Theory, ProviderFact("ip-2-format-case")]
    public async Task Format_InLowerCase_IsRefused(string format, int status)
    {
        Assert.Equal("PNG", format.ToUpperInvariant());
        Assert.Equal(status, (await ImagePigAsk.FluxWithAsync($"\"format\":\"{format}\"")).Status);
    }

    [Theory, ProviderFact("ip-2-storage-plan")]
    public async Task Storage_IsAMatterOfThePlan(string member)
    {
        var paid = await ImagePigAsk.FluxAsync(ImagePigAsk.Stored);
        var free = await ImagePigAsk.FluxAsync(ImagePigAsk.Stored, "provider: {storage: false}");

        Assert.Contains(member, paid.Members);
        Assert.DoesNotContain(member, free.Members);
    }

    [Theory]
    [ProviderFact("ip-2-storage-status", "provider: {storage: false}")]
    [ProviderFact("ip-2-storage-status-set", "provider: {storage: false, storageStatus: 403}")]
    public async Task Storage_WithoutThePlan_IsRefused(string behaviour, int status) =>
        Assert.Equal(status, (await ImagePigAsk.FluxAsync(ImagePigAsk.Stored, behaviour)).Status);

    [Theory]
    [ProviderFact("ip-2-storage-free-picture")]
    public async Task Picture_WithoutThePlan_ComesInTheAnswer(int days, int status) => Assert.Equal(
        status, (await ImagePigAsk.FluxWithAsync($"\"storage_days\":{days}", "provider: {storage: false}")).Status);

    [Theory, ProviderFact("ip-3-prompt")]
    public async Task Prompt_HasTwoNames(string first, string second, int status)
    {
        Assert.Equal(status, (await ImagePigAsk.FluxAsync($$"""{"{{first}}":"a pig"}""")).Status);
        Assert.Equal(status, (await ImagePigAsk.FluxAsync($$"""{"{{second}}":"a pig"}""")).Status);
    }

    [Theory, ProviderFact("ip-3-prompt-both")]
    public async Task Prompt_UnderBothNames_IsTheClients(string preferred)
    {
        // Without a seed of the caller's, the seed follows from the prompt that was taken.
        var both = await ImagePigAsk.FluxAsync("""{"prompt":"a cow","positive_prompt":"a pig"}""");
        var one = await ImagePigAsk.FluxAsync($$"""{"{{preferred}}":"a pig"}""");

        Assert.Equal(one.Json["seed"]!.ToJsonString(), both.Json["seed"]!.ToJsonString());
    }

    [Theory]
    [ProviderFact("ip-3-prompt-missing", "{}")]
    [ProviderFact("ip-3-prompt-empty", """{"prompt":""}""")]
    public async Task Prompt_ThatSaysNothing_IsRefused(string body, int status, string type)
    {
        var reply = await ImagePigAsk.FluxAsync(body);

        Assert.Equal((status, type), (reply.Status, ImagePigAsk.ComplaintOf(reply).Type));
    }

    [Theory]
    [ProviderFact("ip-3-proportion-default", "")]
    [ProviderFact("ip-3-proportion-default-set", "provider: {defaultProportion: square}")]
    public async Task Proportion_WithoutOne(string behaviour, string proportion)
    {
        var plain = ImagePigAsk.PictureOf(await ImagePigAsk.FluxAsync(behaviour: behaviour));
        var named = ImagePigAsk.PictureOf(await ImagePigAsk.FluxWithAsync($"\"proportion\":\"{proportion}\""));

        Assert.Equal((named.WidthPixels, named.HeightPixels), (plain.WidthPixels, plain.HeightPixels));
    }

    [Theory, ProviderFact("ip-3-language-set")]
    public async Task Language_OutsideTheListThatWasSet_IsRefused(string known, string other, int status)
    {
        const string Languages = "provider: {languages: [en, cs]}";

        Assert.Equal(200, (await ImagePigAsk.FluxWithAsync($"\"language\":\"{known}\"", Languages)).Status);
        Assert.Equal(2, other.Length);
        Assert.Equal(status, (await ImagePigAsk.FluxWithAsync($"\"language\":\"{other}\"", Languages)).Status);
    }

    [Theory, ProviderFact("ip-3-seed-largest")]
    public async Task Seed_UpToTheLargest_IsTakenAndTold(string seed)
    {
        var reply = await ImagePigAsk.FluxWithAsync($"\"seed\":{seed}");

        Assert.Equal(seed, reply.Json["seed"]!.ToJsonString());
    }

    [Theory]
    [ProviderFact("ip-3-seed-above", "seed")]
    [ProviderFact("ip-3-seed-negative", "seed")]
    [ProviderFact("ip-3-storage-negative", "storage_days")]
    public async Task Number_OutsideItsRange_IsRefused(string field, string value, int status, string type)
    {
        var reply = await ImagePigAsk.FluxWithAsync($"\"{field}\":{value}");

        Assert.Equal((status, type), (reply.Status, ImagePigAsk.ComplaintOf(reply).Type));
    }

    [Theory, ProviderFact("ip-3-seed-own")]
    public async Task Seed_WithoutOne_IsTheServices(int different)
    {
        ProviderReply[] replies = [await ImagePigAsk.FluxAsync(), await ImagePigAsk.FluxAsync("""{"prompt":"two pigs"}""")];

        Assert.Equal(different, replies.Select(reply => reply.Json["seed"]!.ToJsonString()).Distinct().Count());
    }

    [Theory, ProviderFact("ip-3-storage-default")]
    public async Task Storage_ByDefault_IsForNoDay(int days)
    {
        var plain = await ImagePigAsk.FluxAsync();
        var said = await ImagePigAsk.FluxWithAsync($"\"storage_days\":{days}");

        Assert.Equal(plain.Members, said.Members);
    }

    [Theory, ProviderFact("ip-3-storage")]
    public async Task Storage_GivesAUrlInsteadOfThePicture(string address, string data)
    {
        var stored = await ImagePigAsk.FluxAsync(ImagePigAsk.Stored);
        var inline = await ImagePigAsk.FluxAsync();

        Assert.Equal((true, false), (stored.Members.Contains(address), stored.Members.Contains(data)));
        Assert.Equal((false, true), (inline.Members.Contains(address), inline.Members.Contains(data)));
    }

    [Theory, ProviderFact("ip-3-storage-days")]
    public async Task Storage_EndsWithItsDays(int days)
    {
        await using var emulator = await ImagePigAsk.Provider.StartAsync();
        var url = (string)(await SendAsync(HttpMethod.Post, "/flux", ImagePigAsk.Stored)).Json["image_url"]!;

        emulator.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, url, null)).Status);
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(200, (await SendAsync(HttpMethod.Get, url, null)).Status);

        Task<ProviderReply> SendAsync(HttpMethod method, string path, string? body) =>
            ImagePigAsk.Provider.SendAsync(emulator, ImagePigAsk.Provider.Message(method, path, body));
    }

    [Theory, ProviderFact("ip-3-storage-over")]
    public async Task Url_AfterItsDays_FindsNothing(int status)
    {
        await using var emulator = await ImagePigAsk.Provider.StartAsync();
        var url = (string)(await ImagePigAsk.Provider.SendAsync(
            emulator, ImagePigAsk.Provider.Message(HttpMethod.Post, "/flux", ImagePigAsk.Stored))).Json["image_url"]!;

        emulator.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(status, (await ImagePigAsk.Provider.SendAsync(emulator, ImagePigAsk.Provider.Message(HttpMethod.Get, url))).Status);
    }

    [Theory, ProviderFact("ip-3-omitted")]
    public async Task Body_OfAPromptAlone_IsEnough(string field, int status) =>
        Assert.Equal(status, (await ImagePigAsk.FluxAsync(new JsonObject { [field] = "a pig" }.ToJsonString())).Status);

    [Theory, ProviderFact("ip-3-negative")]
    public async Task NegativePrompt_IsNotReadByFlux(string field, int flux, int xl)
    {
        var body = $$"""{"prompt":"a pig","{{field}}":7}""";

        Assert.Equal(flux, (await ImagePigAsk.FluxAsync(body)).Status);
        Assert.Equal(xl, (await ImagePigAsk.Provider.PostAsync("/xl", body)).Status);
    }

    [Theory, ProviderFact("ip-7-python")]
    public async Task Prompt_AsItsOwnOpposite_IsServed(string field, string path, int status)
    {
        var reply = await ImagePigAsk.Provider.PostAsync(path, $$"""{"positive_prompt":"pig","{{field}}":"pig"}""");
        var wrong = await ImagePigAsk.Provider.PostAsync(path, $$"""{"positive_prompt":"pig","{{field}}":7}""");

        Assert.Equal((status, 422), (reply.Status, wrong.Status));
    }

    [Theory, ProviderFact("ip-d-policy")]
    public async Task Policy_DoesNotExist(int status) =>
        Assert.Equal(status, (await ImagePigAsk.FluxAsync("""{"prompt":"a [moderated] pig"}""")).Status);
}
