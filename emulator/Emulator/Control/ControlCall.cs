using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Json;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>One request to the emulator itself, with the run that it is about.</summary>
internal sealed class ControlCall(HttpContext http, RunRegistry runs, EmulatorRun run, string body)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public HttpContext Http => http;

    public RunRegistry Runs => runs;

    public EmulatorRun Run => run;

    /// <summary>The body as it was sent; empty where none is read.</summary>
    public string Body => body;

    public string? Query(string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public string RouteValue(string name) => http.Request.RouteValues[name] as string ?? "";

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="ControlProblem">It is none.</exception>
    public JsonObject BodyObject()
    {
        try
        {
            return JsonNode.Parse(Checked(body.Length == 0 ? "{}" : body)) as JsonObject
                ?? throw ControlProblem.Unusable("the body is no JSON object; send one, {\"advance\": \"1h\"} for example");
        }
        catch (JsonException e)
        {
            throw ControlProblem.Unusable(
                $"the body is not JSON, or says a key twice (line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}); send a JSON object");
        }
    }

    /// <summary>A text that nobody can misread: no key twice, and every text of it Unicode.</summary>
    private static string Checked(string json)
    {
        string? problem;
        using (var document = JsonDocument.Parse(json))
        {
            problem = UnicodeText.ProblemIn(Encoding.UTF8.GetBytes(json), document.RootElement);
        }

        if (problem is not null)
        {
            throw ControlProblem.Unusable($"the body is JSON with {problem}; send readable text");
        }

        JsonDocument.Parse(json, Strict).Dispose();
        return json;
    }

    /// <summary>Refuses keys of the body that nothing reads, for a misspelt one would do nothing and say so to nobody.</summary>
    /// <exception cref="ControlProblem">There is one.</exception>
    public static void RefuseOtherKeys(JsonObject body, params IReadOnlyList<string> known)
    {
        if (body.Select(pair => pair.Key).FirstOrDefault(key => !known.Contains(key, StringComparer.Ordinal)) is { } unknown)
        {
            throw ControlProblem.Unusable($"{unknown} is not known here; use {string.Join(", ", known)}");
        }
    }

    public Task AnswerAsync(JsonNode json, int status = StatusCodes.Status200OK) => AnswerAsync(http, json, status);

    public static Task AnswerAsync(HttpContext http, JsonNode json, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(json.ToJsonString(Json) + "\n", http.RequestAborted);
    }
}
