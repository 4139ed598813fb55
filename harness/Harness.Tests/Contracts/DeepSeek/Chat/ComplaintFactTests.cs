using System.Text;
using System.Text.Json;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 9: what users complain of comes about, and as they describe it.</summary>
public sealed class ComplaintFactTests
{
    private const string Stream = "\"stream\":true";

    private const string Whole = "\"stream\":false";

    [Theory, ProviderFact("ds-9-f1")]
    public async Task F1_EmptyAnswerAfterAWait(int seconds, int status, int lines)
    {
        var seen = await DeepSeekWatch.ChatAsync(Whole, "faults: [{fault: delay, delay: 60s}, {fault: emptyBody, lines: 4}]");

        Assert.Equal((seconds, status, new string('\n', lines)), ((int)seen.Until.TotalSeconds, seen.Status, seen.Text));
    }

    [Theory, ProviderFact("ds-9-f2")]
    public async Task F2_BlankLinesBeforeJson(int lines)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "faults: [{fault: blankLines, lines: 4}]");

        Assert.StartsWith($"{new string('\n', lines)}{{", reply.Text, StringComparison.Ordinal);
        Assert.Equal("chat.completion", (string?)reply.Json["object"]);
    }

    [Theory, ProviderFact("ds-9-f3")]
    public async Task F3_GatewayGivesUp(int seconds)
    {
        var seen = await DeepSeekWatch.ChatAsync(Whole, "faults: [{fault: delay, delay: 60s}, {fault: close, phase: headers}]");

        Assert.Equal((seconds, false, ""), ((int)seen.Until.TotalSeconds, seen.IsWhole, seen.Text));
    }

    [Theory, ProviderFact("ds-9-f4")]
    public async Task F4_SilenceInTheMiddle(int bytes, int hours)
    {
        var seen = await DeepSeekWatch.ChatAsync(Stream, "faults: [{fault: stall, afterBytes: 900, delay: 1h}]");

        Assert.Equal((bytes, false), (Encoding.UTF8.GetByteCount(seen.Text), seen.IsWhole));
        Assert.Equal(hours, (int)(seen.Until - seen.Times[^1]).TotalHours);
    }

    [Theory, ProviderFact("ds-9-f5")]
    public async Task F5_ResetAfterAWhile(int seconds, int status)
    {
        var seen = await DeepSeekWatch.ChatAsync(Stream, "faults: [{fault: delay, delay: 41s}, {fault: reset, afterBytes: 900}]");

        Assert.Equal((seconds, status, false), ((int)seen.Until.TotalSeconds, seen.Status, seen.IsWhole));
    }

    [Theory, ProviderFact("ds-9-f6")]
    public async Task F6_NoEnd(int reasons, int marks)
    {
        var reply = await DeepSeekAsk.ChatAsync(Stream, "faults: [{fault: missingEnd}]");

        Assert.True(reply.Chunks.Count > 2);
        Assert.Equal(reasons, reply.Chunks.Count(chunk => chunk["choices"]![0]!["finish_reason"] is not null));
        Assert.Equal(marks, reply.Text.Split("[DONE]").Length - 1);
    }

    [Theory, ProviderFact("ds-9-f7")]
    public async Task F7_HalfACall(string last)
    {
        var seen = await DeepSeekWatch.ChatAsync(
            Stream + ",\"thinking\":{\"type\":\"disabled\"}",
            "answers: [{toolCalls: [{name: weather, arguments: {town: Oslo}}]}], faults: [{fault: reset, afterBytes: 1500}]");

        Assert.False(seen.IsWhole);
        Assert.Contains(last, seen.Text.Split("\n\n")[^2], StringComparison.Ordinal);
        Assert.DoesNotContain("}\"}}]", seen.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-9-f8")]
    public async Task F8_CutShort(int bytes)
    {
        var seen = await DeepSeekWatch.ChatAsync(Stream, "faults: [{fault: close, afterBytes: 900}]");

        Assert.Equal((200, bytes), (seen.Status, Encoding.UTF8.GetByteCount(seen.Text)));
        Assert.DoesNotContain("error", seen.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-9-f10")]
    public async Task F10_BusyOnce(int first, int second)
    {
        Assert.Equal(first, (await AttemptAsync(0)).Status);
        Assert.Equal(second, (await AttemptAsync(1)).Status);

        static Task<DeepSeekReply> AttemptAsync(int attempt)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/chat/completions")
            {
                Content = new StringContent(DeepSeekAsk.Body()),
                Headers = { { "X-Request-Id", "f10" }, { "X-Retry-Count", $"{attempt}" } },
            };
            return DeepSeekAsk.SendAsync(request, "faults: [{fault: refuse, status: 503, attempts: \"0\"}]");
        }
    }

    [Theory, ProviderFact("ds-9-f11")]
    public async Task F11_LimitOfAnEmptyAccount(int allowed, int status)
    {
        var clock = new VirtualClock();
        using var client = await DeepSeekAsk.StartAsync(
            "concurrencyByBalance: suggested, keys: [{key: sk-one, account: one}], accounts: {one: {balance: 0.01}}, timing: {timeToFirstToken: 1h, tokensPerSecond: 1}",
            clock);
        for (var sent = 0; sent < allowed; sent++)
        {
            Assert.Equal(200, (int)(await DeepSeekWatch.SendAsync(client, Stream)).StatusCode);
        }

        using var refused = await DeepSeekWatch.SendAsync(client, Stream);

        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Contains($"limit of {allowed} based", (string?)(await DeepSeekReply.OfAsync(refused)).Error["message"], StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-9-f13")]
    public async Task F13_MoneyIsGoneInTheMiddle(int first, int last)
    {
        const string LittleMoney = "keys: [{key: sk-little, account: little}], accounts: {little: {balance: 0.00002}}";
        using var client = await DeepSeekAsk.StartAsync(LittleMoney);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-little");

        using var begun = await client.PostAsync(Chat, new StringContent(DeepSeekAsk.Body()), TestContext.Current.CancellationToken);
        using var refused = await client.PostAsync(Chat, new StringContent(DeepSeekAsk.Body()), TestContext.Current.CancellationToken);

        Assert.Equal((first, last), ((int)begun.StatusCode, (int)refused.StatusCode));
    }

    [Theory, ProviderFact("ds-9-f14")]
    public async Task F14_RiskEveryTime(int status, string message)
    {
        const string Risky = "answers: [{promptContains: lighthouse, refuse: {status: 400, message: Content Exists Risk}}]";
        var body = DeepSeekAsk.Body(messages: """[{"role":"user","content":"a lighthouse"}]""");

        var first = await DeepSeekAsk.PostAsync(body, behaviour: Risky);
        var again = await DeepSeekAsk.PostAsync(body, behaviour: Risky);
        var other = await DeepSeekAsk.ChatAsync(behaviour: Risky);

        Assert.All([first, again], reply => Assert.Equal(
            (status, message), (reply.Status, ((string?)reply.Error["message"])!.Split(" (request_id")[0])));
        Assert.Equal(200, other.Status);
    }

    [Theory]
    [ProviderFact("ds-9-f17", "answers: [{text: \"\"}]", "")]
    [ProviderFact("ds-9-f20", "", ",\"max_tokens\":5")]
    public async Task NoContent(string behaviour, string more, string content, string reason)
    {
        var reply = await DeepSeekAsk.ChatAsync(Whole + more, behaviour);

        Assert.Equal((content, reason), (reply.Message["content"]!.ToJsonString(), (string?)reply.Json["choices"]![0]!["finish_reason"]));
    }

    [Theory]
    [ProviderFact("ds-9-f18", "answers: [{text: \"                \", finishReason: length}]")]
    [ProviderFact("ds-9-f19", "answers: [{text: \"{\\\"prompt\\\": \\\"a light\", finishReason: length}]")]
    public async Task JsonThatIsNone(string behaviour, string reason)
    {
        var reply = await DeepSeekAsk.PostAsync(
            DeepSeekAsk.Body("\"response_format\":{\"type\":\"json_object\"}", messages: """[{"role":"user","content":"as json"}]"""),
            behaviour: behaviour);

        Assert.Equal(reason, (string?)reply.Json["choices"]![0]!["finish_reason"]);
        Assert.ThrowsAny<JsonException>(() => System.Text.Json.Nodes.JsonNode.Parse((string)reply.Message["content"]!));
    }

    [Theory, ProviderFact("ds-9-f24")]
    public async Task F24_RetiredOvernight(int before, int after)
    {
        var clock = new VirtualClock();
        using var client = await DeepSeekAsk.StartAsync(
            "faults: [{fault: refuse, status: 400, models: [deepseek-flash], during: {from: 1h, to: 24h}}]", clock);

        using var served = await DeepSeekWatch.SendAsync(client, Whole);
        clock.Advance(TimeSpan.FromHours(2));
        using var refused = await DeepSeekWatch.SendAsync(client, Whole);

        Assert.Equal((before, after), ((int)served.StatusCode, (int)refused.StatusCode));
    }

    [Theory, ProviderFact("ds-9-f25")]
    public async Task F25_NothingForMinutes(int minutes)
    {
        var seen = await DeepSeekWatch.ChatAsync(Whole, "faults: [{fault: stall, phase: headers, delay: 10m}]");

        Assert.Equal((minutes, ""), ((int)seen.Until.TotalMinutes, seen.Text));
    }

    [Theory, ProviderFact("ds-9-f26")]
    public async Task F26_CommentsBeforeEvents(string comment)
    {
        var clock = new VirtualClock();
        var seen = await VirtualRun.RunAsync(clock, async _ =>
        {
            using var client = await DeepSeekAsk.StartAsync(
                "workers: {count: 1, queue: 10}, timing: {timeToFirstToken: 30s, tokensPerSecond: 50}", clock);
            var busy = DeepSeekWatch.OfAsync(client, clock, Stream);
            var waiting = await DeepSeekWatch.OfAsync(client, clock, Stream);
            await busy;
            return waiting;
        });

        Assert.StartsWith($"{comment}\n\n{comment}\n\n", seen.Text, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", seen.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-9-f29")]
    public async Task F29_CutThatSaysStop(string reason)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "answers: [{text: and so it was that the, finishReason: stop}]");

        Assert.Equal((reason, "and so it was that the"), ((string?)reply.Json["choices"]![0]!["finish_reason"], (string?)reply.Message["content"]));
    }

    [Theory, ProviderFact("ds-9-f30")]
    public async Task F30_RefusedStreamIsNone(string wrongKey, string wrongModel)
    {
        var keyless = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(Stream), key: "sk-invalid");
        var unknown = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(Stream, model: "gpt-9"));

        Assert.Equal((wrongKey, wrongModel), (keyless.Headers["content-type"], unknown.Headers["content-type"]));
        Assert.All([keyless, unknown], reply => Assert.NotNull(reply.Error["message"]));
    }

    private static Uri Chat { get; } = new("/deepseek/chat/completions", UriKind.Relative);
}
