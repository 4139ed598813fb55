using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Harness.Steps;

namespace Harness.Clients;

/// <summary>
/// What a hurried programmer writes: no limiter, and every refusal is tried again at once. It exists to be convicted, so
/// that an acquittal means something.
/// </summary>
internal sealed class NaiveClient(HttpMessageHandler transport, Uri emulator) : IStepClient
{
    private const int Attempts = 4;

    private readonly HttpClient _http = new(transport, disposeHandler: false)
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    public async Task<StepOutcome> CallAsync(StepRequest request, CancellationToken cancellationToken)
    {
        var status = HttpStatusCode.OK;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                using var message = MessageOf(request, attempt);
                using var response = await _http.SendAsync(message, cancellationToken);
                status = response.StatusCode;
                if (response.IsSuccessStatusCode)
                {
                    return new StepOutcome(request.CallId, StepOutcome.Succeeded, attempt + 1, "");
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return new StepOutcome(request.CallId, StepOutcome.Stopped, attempt + 1, "");
            }
            catch (HttpRequestException e)
            {
                return new StepOutcome(request.CallId, "connectionLost", attempt + 1, e.Message);
            }
        }

        return new StepOutcome(request.CallId, status is HttpStatusCode.TooManyRequests ? "rateLimited" : "refused", Attempts, $"HTTP {(int)status}");
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage MessageOf(StepRequest request, int attempt)
    {
        var (path, body) = BodyOf(request);
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator, path))
        {
            Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json")),
        };
        message.Headers.Add("X-Request-Id", request.CallId);
        message.Headers.Add("X-Retry-Count", attempt.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add("x-key", request.Step.Key);
        message.Headers.Add("Api-Key", request.Step.Key);
        message.Headers.Add("x-goog-api-key", request.Step.Key);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", request.Step.Key);
        return message;
    }

    private static (string Path, JsonObject Body) BodyOf(StepRequest request) => request.Step.DialectName switch
    {
        StepDialects.Chat => ("/deepseek/chat/completions", new JsonObject
        {
            ["model"] = request.Step.Model ?? "deepseek-flash",
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = request.Prompt }),
            ["thinking"] = new JsonObject { ["type"] = "disabled" },
        }),
        StepDialects.Native => ("/nanobanana/v1/images/generations", new JsonObject
        {
            ["prompt"] = request.Prompt,
            ["parameters"] = new JsonObject { ["width"] = request.Step.Width, ["height"] = request.Step.Height },
        }),
        StepDialects.Gemini => ($"/gemini/v1beta/models/{request.Step.Model ?? "gemini-nano-banana-2.1"}:generateContent", new JsonObject
        {
            ["contents"] = new JsonArray(new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = request.Prompt }) }),
        }),
        StepDialects.TaskApi => ($"/nanobanana-task/api/v1/nanobanana/{request.Step.Model ?? "generate-2"}", new JsonObject { ["prompt"] = request.Prompt }),
        StepDialects.Bfl => ($"/flux/v1/{request.Step.Model ?? "flux-2-pro"}", new JsonObject
        {
            ["prompt"] = request.Prompt,
            ["width"] = request.Step.Width,
            ["height"] = request.Step.Height,
        }),
        _ => ("/imagepig/flux", new JsonObject { ["prompt"] = request.Prompt }),
    };
}
