using System.Net.Http.Headers;
using System.Text.Json;
using ProviderClients.Calls;
using ProviderClients.Configuration;
using ProviderClients.Images;
using ProviderClients.Jobs;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>Makes and edits pictures with the task API: submit, then poll or be called back, then download by address.</summary>
public sealed class NanoBananaTaskApiClient : INanoBananaImageClient
{
    internal const string Dialect = "NanoBanana/TaskApi";

    private static readonly Operation Poll = new(Dialect, "record-info", OperationKind.Poll);
    private static readonly Operation Credit = new(Dialect, "credit", OperationKind.Other);
    private static readonly Operation Download = new(Dialect, "tempfile", OperationKind.Download);

    private readonly NanoBananaTaskApiOptions _options;
    private readonly NanoBananaCallbacks? _callbacks;
    private readonly CallParts _parts;
    private readonly CallSender _sender;
    private readonly JobWait _wait;
    private readonly IImageFitter _fitter;

    /// <summary>Makes a client with options of its own; clients with the same key share their limits.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="services">The shared parts.</param>
    /// <param name="callbacks">Where the host application hands in callbacks; <see langword="null"/> to poll alone.</param>
    public NanoBananaTaskApiClient(NanoBananaTaskApiOptions options, ProviderClientServices services, NanoBananaCallbacks? callbacks = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options;
        _callbacks = callbacks;
        _parts = services.Parts;
        _fitter = services.ImageFitter;
        _sender = new CallSender(SettingsOf.Options(Dialect, ProviderHttp.NanoBananaTaskApi, options, DefaultLimits.NanoBananaTaskApi), _parts);
        _wait = new JobWait(Dialect, new PollSchedule(TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(15)) { IsFullyJittered = true }, _parts);
    }

    /// <inheritdoc/>
    NanoBananaDialect INanoBananaImageClient.Dialect => NanoBananaDialect.TaskApi;

