using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emulator;
using Emulator.Journal;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.Faults;

/// <summary>What users complain of can be met: the lines that the page gives are read, and a request that meets them says so.</summary>
public sealed partial class ComplaintTests
{
    private const string TaskApi = "/nanobanana-task/api/v1/nanobanana";

    public static TheoryData<string, string> Complaints
    {
        get
        {
            TheoryData<string, string> complaints = [];
            foreach (var (dialect, id, _, _) in Rows())
            {
                complaints.Add(dialect, id);
            }

            return complaints;
        }
    }

    [Fact]
    public void Page_HasEveryComplaint()
    {
        var ids = Rows().ToLookup(row => row.Dialect, row => row.Id);

        Assert.Equal(Enumerable.Range(1, 30).Select(number => $"F{number}"), ids["DeepSeek/Chat"]);
        Assert.Equal(Enumerable.Range(1, 17).Select(number => $"F{number}"), ids["Flux/Bfl"]);

        // Its fifth is what every stream with a picture is.
        Assert.Equal(
            Enumerable.Range(1, 18).Where(number => number != 5).Select(number => $"F{number}"),
            ids["NanoBanana/Gemini"].Select(id => id.TrimEnd('b')).Distinct());
        Assert.Equal(["A9a", "A9b", "A9d", "F19", "F19b", "F19c", "F19d", "F20"], ids["NanoBanana/TaskApi"]);
    }

    [Theory]
    [MemberData(nameof(Complaints))]
    public async Task Lines_OfAComplaint_BringItAbout(string dialect, string id)
    {
        var (_, _, where, lines) = Rows().Single(row => row.Dialect == dialect && row.Id == id);
        var section = lines.StartsWith('{') ? lines : $"{{{lines}}}";
        var document = ScenarioDocument.Parse($"version: 1\ntitle: {id}\nemulator: {{dialects: {{{dialect}: {section}}}}}\n", "complaints.md");
        var clock = new VirtualClock();

        var journal = await VirtualRun.RunAsync(clock, _ => FlyAsync(document, clock, dialect, where));

        Assert.Contains(journal, line => (string?)line["reason"] is not "healthy" && HitsAt(line, where));
    }

    private static bool HitsAt(JsonNode line, string where) => where switch
    {
        "stream" => (string?)line["kind"] is "chat" or "submit",
        "webhook" => (string?)line["kind"] == "callback",
        "task_id" => (string?)line["kind"] == "poll" && (string?)line["reason"] == "the query has no taskId",
        _ => (string?)line["kind"] == where,
    };

    private static async Task<JsonNode[]> FlyAsync(ScenarioDocument document, VirtualClock clock, string dialect, string where)
    {
        await using var server = EmulatorApp.Build(EmulatorSettings.From(document), clock, host => host.UseTestServer());
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var client = server.GetTestClient();
        var (path, body) = (dialect, where) switch
        {
            ("DeepSeek/Chat", _) => (
                "/deepseek/chat/completions",
                $$"""{"model":"deepseek-flash","stream":{{(where == "stream" ? "true" : "false")}},"messages":[{"role":"user","content":"a lighthouse"}]}"""),
            ("NanoBanana/Native", _) => ("/nanobanana/v1/images/generations", """{"prompt":"a lighthouse","parameters":{"width":256,"height":256}}"""),
            ("NanoBanana/Gemini", _) => (
                $"/gemini/v1beta/models/gemini-3.1-flash-image:{(where == "stream" ? "streamGenerateContent?alt=sse" : "generateContent")}",
                """{"contents":[{"parts":[{"text":"a lighthouse"}]}],"generationConfig":{"imageConfig":{"aspectRatio":"3:2","imageSize":"512"}}}"""),
            ("NanoBanana/TaskApi", "webhook") => ($"{TaskApi}/generate-2", """{"prompt":"a lighthouse","callBackUrl":"http://127.0.0.1:9/"}"""),
            ("NanoBanana/TaskApi", _) => ($"{TaskApi}/generate-2", """{"prompt":"a lighthouse"}"""),
            ("Flux/Bfl", "webhook") => ("/flux/v1/flux-dev", """{"prompt":"a lighthouse","width":256,"height":256,"webhook_url":"http://127.0.0.1:9/"}"""),
            ("Flux/Bfl", _) => ("/flux/v1/flux-dev", """{"prompt":"a lighthouse","width":256,"height":256}"""),
            _ => ("/imagepig/flux", """{"prompt":"a lighthouse","storage_days":1}"""),
        };
        var answer = await SendAsync(client, path, body);
        if (where is "poll" or "download" or "task_id")
        {
            await FollowUpAsync(client, clock, JsonNode.Parse(answer)!, where);
        }

        var journal = server.Services.GetRequiredService<ExchangeJournal>();
        await server.StopAsync(TestContext.Current.CancellationToken);
        await server.DisposeAsync();
        return [.. journal.Lines.Select(line => JsonNode.Parse(line)!)];
    }

    /// <summary>Polls the job, or waits for it and downloads its picture.</summary>
    private static async Task FollowUpAsync(HttpClient client, VirtualClock clock, JsonNode job, string where)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), clock, TestContext.Current.CancellationToken);
        var poll = (string?)job["polling_url"]
            ?? (job["jobId"] is { } id ? $"/nanobanana/v1/jobs/{id}" : null)
            ?? (job["data"] is { } task ? $"{TaskApi}/record-info?{(where == "task_id" ? where : "taskId")}={task["taskId"]}" : null);
        var polled = poll is null ? "" : await SendAsync(client, poll);
        if (where == "download")
        {
            var done = poll is null ? job : JsonNode.Parse(polled)!;
            var response = done["data"]?["response"];
            await SendAsync(client, (string)(response?["originImageUrl"] ?? response?["resultImageUrl"]
                ?? done["image_url"] ?? done["result"]!["sample"] ?? done["result"]!["imageUrl"])!);
        }
    }

    private static async Task<string> SendAsync(HttpClient client, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.Add("Authorization", "Bearer key");
        request.Headers.Add("x-key", "key");
        request.Headers.Add("Api-Key", "key");
        request.Headers.Add("x-goog-api-key", "key");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return "{}";
        }
    }

    /// <summary>Every complaint of the page.</summary>
    internal static IEnumerable<(string Dialect, string Id, string Where, string Lines)> Rows()
    {
        var dialect = "";
        foreach (var line in File.ReadLines(RepositoryRoot.File("scenarios", "complaints.md")))
        {
            dialect = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] : dialect;
            if (Row().Match(line) is { Success: true } row)
            {
                yield return (dialect, row.Groups["id"].Value, row.Groups["where"].Value, row.Groups["lines"].Value);
            }
        }
    }

    [GeneratedRegex(@"^\| (?<id>[FA]\d+[a-z]?) \| [^|]* \| (?<where>\w+) \| `(?<lines>[^`]+)` \|$")]
    private static partial Regex Row();
}
