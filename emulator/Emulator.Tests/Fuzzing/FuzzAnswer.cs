using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.TestHost;

namespace Emulator.Tests.Fuzzing;

/// <summary>What came back, and what must not be in it.</summary>
/// <param name="Status">The status; 0 when there was no answer.</param>
/// <param name="Reason">Why, where the emulator says so.</param>
/// <param name="Head">The headers.</param>
/// <param name="Body">The body.</param>
internal sealed record FuzzAnswer(int Status, string Reason, string Head, string Body)
{
    public static readonly FuzzAnswer None = new(0, "", "", "");

    /// <summary>Where providers repeat what they were sent, as they are imitated: in complaints about the request.</summary>
    private static readonly (string Path, int Status)[] Echoes =
    [
        ("/deepseek", 400), // "unknown variant ..., expected ..." quotes the value
        ("/flux", 422), // pydantic's "input"
        ("/imagepig", 422), // pydantic's "input"
    ];

    /// <summary>Whether the emulator refused it in its own name, before any dialect saw it.</summary>
    public bool IsRefusedBeforeDialects => Status == 503 && Body.Contains("--max-runs", StringComparison.Ordinal);

    public static async Task<FuzzAnswer> OfAsync(TestServer server, FuzzRequest request, CancellationToken cancellationToken)
    {
        var http = await server.SendAsync(context => Fill(context.Request, request), cancellationToken);
        using MemoryStream body = new();
        await using (http.Response.Body)
        {
            await http.Response.Body.CopyToAsync(body, cancellationToken);
        }

        return new FuzzAnswer(
            http.Response.StatusCode,
            http.Response.Headers["X-Emulator-Reason"].ToString(),
            string.Join('\n', http.Response.Headers.Select(header => $"{header.Key}: {header.Value}")),
            Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
    }

    /// <summary>What is wrong with it, or with the lines that were written of it; <see langword="null"/> when nothing is.</summary>
    public string? Convict(FuzzRequest request, IReadOnlyList<JsonNode> lines)
    {
        var isPlanned = lines.Any(static line => line["fault"] is not null);

        // The task API's own answer to whoever polls without taskId is a 500, as it was captured.
        if (Status == 500 && !isPlanned && !Reason.StartsWith("the query has no taskId", StringComparison.Ordinal))
        {
            return $"was answered with a 500 that nobody asked for: {Reason} {Body}";
        }

        var written = string.Join('\n', lines.Select(static line => line.ToJsonString()));
        if (written.Contains("the emulator", StringComparison.Ordinal) && written.Contains("failed (", StringComparison.Ordinal))
        {
            return $"made the emulator fail: {written}";
        }

        if (Head.Split('\n').FirstOrDefault(static header => header.Any(letter => letter is < ' ' or > '~')) is { } header)
        {
            return $"was answered with a header that no server can send: {header}";
        }

        var isEcho = Echoes.Any(echo => echo.Status == Status && (request.Target.Contains(echo.Path, StringComparison.OrdinalIgnoreCase) || request.Header("Host") is not null));
        return Leaked(written) is { } inJournal ? $"wrote {inJournal} into the journal: {written}"
            : Leaked(Head) is { } inHead ? $"gave {inHead} away in a header: {Head}"
            : !isEcho && !isPlanned && Status != 200 && Leaked(Body) is { } inBody ? $"gave {inBody} away in the body of a {Status}: {Body}"
            : Body.Contains(FuzzRequest.KeyMarker, StringComparison.OrdinalIgnoreCase) ? $"gave a key away in the body of a {Status}: {Body}"
            : null;
    }

    private static string? Leaked(string text) =>
        text.Contains(FuzzRequest.KeyMarker, StringComparison.OrdinalIgnoreCase) ? "a key"
        : text.Contains(FuzzRequest.PromptMarker, StringComparison.OrdinalIgnoreCase) ? "a prompt"
        : null;

    private static void Fill(HttpRequest http, FuzzRequest request)
    {
        http.Method = request.Method;
        http.Scheme = "http";
        http.Headers.Host = request.Header("Host") ?? "127.0.0.1";
        http.Path = Uri.UnescapeDataString(request.Path);
        http.QueryString = new QueryString(request.Query);
        foreach (var (name, value) in request.Headers)
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            {
                http.Headers.Append(name, value);
            }
        }

        if (request.Body.Length > 0)
        {
            http.Body = new MemoryStream(request.Body);
            http.ContentLength ??= request.Body.Length;
        }
    }
}
