using System.Net;
using System.Text;
using Emulator.Clocks;
using Emulator.Journal;
using ScenarioFile;

namespace Emulator.Tests.Fuzzing;

/// <summary>What mutated requests once did to the emulator, one by one.</summary>
public sealed class ConvictedTests
{
    [Theory]
    [InlineData("POST", "/flux/v1/flux-2-pro", "{\"prompt\":\"\\ud800\"}", 400)]
    [InlineData("POST", "/flux/v1/flux-2-pro", "{\"prompt\":\"a\",\"\\ud800\":1}", 400)]
    [InlineData("POST", "/imagepig/flux", "{\"positive_prompt\":\"a\",\"language\":\"\\udc00\"}", 400)]
    [InlineData("POST", "/nanobanana/v1/images/generations", "{\"prompt\":\"a\",\"parameters\":{\"style\":\"\\ud800\"}}", 400)]
    [InlineData("POST", "/deepseek/chat/completions", "{\"model\":\"deepseek-flash\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}", 400)]
    [InlineData("PATCH", "/__emulator/clock", "{\"advance\":\"1s\",\"advance\":\"2s\"}", 400)]
    [InlineData("PATCH", "/__emulator/clock", "{\"\\ud800\":1}", 400)]
    [InlineData("PATCH", "/__emulator/scenario", "{\"\\ud800\":{}}", 400)]
    [InlineData("PATCH", "/__emulator/clock", "{\"rate\":1e400}", 400)]
    [InlineData("POST", "/__emulator/verify", "{\"match\":{\"reason\":\"\\ud83d\"}}", 400)]
    public async Task Send_TextThatIsNone_IsRefused(string method, string path, string body, int status)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var answer = await SendAsync(emulator, method, path, body);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Send_BytesThatAreNoUtf8_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var request = Request("POST", "/flux/v1/flux-2-pro");
        request.Content = new ByteArrayContent([.. "{\"prompt\":\"a\",\"output_format\":\"pn"u8, 0xE7, .. "\"}"u8]);
        request.Content.Headers.ContentType = new("application/json");

        using var answer = await emulator.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("TRACE", "/deepseek/chat/completions", 405)]
    [InlineData("BREW", "/nanobanana/v1/coffee", 404)]
    public async Task Send_MethodThatNobodyKnows_IsAnsweredByTheDialectAndJournalled(string method, string path, int status)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var answer = await emulator.SendAsync(Request(method, path));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(method, (string?)Assert.Single(emulator.Journal)["method"]);
    }

    [Fact]
    public async Task Send_HostThatCanBeNoName_IsAnswered()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var request = Request("POST", "/flux/v1/flux-2-pro");
        request.Headers.TryAddWithoutValidation("Host", "api..bfl.ai");
        request.Content = new StringContent("{\"prompt\":\"a\"}", Encoding.UTF8, "application/json");

        using var answer = await emulator.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Send_OriginThatNoHeaderHolds_IsNotRepeated()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var request = TestEmulator.Chat("{}");
        request.Headers.TryAddWithoutValidation("Origin", "http://b\u00FCcher");

        using var answer = await emulator.SendAsync(request);

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Advance_ToTheEndOfTime_IsRefusedAndTheClockGoesOn()
    {
        await using var emulator = await TestEmulator.StartAsync();
        List<HttpStatusCode> statuses = [];

        for (var decade = 0; decade < 20; decade++)
        {
            using var answer = await SendAsync(emulator, "PATCH", "/__emulator/clock", "{\"advance\":\"3650d\"}");
            statuses.Add(answer.StatusCode);
        }

        using var chat = await emulator.SendAsync(TestEmulator.Chat("""{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}"""));
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 17), .. Enumerable.Repeat(HttpStatusCode.BadRequest, 3)], statuses);
        Assert.Equal(HttpStatusCode.OK, chat.StatusCode);
        Assert.InRange((long)emulator.Journal[^1]["arrivedNs"]!, 1, EmulatorClock.Nanoseconds(ControlledTime.Latest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parse_NestingThatFillsTheStack_IsRefused(bool isFlow)
    {
        var nested = isFlow
            ? $"a: {new string('[', 100_000)}"
            : string.Concat(Enumerable.Range(0, 2000).Select(depth => $"{new string(' ', depth)}a:\n"));

        var refused = Assert.Throws<ScenarioFormatException>(() => ScenarioDocument.Parse(nested, "deep.yaml"));

        Assert.Contains("nested deeper", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AliasesThatMultiply_AreRefused()
    {
        var laughs = "version: 1\ntitle: t\na0: &a0 [x, x]\n"
            + string.Concat(Enumerable.Range(1, 40).Select(number => $"a{number}: &a{number} [*a{number - 1}, *a{number - 1}]\n"));

        var refused = Assert.Throws<ScenarioFormatException>(() => ScenarioDocument.Parse(laughs, "laughs.yaml"));

        Assert.Contains("aliases", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_PathOfThousandsOfLetters_IsJournalledShort()
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var answer = await emulator.SendAsync(Request("GET", $"/deepseek/{new string('p', 5000)}"));

        var line = Assert.Single(emulator.Journal);
        Assert.Equal(JournalLine.LongestPath + 3, ((string)line["path"]!).Length);
        Assert.InRange(((string)line["reason"]!).Length, 1, JournalLine.LongestReason + 3);
    }

    private static Task<HttpResponseMessage> SendAsync(TestEmulator emulator, string method, string path, string body)
    {
        var request = Request(method, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return emulator.SendAsync(request);
    }

    private static HttpRequestMessage Request(string method, string path)
    {
        HttpRequestMessage request = new(new HttpMethod(method), path);
        request.Headers.Add("Authorization", "Bearer sk-x");
        request.Headers.Add("x-key", "bfl-x");
        request.Headers.Add("Api-Key", "pig-x");
        return request;
    }
}