    /// <summary>Submits, waits and downloads; nothing is submitted twice unless the provider refused the first.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up waiting; the task may still finish and be billed.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    public async Task<GeneratedImage> GenerateAsync(NanoBananaImageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        var progress = new CallProgress(_parts.TimeProvider, _options.Timeout);
        var plan = PlanOf(request, callId);
        var taskId = await SubmitAsync(request, plan, callId, cancellationToken).ConfigureAwait(false);
        var url = await WaitAsync(taskId, (callId, SecretsOf(request)), progress, cancellationToken).ConfigureAwait(false);
        var came = await DownloadAsync(url, taskId, $"{callId}.download", progress.TimeLeft, cancellationToken).ConfigureAwait(false);
        var credits = NanoBananaTaskApiPlan.CreditsOf(plan, _options);
        return NanoBananaFinish.Finish(
            came with { CallId = callId, CostCredits = credits, CostUsd = credits * _options.UsdPerCredit }, request, plan, _fitter, cancellationToken);
    }

    /// <summary>Submits a task.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The task's identity.</returns>
    /// <exception cref="ProviderException">It was refused, or its outcome is unknown.</exception>
    public Task<string> SubmitAsync(NanoBananaImageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        return SubmitAsync(request, PlanOf(request, callId), callId, cancellationToken);
    }

    /// <summary>Asks about a task once.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The task as it is now.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public Task<NanoBananaTask> GetTaskAsync(string taskId, CancellationToken cancellationToken = default) =>
        GetTaskAsync(taskId, _parts.NewCallId(), _options.Timeout, cancellationToken);

    /// <summary>Asks how many credits the account has left.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The credits.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public async Task<decimal> GetCreditsAsync(CancellationToken cancellationToken = default)
    {
        var data = await _sender.SendAsync(
            Order(
                Credit,
                _parts.NewCallId(),
                _options.Timeout,
                () => Signed(HttpMethod.Get, "api/v1/common/credit"),
                NanoBananaTaskApiAnswers.Reader(data => data.ValueKind is JsonValueKind.Number && data.TryGetDecimal(out var number) ? new TaskCredits(number) : null)),
            cancellationToken).ConfigureAwait(false);
        return data.Number;
    }

    /// <summary>Downloads a finished picture; its address does not live long.</summary>
    /// <param name="imageUrl">The task's <see cref="NanoBananaTask.ImageUrl"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The picture, as it came.</returns>
    /// <exception cref="ProviderException">It has expired, or the call failed for good.</exception>
    public Task<GeneratedImage> DownloadAsync(Uri imageUrl, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(imageUrl);
        return DownloadAsync(imageUrl, null, _parts.NewCallId(), _options.Timeout, cancellationToken);
    }

    /// <summary>A 500 may hide an accepted task: nothing promises the contrary.</summary>
    private static Operation SubmitTo(string endpoint) => new(Dialect, endpoint, OperationKind.Submit);

    private string[] SecretsOf(NanoBananaImageRequest request) => [_options.ApiKey, request.Prompt, request.Style ?? ""];

    private NanoBananaPlan PlanOf(NanoBananaImageRequest request, string callId)
    {
        var endpoint = request.Model ?? _options.Model ?? (request.Quality is "high" ? NanoBananaTaskApiPlan.Pro : NanoBananaTaskApiPlan.Second);
        return NanoBananaTaskApiPlan.Check(request, endpoint) is { } failure
            ? throw new ProviderException(Dialect, failure, callId, 0)
            : NanoBananaTaskApiPlan.Of(request, endpoint);
    }

    private async Task<string> SubmitAsync(
        NanoBananaImageRequest request, NanoBananaPlan plan, string callId, CancellationToken cancellationToken)
    {
        var body = NanoBananaTaskApiWire.Write(request, plan, _options.CallbackUrl);
        var credits = NanoBananaTaskApiPlan.CreditsOf(plan, _options);
        var read = NanoBananaTaskApiAnswers.Reader(data => data.Text("taskId") is { Length: > 0 } id ? id : null);
        return await _sender.SendAsync(
            Order(SubmitTo(plan.Sent.Model), callId, _options.Timeout, () => Post(plan.Sent.Model, body), async (response, token) =>
            {
                var answer = await read(response, token).ConfigureAwait(false);
                return answer with
                {
                    Job = answer.Value,
                    SettledMicroUsd = credits is { } known ? (long)Math.Ceiling(known * _options.UsdPerCredit * 1_000_000m) : null,
                };
            }) with
            {
                Model = plan.Sent.Model,
                Confidential = SecretsOf(request),
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<Uri> WaitAsync(
        string taskId, (string Id, string[] Secrets) call, CallProgress progress, CancellationToken cancellationToken)
    {
        var news = _callbacks?.Listen(taskId);
        try
        {
            var ticket = new JobTicket(call.Id, taskId, progress, null)
            {
                PauseAsync = news is null ? null : (wait, token) => news.PauseAsync(wait, _parts.TimeProvider, token),
            };
            return await _wait.ForAsync(
                ticket,
                async (pollId, timeLeft, token) => NanoBananaTaskApiAnswers.LookOf(
                    _options.TrustsCallbacks && news?.Told is { } told
                        ? told
                        : await GetTaskAsync(taskId, pollId, timeLeft, token).ConfigureAwait(false),
                    call.Secrets),
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _callbacks?.Forget(taskId);
        }
    }

    private Task<NanoBananaTask> GetTaskAsync(string taskId, string callId, TimeSpan timeLeft, CancellationToken cancellationToken) =>
        _sender.SendAsync(
            Order(
                Poll,
                callId,
                timeLeft,
                () => Signed(HttpMethod.Get, $"api/v1/nanobanana/record-info?taskId={Uri.EscapeDataString(taskId)}"),
                NanoBananaTaskApiAnswers.Reader(NanoBananaTaskApiWire.ReadTask)) with
            { Job = taskId },
            cancellationToken);

    private Task<GeneratedImage> DownloadAsync(
        Uri imageUrl, string? taskId, string callId, TimeSpan timeLeft, CancellationToken cancellationToken) => _sender.SendAsync(
            Order(
                Download,
                callId,
                timeLeft,
                () => new HttpRequestMessage(HttpMethod.Get, imageUrl),
                (response, token) => ImageReader.ReadAsync(response, callId, taskId, token)) with
            { Job = taskId },
            cancellationToken);

    private CallOrder<T> Order<T>(
        Operation operation,
        string callId,
        TimeSpan timeout,
        Func<HttpRequestMessage> message,
        Func<HttpResponseMessage, CancellationToken, Task<Answer<T>>> readAsync) => new()
        {
            Operation = operation,
            CallId = callId,
            Timeout = timeout,
            Message = message,
            ReadAsync = readAsync,
            ReadRefusal = operation.Kind is OperationKind.Download ? DownloadErrors.Read : NanoBananaTaskApiErrors.Read,
            Confidential = [_options.ApiKey],
        };

    private HttpRequestMessage Post(string endpoint, byte[] body)
    {
        var message = Signed(HttpMethod.Post, $"api/v1/nanobanana/{endpoint}");
        message.Content = new ByteArrayContent(body);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return message;
    }

    private HttpRequestMessage Signed(HttpMethod method, string path)
    {
        var message = new HttpRequestMessage(method, BaseAddress.Join(_options.BaseUrl, path));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        return message;
    }
}
