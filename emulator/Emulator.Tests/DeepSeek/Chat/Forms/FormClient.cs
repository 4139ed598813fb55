using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Emulator.Tests.DeepSeek.Chat.Forms;

/// <summary>Sends requests of any form and reads what comes back.</summary>
internal static class FormClient
{
    public static async Task<(int Status, JsonNode Json)> AskAsync(
        this TestEmulator emulator, string path, string body, params (string Name, string Value)[] headers)
    {
        using var reply = await emulator.SendAsync(Request(path, body, headers));
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)reply.StatusCode, JsonNode.Parse(text)!);
    }

    /// <summary>The events of a stream: the name, which its data repeat, and the data.</summary>
    public static async Task<IReadOnlyList<(string Name, JsonNode Data)>> StreamAsync(this TestEmulator emulator, string path, string body)
    {
        using var reply = await emulator.SendAsync(Request(path, body));
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return
        [
            .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(frame => frame.Split('\n'))
                .Select(lines => (lines[0]["event: ".Length..], JsonNode.Parse(lines[1]["data: ".Length..])!)),
        ];
    }

    /// <summary>The message of an error in the provider's envelope, without the id at its end.</summary>
    public static string ErrorOf(JsonNode json) =>
        ((string?)json["error"]!["message"])!.Split(" (request_id: ")[0];

    public static HttpRequestMessage Request(string path, string body, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        if (headers.All(header => header.Name is not ("x-api-key" or "Authorization")))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestEmulator.Key);
        }

        return request;
    }
}
