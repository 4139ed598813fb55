using System.Net.Http.Headers;
using ProviderClients.Calls;
using ProviderClients.Configuration;
using ProviderClients.Images;
using ProviderClients.Jobs;

namespace ProviderClients.Flux.Bfl;

/// <summary>Makes pictures with Black Forest Labs' FLUX: submit, poll, download.</summary>
public sealed class FluxBflClient
{
    internal const string Dialect = "Flux/Bfl";
    private const int MostAnswerBytes = 1024 * 1024;

    private static readonly Operation Submit = new(Dialect, "generate", OperationKind.Submit);
    private static readonly Operation Poll = new(Dialect, "get_result", OperationKind.Poll);
    private static readonly Operation Download = new(Dialect, "delivery", OperationKind.Download);

    private readonly FluxBflOptions _options;
    private readonly CallParts _parts;
    private readonly CallSender _sender;
    private readonly JobWait _wait;
    private readonly JobSlots _slots;

    /// <summary>Makes a client with options of its own; clients with the same key share their limits.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="services">The shared parts.</param>
    public FluxBflClient(FluxBflOptions options, ProviderClientServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options;
        _parts = services.Parts;
        _sender = new CallSender(SettingsOf.Options(Dialect, ProviderHttp.Flux, options, []), _parts);
        _wait = new JobWait(Dialect, new PollSchedule(TimeSpan.FromSeconds(0.5), 1.5, TimeSpan.FromSeconds(10)), _parts);
        _slots = new JobSlots(_parts.TimeProvider);
    }

    /// <summary>Submits, waits and downloads; nothing is submitted twice unless the provider refused the first.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up waiting; the job may still finish and be billed.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    public async Task<GeneratedImage> GenerateAsync(FluxBflRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        var progress = new CallProgress(_parts.TimeProvider, _options.Timeout);
        var submission = await SubmitAsync(request with { CallId = callId }, cancellationToken).ConfigureAwait(false);
        var ticket = new JobTicket(callId, submission.Id, progress, null);
        var url = await _wait.ForAsync(ticket, (pollId, timeLeft, token) => LookAsync(submission, pollId, timeLeft, token), cancellationToken)
            .ConfigureAwait(false);
        var image = await DownloadAsync(url, submission.Id, $"{callId}.download", progress.TimeLeft, cancellationToken).ConfigureAwait(false);
        return image with { CallId = callId };
    }

    /// <summary>Submits a job; its place among the jobs under way is kept until it is seen to be finished.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The accepted job.</returns>
    /// <exception cref="ProviderException">It was refused, or its outcome is unknown.</exception>
    public Task<FluxBflSubmission> SubmitAsync(FluxBflRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var model = request.Model ?? _options.Model;
        return _sender.SendAsync(
            Order(Submit, request.CallId, _options.Timeout, () => Post(request, model), ReadSubmissionAsync) with { Model = model },
            cancellationToken);
    }

    /// <summary>Asks about a job once.</summary>
    /// <param name="submission">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public Task<FluxBflResult> GetResultAsync(FluxBflSubmission submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return GetResultAsync(submission, _parts.NewCallId(), _options.Timeout, cancellationToken);
    }

    /// <summary>Downloads a finished picture.</summary>
    /// <param name="sample">The result's <see cref="FluxBflResult.Sample"/>; valid for ten minutes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ProviderException">It has expired, or the call failed for good.</exception>
    public Task<GeneratedImage> DownloadAsync(Uri sample, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return DownloadAsync(sample, null, _parts.NewCallId(), _options.Timeout, cancellationToken);
    }

    private async Task<FluxBflResult> GetResultAsync(
        FluxBflSubmission submission, string callId, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        var result = await _sender.SendAsync(
            Order(Poll, callId, timeLeft, () => Get(submission.PollingUrl), ReadResultAsync), cancellationToken).ConfigureAwait(false);
        if (result.IsTerminal)
        {
            _slots.Release(submission.Id);
        }

        return result;
    }

    private async Task<JobLook<Uri>> LookAsync(
        FluxBflSubmission submission, string callId, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        try
        {
            var result = await GetResultAsync(submission, callId, timeLeft, cancellationToken).ConfigureAwait(false);
            return result switch
            {
                { Status: "Ready", Sample: { } sample } => new JobLook<Uri>(sample, null, null),
                { Status: "Ready" } => new JobLook<Uri>(null, null, FluxBflErrors.Malformed()),
                { IsTerminal: true } => new JobLook<Uri>(null, null, FluxBflErrors.OfJob(result)),

                // Pending, Task not found (the stores lag behind a submit), and words that newer versions use.
                _ => new JobLook<Uri>(null, null, null),
            };
        }
        catch (ProviderException e) when (e.Kind is ProviderErrorKind.NotFound)
        {
            return new JobLook<Uri>(null, null, null);
        }
    }

    private Task<GeneratedImage> DownloadAsync(
        Uri sample, string? jobId, string callId, TimeSpan timeLeft, CancellationToken cancellationToken) => _sender.SendAsync(
            Order(
                Download,
                callId,
                timeLeft,
                () => new HttpRequestMessage(HttpMethod.Get, sample),
                (response, token) => ImageReader.ReadAsync(response, callId, jobId, token)),
            cancellationToken);

    private CallOrder<T> Order<T>(
        Operation operation,
        string? callId,
        TimeSpan timeout,
        Func<HttpRequestMessage> message,
        Func<HttpResponseMessage, CancellationToken, Task<Answer<T>>> readAsync) => new()
        {
            Operation = operation,
            CallId = callId ?? _parts.NewCallId(),
            Timeout = timeout,
            Message = message,
            ReadAsync = readAsync,
            ReadRefusal = FluxBflErrors.Read,
        };

    private HttpRequestMessage Post(FluxBflRequest request, string model)
    {
        var url = BaseAddress.Join(_options.BaseUrl, $"v1/{Uri.EscapeDataString(model)}");
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(FluxBflWire.Write(request)) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("x-key", _options.ApiKey);
        return message;
    }

    private HttpRequestMessage Get(Uri url)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url);

        // Polling hosts differ from the base host; the provider's own are trusted with the key, others are not.
        if (BaseAddress.IsSameOrigin(url, _options.BaseUrl) || (url.Scheme == "https" && url.Host.EndsWith(".bfl.ai", StringComparison.Ordinal)))
        {
            message.Headers.TryAddWithoutValidation("x-key", _options.ApiKey);
        }

        return message;
    }

    private async Task<Answer<FluxBflSubmission>> ReadSubmissionAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        return FluxBflWire.ReadSubmission(body) is { } submission
            ? new Answer<FluxBflSubmission>(submission)
            {
                Job = submission.Id,
                SettledMicroUsd = (long)Math.Ceiling((submission.CostCredits ?? 0) * 10_000),
                KeepPermit = place => _slots.Hold(submission.Id, place),
            }
            : new Answer<FluxBflSubmission>(null, FluxBflErrors.Malformed());
    }

    private static async Task<Answer<FluxBflResult>> ReadResultAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        return FluxBflWire.ReadResult(body) is { } result
            ? new Answer<FluxBflResult>(result) { Job = result.Id }
            : new Answer<FluxBflResult>(null, FluxBflErrors.Malformed());
    }
}
