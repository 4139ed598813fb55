using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LoadRunner.Scenarios;

namespace LoadRunner.Targets;

/// <summary>
/// One bare request per arrival: no limiter, no retry, no polling. Shows what emulator and generator do by themselves, and
/// serves as the careless client that a verdict must convict.
/// </summary>
internal sealed class PlainHttpTarget(HttpMessageInvoker invoker, Uri emulator, LoadTarget target, string runName) : ICallTarget
{
    private readonly Uri _url = new(emulator, PathOf(target.Dialect));

    public async Task<CallOutcome> CallAsync(long index, CancellationToken cancellationToken)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        using HttpRequestMessage request = new(HttpMethod.Post, _url)
        {
            Content = JsonContent.Create(BodyOf(target.Dialect, target.Prompt.Replace("{n}", number, StringComparison.Ordinal))),
        };
        Authorize(request.Headers);
        request.Headers.Add("X-Request-Id", $"{runName}-{number}");
        request.Headers.Add("X-Retry-Count", "0");
        try
        {
            using var response = await invoker.SendAsync(request, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            return response.IsSuccessStatusCode
                ? CallOutcome.Succeeded
                : CallOutcome.Failed(string.Create(CultureInfo.InvariantCulture, $"http {(int)response.StatusCode}"));
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError)
        {
            return CallOutcome.Unreachable("connection refused");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return CallOutcome.Failed("connection broken");
        }
    }

    private static string PathOf(LoadDialect dialect) => dialect switch
    {
        LoadDialect.DeepSeekChat => "/deepseek/chat/completions",
        LoadDialect.NanoBananaNative => "/nanobanana/v1/images/generations",
        LoadDialect.FluxBfl => "/flux/v1/flux-2-pro",
        _ => "/imagepig/flux",
    };

    private static JsonObject BodyOf(LoadDialect dialect, string prompt) => dialect switch
    {
        LoadDialect.DeepSeekChat => new JsonObject
        {
            ["model"] = "deepseek-flash",
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
        },
        _ => new JsonObject { ["prompt"] = prompt },
    };

    private void Authorize(HttpRequestHeaders headers)
    {
        if (target.Dialect is LoadDialect.DeepSeekChat or LoadDialect.NanoBananaNative)
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", target.Key);
        }
        else
        {
            headers.Add(target.Dialect is LoadDialect.FluxBfl ? "x-key" : "Api-Key", target.Key);
        }
    }
}
