using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Emulator.Images;

namespace Emulator.Tests;

/// <summary>
/// A conversation with the emulator as text for a golden file: request lines, statuses, headers that mean something, bodies.
/// Pictures are told by format and size.
/// </summary>
/// <param name="emulator">Who is talked to.</param>
/// <param name="before">What was said to another one, which this goes on with.</param>
internal sealed partial class Transcript(TestEmulator emulator, Transcript? before = null)
{
    private static readonly string[] Headers =
        ["Location", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "WWW-Authenticate", "Allow", "ETag", "Cache-Control", "X-Emulator-Reason"];

    private readonly StringBuilder _text = before?._text ?? new StringBuilder();

    /// <summary>Goes with every request: <c>Name: value</c>.</summary>
    public string? KeyHeader { get; set; }

    /// <summary>Notes what comes next, for the reader.</summary>
    public Transcript Note(string text)
    {
        _text.Append("=== ").AppendLine(text);
        return this;
    }

    public Task<string> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<string> PostAsync(string path, string body, string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, path, body, contentType);

    /// <summary>Sends a request, writes both sides down, and gives the answer's body.</summary>
    public async Task<string> SendAsync(HttpMethod method, string path, string? body, string contentType = "application/json")
    {
        using var reply = await SendAsync(Request(method, path, body, contentType));
        var bytes = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        _text.AppendLine(CultureInfo.InvariantCulture, $"{method} {Shorten(path)}");
        if (body is not null)
        {
            _text.AppendLine(Shorten(body));
        }

        _text.AppendLine(CultureInfo.InvariantCulture, $"--> {(int)reply.StatusCode} {reply.Content.Headers.ContentType}");
        var headers = reply.Headers.Concat(reply.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        foreach (var name in Headers.Where(headers.ContainsKey))
        {
            _text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {headers[name]}");
        }

        var isPicture = reply.Content.Headers.ContentType?.MediaType?.StartsWith("image/", StringComparison.Ordinal) == true;
        var text = Encoding.UTF8.GetString(bytes);
        _text.AppendLine(isPicture ? Describe(bytes) : ImageText().Replace(text, found => Describe(Convert.FromBase64String(found.Value)))).AppendLine();
        return text;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => await emulator.SendAsync(request);

    public HttpRequestMessage Request(HttpMethod method, string path, string? body, string contentType = "application/json")
    {
        HttpRequestMessage request = new(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (KeyHeader?.Split(": ", 2) is [var name, var value])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public override string ToString() => _text.ToString();

    private static string Shorten(string text) => text.Length <= 300 ? text : $"{text[..60]}... ({text.Length} characters)";

    /// <summary>Its size alone: what pictures look like has tests of its own.</summary>
    private static string Describe(byte[] picture) =>
        ImageHeader.Read(picture) is { } header ? $"({header.MediaType}, {header.WidthPixels}x{header.HeightPixels})" : "(no picture)";

    [GeneratedRegex("(?<=\"(?:image_data|data)\": ?\")[^\"]+|(?<=\"data:image/[a-z]+;base64,)[^\"]+")]
    private static partial Regex ImageText();
}
