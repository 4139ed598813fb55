using System.Net.Http.Headers;
using ProviderClients.Calls;
using ProviderClients.Configuration;
using ProviderClients.Images;
using ProviderClients.Jobs;

namespace ProviderClients.NanoBanana.Native;

/// <summary>Makes pictures with nanobanana's native API: submit, poll, download, cancel.</summary>
public sealed class NanoBananaNativeClient : INanoBananaImageClient
{
    internal const string Dialect = "NanoBanana/Native";
    private const int MostAnswerBytes = 1024 * 1024;

    private static readonly Operation Submit =
        new(Dialect, "images.generate", OperationKind.Submit) { ServerErrorMeansNothingDone = true };

    private static readonly Operation Poll = new(Dialect, "jobs.get", OperationKind.Poll);
    private static readonly Operation Cancel = new(Dialect, "jobs.cancel", OperationKind.Other);
    private static readonly Operation Download = new(Dialect, "files.get", OperationKind.Download);

    private readonly NanoBananaNativeOptions _options;
    private readonly CallParts _parts;
    private readonly CallSender _sender;
    private readonly JobWait _wait;
    private readonly IImageFitter _fitter;

    /// <summary>Makes a client with options of its own; clients with the same key share their limits.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="services">The shared parts.</param>
    public NanoBananaNativeClient(NanoBananaNativeOptions options, ProviderClientServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options;
        _parts = services.Parts;
        _fitter = services.ImageFitter;
        _sender = new CallSender(SettingsOf.Options(Dialect, ProviderHttp.NanoBanana, options, DefaultLimits.NanoBanana), _parts);
        _wait = new JobWait(Dialect, new PollSchedule(TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(15)) { IsFullyJittered = true }, _parts);
    }

    /// <inheritdoc/>
    NanoBananaDialect INanoBananaImageClient.Dialect => NanoBananaDialect.Native;

