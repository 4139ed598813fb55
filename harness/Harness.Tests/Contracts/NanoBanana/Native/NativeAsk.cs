using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.NanoBanana.Native;

/// <summary>Asks the native dialect what a test of a fact wants to know.</summary>
internal static class NativeAsk
{
    public const string Fox = """{"prompt":"a fox","parameters":{"width":256,"height":256}}""";

    public const string Submit = "/images/generations";

    /// <summary>Two seconds in the queue, eight at work.</summary>
    public const string Slow = "timing: {queueTime: 2s, runTime: 8s}";

    public static readonly ProviderAsk Provider = new(
        "NanoBanana/Native",
        "/nanobanana/v1",
        "timing: {queueTime: 0s, runTime: 0s}",
        static (request, key) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key));

    public static Task<ProviderReply> SubmitAsync(string body = Fox, string behaviour = "", string? key = "") =>
        Provider.PostAsync(Submit, body, behaviour, key);

    /// <summary>Submits a small picture with one more parameter: <c>"seed":1</c>.</summary>
    public static Task<ProviderReply> SubmitWithAsync(string parameters, string behaviour = "") =>
        SubmitAsync($$$"""{"prompt":"a fox","parameters":{{{{parameters}}}}}""", behaviour);

    /// <summary>A job that is done at once, as a poll tells of it.</summary>
    public static async Task<ProviderReply> JobAsync(string body = Fox, string behaviour = "")
    {
        var key = Provider.NextKey();
        var submitted = await SubmitAsync(body, behaviour, key);
        return await Provider.GetAsync($"/jobs/{(string)submitted.Json["jobId"]!}", behaviour, key);
    }

    /// <summary>The picture of a job that is done at once.</summary>
    public static async Task<ProviderReply> FileAsync(string body = Fox) =>
        await Provider.GetAsync((string)(await JobAsync(body)).Json["result"]!["imageUrl"]!, key: null);

    /// <summary>Submits a job to an emulator of a test's own.</summary>
    /// <returns>The path of the job.</returns>
    public static async Task<string> StartAsync(ProviderAsk.Watched emulator, string key, string body = Fox)
    {
        var submitted = await Provider.SendAsync(emulator, Provider.Message(HttpMethod.Post, Submit, body), key);
        return $"/jobs/{(string)submitted.Json["jobId"]!}";
    }

    public static Task<ProviderReply> PollAsync(ProviderAsk.Watched emulator, string job, string? key) =>
        Provider.SendAsync(emulator, Provider.Message(HttpMethod.Get, job), key);

    public static Task<ProviderReply> CancelAsync(ProviderAsk.Watched emulator, string job, string? key) =>
        Provider.SendAsync(emulator, Provider.Message(HttpMethod.Delete, job), key);

    /// <summary>The error of a refusal.</summary>
    public static JsonNode ErrorOf(ProviderReply reply) => reply.Json["error"]!;

    /// <summary>Status and code of a refusal.</summary>
    public static (int Status, string? Code) RefusalOf(ProviderReply reply) => (reply.Status, (string?)ErrorOf(reply)["code"]);
}
