using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Tests.Contracts.Flux.ImagePig;

/// <summary>Section A4: the answer, its picture, and the download of a stored one.</summary>
public sealed class AnswerFactTests
{
    [Theory, ProviderFact("ip-4-status")]
    public async Task Answer_IsJson(int status, string contentType)
    {
        var reply = await ImagePigAsk.FluxAsync();

        Assert.Equal((status, contentType), (reply.Status, reply.Header("Content-Type")));
    }

    [Theory]
    [ProviderFact("ip-4-members", ImagePigAsk.Pig)]
    [ProviderFact("ip-4-stored-members", ImagePigAsk.Stored)]
    public async Task Answer_HasExactlyTheseMembers(string body, params string[] members) =>
        Assert.Equal(members, (await ImagePigAsk.FluxAsync(body)).Members);

    [Theory, ProviderFact("ip-4-base64")]
    public async Task ImageData_IsStandardBase64(string begin, int group)
    {
        var data = (string)(await ImagePigAsk.FluxWithAsync("\"format\":\"JPEG\"")).Json["image_data"]!;

        Assert.StartsWith(begin, data, StringComparison.Ordinal);
        Assert.Matches($"^(?:[A-Za-z0-9+/]{{{group}}})*(?:[A-Za-z0-9+/]{{{group - 1}}}=|[A-Za-z0-9+/]{{{group - 2}}}==)?$", data);
    }

    [Theory, ProviderFact("ip-4-absent")]
    public async Task Absent_IsNotNull(string nothing, int times)
    {
        var stored = (await ImagePigAsk.FluxAsync(ImagePigAsk.Stored)).Text;
        var inline = (await ImagePigAsk.FluxWithAsync("\"format\":\"PNG\"")).Json.AsObject();
        inline["image_data"] = null;

        Assert.Equal(times, stored.Split(nothing).Length - 1);

        // The same search finds what it is meant to find.
        Assert.Contains(nothing, inline.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ip-4-url")]
    public async Task ImageUrl_IsAbsolute(string scheme)
    {
        var url = new Uri((string)(await ImagePigAsk.FluxAsync(ImagePigAsk.Stored)).Json["image_url"]!, UriKind.Absolute);

        Assert.Equal(scheme, url.Scheme);
    }

    [Theory, ProviderFact("ip-4-seed-bare")]
    public async Task Seed_IsABareNumber(string seed, string written)
    {
        var reply = await ImagePigAsk.FluxWithAsync($"\"seed\":{seed}");

        Assert.Contains($",{written},", reply.Text, StringComparison.Ordinal);
        Assert.Equal(seed, reply.Json["seed"]!.GetValue<ulong>().ToString(CultureInfo.InvariantCulture));
    }

    [Theory, ProviderFact("ip-4-seed-always")]
    public async Task Seed_IsNeverNull(string kind)
    {
        Assert.Equal(kind, $"{(await ImagePigAsk.FluxAsync()).Json["seed"]!.GetValueKind()}");
        Assert.Equal(kind, $"{(await ImagePigAsk.FluxAsync(ImagePigAsk.Stored)).Json["seed"]!.GetValueKind()}");
        Assert.Equal(kind, $"{(await ImagePigAsk.PictureAsync("cutout")).Json["seed"]!.GetValueKind()}");
    }

    [Theory, ProviderFact("ip-4-stamps")]
    public async Task Stamps_HaveDigitsAndOffset(string started, string completed, int digits, string offset)
    {
        var reply = await ImagePigAsk.FluxAsync();

        foreach (var name in (string[])[started, completed])
        {
            Assert.Matches($@"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{{digits}}}{Regex.Escape(offset)}$", (string?)reply.Json[name]);
        }
    }

    [Theory, ProviderFact("ip-4-no-error")]
    public async Task Success_HasNoError(string name)
    {
        Assert.DoesNotContain(name, (await ImagePigAsk.FluxAsync()).Members);
        Assert.Contains(name, (await ImagePigAsk.FluxAsync(key: "an-invalid-key")).Members);
    }

    [Theory, ProviderFact("ip-4-error-in-success")]
    public async Task Success_ThatSaysItFailed_CanBeBroughtAbout(int status, string name)
    {
        var reply = await ImagePigAsk.FluxAsync(behaviour: "faults: [{fault: editJson, set: {error: out of pigs}, remove: [image_data]}]");

        Assert.Equal((status, "out of pigs"), (reply.Status, (string?)reply.Json[name]));
    }

    [Theory]
    [ProviderFact("ip-4-download", "")]
    [ProviderFact("ip-4-browser", "provider: {needsBrowser: true}")]
    public async Task Download_AsClientsDoIt_IsThePicture(string behaviour, string agent, int status, string contentType)
    {
        var reply = await DownloadAsync(behaviour, agent);

        Assert.Equal((status, contentType), (reply.Status, reply.Header("Content-Type")));
        Assert.Equal(contentType, reply.Picture.MediaType);
        Assert.Equal("Mozilla/5.0", agent);
    }

    [Theory]
    [ProviderFact("ip-4-other-agents", "")]
    [ProviderFact("ip-4-no-browser", "provider: {needsBrowser: true}")]
    public async Task Download_ByALibrary(string behaviour, string agent, int status)
    {
        Assert.Equal("python-requests/2", agent);
        Assert.Equal(status, (await DownloadAsync(behaviour, agent)).Status);
    }

    [Theory, ProviderFact("ip-4-missing")]
    public async Task Download_ByDefault_IsThereAtOnce(int missing) =>
        Assert.Equal(missing, (await LooksAsync("")).Count(status => status == 404));

    [Theory, ProviderFact("ip-4-missing-set")]
    public async Task Download_WhereItIsSaid_FindsNothingAtFirst(int looks, int status, int found) =>
        Assert.Equal([.. Enumerable.Repeat(status, looks), found], await LooksAsync("provider: {missingLooks: 3}"));

    /// <summary>The statuses of looks for a stored picture, until it is found.</summary>
    private static async Task<IReadOnlyList<int>> LooksAsync(string behaviour)
    {
        await using var emulator = await ImagePigAsk.Provider.StartAsync(behaviour);
        var url = await StoredAsync(emulator);
        List<int> statuses = [];
        do
        {
            statuses.Add((await ImagePigAsk.Provider.SendAsync(emulator, ImagePigAsk.Provider.Message(HttpMethod.Get, url), key: null)).Status);
        }
        while (statuses[^1] == 404 && statuses.Count < 20);

        return statuses;
    }

    private static async Task<ProviderReply> DownloadAsync(string behaviour, string agent)
    {
        await using var emulator = await ImagePigAsk.Provider.StartAsync(behaviour);
        var request = ImagePigAsk.Provider.Message(HttpMethod.Get, await StoredAsync(emulator));
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        return await ImagePigAsk.Provider.SendAsync(emulator, request, key: null);
    }

    private static async Task<string> StoredAsync(ProviderAsk.Watched emulator) => (string)(await ImagePigAsk.Provider.SendAsync(
        emulator, ImagePigAsk.Provider.Message(HttpMethod.Post, "/flux", ImagePigAsk.Stored))).Json["image_url"]!;
}
