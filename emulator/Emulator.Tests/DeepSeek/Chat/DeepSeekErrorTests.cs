using System.Net;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>The forms of what is refused: statuses, headers, content types, and the order in which a request is looked at.</summary>
public sealed class DeepSeekErrorTests
{
    private const string Hello = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";
    private const string Nobody = """{"model":"none","messages":[{"role":"user","content":"hello"}]}""";

    [Theory]
    [InlineData("POST", "/deepseek/chat/completions")]
    [InlineData("GET", "/deepseek/models")]
    [InlineData("GET", "/deepseek/user/balance")]
    [InlineData("GET", "/deepseek/")]
    public async Task Any_NoKey_IsTheGovernorsPlainText(string method, string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var reply = await emulator.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        var body = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        Assert.Equal("Authorization Required", reply.ReasonPhrase);
        Assert.Equal("Authentication Fails (governor)"u8.ToArray(), body);
        Assert.Equal(31, reply.Content.Headers.ContentLength);
        Assert.Null(reply.Content.Headers.ContentType);
        Assert.Matches("^[0-9a-f]{32}$", reply.Headers.GetValues("X-DS-Trace-ID").Single());
    }

    [Theory]
    [InlineData("sk-invalid-0123fcc2", "****fcc2")]
    [InlineData("sk-invalid", "****alid")]
    public async Task Complete_WrongKey_ShowsItsLastFourCharacters(string key, string shown)
    {
        await using var flight = await DeepSeekFlight.StartAsync("");

        var error = (await flight.ChatAsync(Hello, key))["error"]!;

        Assert.StartsWith($"Authentication Fails, Your api key: {shown} is invalid (request_id: ", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal(("authentication_error", "invalid_request_error"), ((string?)error["type"], (string?)error["code"]));
        Assert.True(error.AsObject().ContainsKey("param"));
        Assert.Null(error["param"]);
    }

    [Theory]
    [InlineData("", "(request_id: ", "application/octet-stream")]
    [InlineData("catalogDate: 2026-08-31", null, "application/octet-stream")]
    [InlineData("requestIdStatuses: [], octetStreamStatuses: []", null, "application/json")]
    public async Task Complete_UnknownModel_HasSuffixAndTypeAsTheScenarioSays(string provider, string? suffix, string contentType)
    {
        await using var flight = await DeepSeekFlight.StartAsync(provider);

        using var reply = await flight.AskAsync(Nobody);

        var message = (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!["message"]!;
        Assert.Equal(suffix is not null, message.Contains("(request_id: ", StringComparison.Ordinal));
        Assert.Equal(contentType, reply.Content.Headers.ContentType?.ToString());
        Assert.DoesNotContain(reply.Headers.GetValues("X-DS-Trace-ID").Single(), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(402, "Insufficient Balance", "unknown_error", "invalid_request_error")]
    [InlineData(429, "Rate limit reached for TPM", "rate_limit_error", "invalid_request_error")]
    [InlineData(503, "Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.", "service_unavailable_error", "service_unavailable_error")]
    public async Task Complete_OtherStatuses_HaveTheSuffixOnlyWhereAskedFor(int status, string words, string type, string code)
    {
        foreach (var (provider, hasSuffix) in new[] { ("", false), ("requestIdStatuses: [402, 429, 503]", true) })
        {
            await using var flight = await DeepSeekFlight.StartAsync(provider, $"limits: [], failureRate: 1, failureStatus: {status}");

            using var reply = await flight.AskAsync(Hello);

            var error = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
            Assert.Equal(status, (int)reply.StatusCode);
            Assert.Equal("application/json", reply.Content.Headers.ContentType?.ToString());
            Assert.Equal(hasSuffix ? $"{words} (request_id: " : words, hasSuffix ? ((string)error["message"]!)[..(words.Length + 14)] : (string?)error["message"]);
            Assert.Equal((type, code), ((string?)error["type"], (string?)error["code"]));
            Assert.False(reply.Headers.Contains("Retry-After"));
        }
    }

    [Theory]
    [InlineData("", "openresty", "EO-LOG-UUID EO-Cache-Status")]
    [InlineData("edge: cloudFront", "elb", "X-Cache Via X-Amz-Cf-Pop X-Amz-Cf-Id")]
    [InlineData("edge: none", "openresty", "")]
    public async Task Any_Edge_PutsItsHeaders(string provider, string server, string names)
    {
        await using var flight = await DeepSeekFlight.StartAsync(provider);

        foreach (var (body, key) in new[] { (Hello, TestEmulator.Key), (Nobody, TestEmulator.Key), (Hello, (string?)null) })
        {
            using var reply = await flight.AskAsync(body, key);

            string[] ofEdges = ["EO-LOG-UUID", "EO-Cache-Status", "X-Cache", "Via", "X-Amz-Cf-Pop", "X-Amz-Cf-Id"];
            Assert.Equal(server, reply.Headers.GetValues("Server").Single());
            Assert.Equal(names, string.Join(' ', ofEdges.Where(reply.Headers.Contains)));
            Assert.True(reply.Headers.Contains("X-DS-Trace-ID"));
            Assert.DoesNotContain(reply.Headers, header => header.Key.StartsWith("x-ratelimit", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("", 400, 400)]
    [InlineData("invalidStatus: 422", 422, 400)]
    public async Task Complete_InvalidStatus_IsThatOfSchemaAndFormatAlone(string provider, int schema, int other)
    {
        await using var flight = await DeepSeekFlight.StartAsync(provider);

        Assert.Equal(schema, await StatusAsync(flight, """{"model":"deepseek-flash"}"""));
        Assert.Equal(schema, await StatusAsync(flight, Hello.Replace("\"messages\"", "\"response_format\":{\"type\":\"json_schema\"},\"messages\"", StringComparison.Ordinal)));
        Assert.Equal(other, await StatusAsync(flight, Nobody));
    }

    [Theory]
    [InlineData("", "Your current concurrency is 2, which exceeds your concurrency limit of 1 based on your remaining balance. Please top up your balance to restore your concurrency.")]
    [InlineData("statedConcurrency: equal, balanceSentence: false", "Your current concurrency is 1, which exceeds your concurrency limit of 1.")]
    public async Task Complete_TooManyAtOnce_TellsTheNumbersAsTheScenarioSays(string provider, string words)
    {
        VirtualClock clock = new();
        var (first, second) = await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                $"DeepSeek/Chat: {{delay: 5s, limits: [{{name: one, inFlight: 1}}], provider: {{{provider}}}}}", clock);
            var replies = await Task.WhenAll(emulator.SendAsync(TestEmulator.Chat(Hello)), emulator.SendAsync(TestEmulator.Chat(Hello)));
            var texts = await Task.WhenAll(replies.OrderBy(reply => reply.StatusCode).Select(
                reply => reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            return (texts[0], texts[1]);
        });

        Assert.Contains("\"chat.completion\"", first, StringComparison.Ordinal);
        Assert.Equal($"Too many requests. {words}", (string?)JsonNode.Parse(second)!["error"]!["message"]);
    }

    [Fact]
    public async Task Complete_SeveralThingsWrong_AreRefusedInTheOrderOfChecks()
    {
        await using var flight = await DeepSeekFlight.StartAsync("riskPhrases: [forbidden words]");
        const string Tail = """
            {"role":"assistant","content":null,"tool_calls":[{"id":"call_00_a","type":"function","function":{"name":"f","arguments":"{}"}}],"reasoning_content":""}]}
            """;
        const string Messages = "\"messages\":[{\"role\":\"user\",\"content\":\"Forbidden Words\"},";

        var schema = await flight.RefusalAsync("{\"model\":\"none\",\"max_tokens\":\"many\"," + Messages + Tail);
        var model = await flight.RefusalAsync("{\"model\":\"none\",\"max_tokens\":0," + Messages + Tail);
        var parameter = await flight.RefusalAsync("{\"model\":\"deepseek-flash\",\"max_tokens\":0," + Messages + Tail);
        var order = await flight.RefusalAsync("{\"model\":\"deepseek-flash\"," + Messages + Tail);
        var risk = await flight.RefusalAsync("{\"model\":\"deepseek-flash\"," + Messages.TrimEnd(',') + "]}");

        Assert.Equal("Failed to deserialize the JSON body into the target type: max_tokens: invalid type: string \"many\", expected i64 at line 1 column 35", schema);
        Assert.StartsWith("The supported API model names are", model, StringComparison.Ordinal);
        Assert.StartsWith("Invalid max_tokens value", parameter, StringComparison.Ordinal);
        Assert.Equal("An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)", order);
        Assert.Equal("Content Exists Risk", risk);
    }

    [Theory]
    [InlineData("""{"role":"tool","tool_call_id":"call_00_a","content":"1"},{"role":"tool","tool_call_id":"call_01_b","content":"2"}""", false)]
    [InlineData("""{"role":"tool","tool_call_id":"call_01_b","content":"2"},{"role":"tool","tool_call_id":"call_00_a","content":"1"},{"role":"user","content":"and?"}""", false)]
    [InlineData("""{"role":"tool","tool_call_id":"call_00_a","content":"1"}""", true)]
    [InlineData("""{"role":"tool","tool_call_id":"call_00_a","content":"1"},{"role":"user","content":"and?"},{"role":"tool","tool_call_id":"call_01_b","content":"2"}""", true)]
    public async Task Complete_CallsOfTools_MustAllBeAnsweredAtOnce(string answers, bool isRefused)
    {
        await using var flight = await DeepSeekFlight.StartAsync("");
        const string Calls = """
            {"role":"user","content":"go"},{"role":"assistant","content":"","reasoning_content":"","tool_calls":[{"id":"call_00_a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"call_01_b","type":"function","function":{"name":"f","arguments":"{}"}}]}
            """;

        var refusal = await flight.RefusalAsync($$"""{"model":"deepseek-flash","messages":[{{Calls}},{{answers}}]}""");

        Assert.Equal(isRefused, refusal.StartsWith("An assistant message with 'tool_calls' must be followed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "messages[0]: invalid type: sequence, expected a string")]
    [InlineData("acceptsContentLists: true", "it was not refused")]
    public async Task Complete_ListInASystemMessage_IsRefusedUnlessAccepted(string provider, string words)
    {
        await using var flight = await DeepSeekFlight.StartAsync(provider);

        var refusal = await flight.RefusalAsync(
            """{"model":"deepseek-flash","messages":[{"role":"system","content":[{"type":"text","text":"x"}]},{"role":"user","content":"hello"}]}""");

        Assert.Contains(words, refusal, StringComparison.Ordinal);
    }

    private static async Task<int> StatusAsync(DeepSeekFlight flight, string body)
    {
        using var reply = await flight.AskAsync(body);
        return (int)reply.StatusCode;
    }
}