    /// <summary>Submits, waits and downloads; nothing is submitted twice unless the provider refused the first.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up waiting; the job may still finish and be billed.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    public async Task<GeneratedImage> GenerateAsync(NanoBananaImageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        var progress = new CallProgress(_parts.TimeProvider, _options.Timeout);
        var job = await SubmitAsync(request with { CallId = callId }, cancellationToken).ConfigureAwait(false);
        var ticket = new JobTicket(callId, job.JobId, progress, job.RetryAfter);
        var url = await _wait.ForAsync(ticket, (pollId, timeLeft, token) => LookAsync(job.JobId, pollId, timeLeft, token), cancellationToken)
            .ConfigureAwait(false);
        var image = await DownloadAsync(url, job.JobId, $"{callId}.download", progress.TimeLeft, cancellationToken).ConfigureAwait(false);
        return NanoBananaFinish.Finish(image with { CallId = callId }, request, PlanOf(request), _fitter, cancellationToken);
    }

    /// <summary>Submits a job.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job, not yet finished.</returns>
    /// <exception cref="ProviderException">It was refused, or its outcome is unknown.</exception>
    public Task<NanoBananaJob> SubmitAsync(NanoBananaImageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        if (request.Inputs.Count > 0)
        {
            var why = NanoBananaFinish.Unsendable("the native dialect takes no input pictures; the others do");
            throw new ProviderException(Dialect, why, callId, 0);
        }

        return _sender.SendAsync(
            Order(Submit, callId, _options.Timeout, () => Post(request, callId), ReadJobAsync) with
            {
                Confidential = [_options.ApiKey, request.Prompt, request.Style ?? ""],
            },
            cancellationToken);
    }

    /// <summary>Asks about a job once.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public Task<NanoBananaJob> GetJobAsync(string jobId, CancellationToken cancellationToken = default) =>
        GetJobAsync(jobId, _parts.NewCallId(), _options.Timeout, cancellationToken);

    /// <summary>Cancels a job that is not finished.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the provider has cancelled it.</returns>
    /// <exception cref="ProviderException">It was finished already, or the call failed for good.</exception>
    public Task CancelAsync(string jobId, CancellationToken cancellationToken = default) => _sender.SendAsync(
        Order(
            Cancel,
            _parts.NewCallId(),
            _options.Timeout,
            () => Signed(HttpMethod.Delete, JobUrl(jobId)),
            (_, _) => Task.FromResult(new Answer<string>(jobId))) with
        { Job = jobId },
        cancellationToken);

    /// <summary>Downloads a finished picture.</summary>
    /// <param name="imageUrl">The job's <see cref="NanoBananaJob.ImageUrl"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ProviderException">It has expired, or the call failed for good.</exception>
    public Task<GeneratedImage> DownloadAsync(Uri imageUrl, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(imageUrl);
        return DownloadAsync(imageUrl, null, _parts.NewCallId(), _options.Timeout, cancellationToken);
    }

    private Task<NanoBananaJob> GetJobAsync(string jobId, string callId, TimeSpan timeLeft, CancellationToken cancellationToken) =>
        _sender.SendAsync(
            Order(Poll, callId, timeLeft, () => Signed(HttpMethod.Get, JobUrl(jobId)), ReadJobAsync) with { Job = jobId }, cancellationToken);

    private async Task<JobLook<Uri>> LookAsync(string jobId, string callId, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        var job = await GetJobAsync(jobId, callId, timeLeft, cancellationToken).ConfigureAwait(false);
        return job.Status switch
        {
            "completed" when job.ImageUrl is { } url => new JobLook<Uri>(url, null, null),
            "completed" => new JobLook<Uri>(null, null, NanoBananaNativeErrors.Malformed()),
            "failed" or "cancelled" => new JobLook<Uri>(null, null, NanoBananaNativeErrors.OfJob(job)),
            _ => new JobLook<Uri>(null, job.RetryAfter, null),
        };
    }

    private Task<GeneratedImage> DownloadAsync(
        Uri imageUrl, string? jobId, string callId, TimeSpan timeLeft, CancellationToken cancellationToken) => _sender.SendAsync(
            Order(
                Download,
                callId,
                timeLeft,
                () => BaseAddress.IsSameOrigin(imageUrl, _options.BaseUrl)
                    ? Signed(HttpMethod.Get, imageUrl)
                    : new HttpRequestMessage(HttpMethod.Get, imageUrl),
                (response, token) => ImageReader.ReadAsync(response, callId, jobId, token)) with
            { Job = jobId },
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
            ReadRefusal = operation.Kind is OperationKind.Download ? DownloadErrors.Read : NanoBananaNativeErrors.Read,
            Confidential = [_options.ApiKey],
        };

    /// <summary>Everything is sent as it was asked.</summary>
    private static NanoBananaPlan PlanOf(NanoBananaImageRequest request) => new(
        new ImageSent("native")
        {
            Prompt = request.Prompt,
            WidthPixels = request.WidthPixels,
            HeightPixels = request.HeightPixels,
            Style = request.Style,
            Quality = request.Quality,
            Format = request.Format,
            Seed = request.Seed,
        },
        []);

    private HttpRequestMessage Post(NanoBananaImageRequest request, string callId)
    {
        var message = Signed(HttpMethod.Post, BaseAddress.Join(_options.BaseUrl, "images/generations"));
        message.Headers.TryAddWithoutValidation("Idempotency-Key", callId);
        message.Content = new ByteArrayContent(NanoBananaNativeWire.Write(request));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return message;
    }

    private Uri JobUrl(string jobId) => BaseAddress.Join(_options.BaseUrl, $"jobs/{Uri.EscapeDataString(jobId)}");

    private HttpRequestMessage Signed(HttpMethod method, Uri url)
    {
        var message = new HttpRequestMessage(method, url);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        return message;
    }

    private async Task<Answer<NanoBananaJob>> ReadJobAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        var job = NanoBananaNativeWire.ReadJob(body, RetryAfterHeader.Read(response, _parts.TimeProvider));
        return new Answer<NanoBananaJob>(job, job is null ? NanoBananaNativeErrors.Malformed() : null) { Job = job?.JobId };
    }
}
