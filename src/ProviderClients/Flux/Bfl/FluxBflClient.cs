using ProviderClients.Calls;
using ProviderClients.Configuration;
using ProviderClients.Images;
using ProviderClients.Jobs;

namespace ProviderClients.Flux.Bfl;

/// <summary>Makes pictures with Black Forest Labs' FLUX: submit, wait for news or poll, download.</summary>
public sealed class FluxBflClient
{
    internal const string Dialect = "Flux/Bfl";
    private const decimal UsdOfACredit = 0.01m;

    private static readonly Operation Submit = new(Dialect, "generate", OperationKind.Submit);
    private static readonly Operation Poll = new(Dialect, "get_result", OperationKind.Poll);
    private static readonly Operation Credits = new(Dialect, "credits", OperationKind.Other);
    private static readonly Operation Download = new(Dialect, "delivery", OperationKind.Download);

    /// <summary>Half a second at first, as the provider's own samples do.</summary>
    private static readonly PollSchedule Asking = new(TimeSpan.FromSeconds(0.5), 1.5, TimeSpan.FromSeconds(10));

    /// <summary>With a webhook asking is for news that got lost.</summary>
    private static readonly PollSchedule AskingBesides = new(TimeSpan.FromSeconds(5), 1.5, TimeSpan.FromSeconds(15));

    private readonly FluxBflOptions _options;
    private readonly CallParts _parts;
    private readonly IImageFitter _fitter;
    private readonly CallSender _sender;
    private readonly FluxBflMessages _messages;
    private readonly JobWait _wait;
    private readonly JobSlots _slots;
    private readonly FluxBflPlaces _places;

    /// <summary>Makes a client with options of its own; clients with the same key share their limits.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="services">The shared parts.</param>
    public FluxBflClient(FluxBflOptions options, ProviderClientServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options;
        _parts = services.Parts;
        _fitter = services.ImageFitter;
        _sender = new CallSender(SettingsOf.Options(Dialect, ProviderHttp.Flux, options, []), _parts);
        _messages = new FluxBflMessages(options);
        Webhooks = options is { WebhookUrl: not null, WebhookSecret: { Length: > 0 } secret } ? new FluxBflWebhookReceiver(secret) : null;
        _wait = new JobWait(Dialect, Webhooks is null ? Asking : AskingBesides, _parts);
        _slots = new JobSlots(_parts.TimeProvider);
        _places = new FluxBflPlaces(options, _parts);
    }

    /// <summary>Takes the provider's news of this client's jobs; <see langword="null"/> where the options name no webhook.</summary>
    public FluxBflWebhookReceiver? Webhooks { get; }

    /// <summary>Submits, waits and downloads; nothing is submitted twice unless the provider refused the first.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up waiting; the job may still finish and be billed.</param>
    /// <returns>The picture; its mapping tells how the request was understood, its cost what the provider said.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    public async Task<GeneratedImage> GenerateAsync(FluxBflRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        var progress = new CallProgress(_parts.TimeProvider, _options.Timeout);
        var submission = await SubmitAsync(request with { CallId = callId }, cancellationToken).ConfigureAwait(false);
        var image = await FetchAsync(submission, callId, progress, cancellationToken).ConfigureAwait(false);
        var plan = FluxBflPlan.For(request, request.Model ?? _options.Model);
        var asked = new ImageAsked(request.WidthPixels, request.HeightPixels, null, null, request.OutputFormat, plan.Sent.Seed);
        return FluxFinish.Finish(image, (asked, plan.Sent, plan.NotHonoured), _fitter, cancellationToken);
    }

    /// <summary>Submits a job; its place among the jobs under way is kept until it is seen to be finished.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The accepted job.</returns>
    /// <exception cref="ProviderException">It was refused, or its outcome is unknown.</exception>
    public async Task<FluxBflSubmission> SubmitAsync(FluxBflRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        CallIdRules.Check(callId);
        var model = request.Model ?? _options.Model;
        if (FluxBflRules.WhyNot(request, model, FluxBflModels.FamilyOf(model)) is { } why)
        {
            throw new ProviderException(Dialect, FluxBflErrors.Unsendable(why), callId, 0);
        }

        var plan = FluxBflPlan.For(request, model);
        var progress = new CallProgress(_parts.TimeProvider, _options.Timeout);
        var place = await _places.TakeAsync(model, callId, progress.TimeLeft, cancellationToken).ConfigureAwait(false);
        void Hold(string jobId, IDisposable among) => _slots.Hold(jobId, FluxBflPlaces.Both(among, place));
        var order = Order(
            Submit,
            callId,
            progress.TimeLeft,
            () => _messages.Submit(request, plan),
            (response, token) => _messages.ReadSubmissionAsync(response, Hold, token)) with
        {
            Model = model,
            Confidential = [_options.ApiKey, request.Prompt, _options.WebhookSecret ?? ""],
        };
        try
        {
            return await _sender.SendAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ProviderException or OperationCanceledException)
        {
            FluxBflPlaces.GiveBack(place, e is ProviderException failed ? failed.CommitState : CommitState.Unknown);
            throw;
        }
    }

    /// <summary>Waits for a job that was submitted before, by this process or another, and downloads its picture as it came.</summary>
    /// <param name="submission">The job.</param>
    /// <param name="cancellationToken">Gives up waiting; the job may still finish and be billed.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    public Task<GeneratedImage> FetchAsync(FluxBflSubmission submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return FetchAsync(submission, _parts.NewCallId(), new CallProgress(_parts.TimeProvider, _options.Timeout), cancellationToken);
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

    /// <summary>Asks for the account's credits, each of 0.01 US dollar.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The credits that are left.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public async Task<decimal> GetCreditsAsync(CancellationToken cancellationToken = default) => (decimal)await _sender.SendAsync(
        Order(Credits, _parts.NewCallId(), _options.Timeout, _messages.Credits, FluxBflMessages.ReadCreditsAsync), cancellationToken)
        .ConfigureAwait(false);

    private async Task<GeneratedImage> FetchAsync(
        FluxBflSubmission submission, string callId, CallProgress progress, CancellationToken cancellationToken)
    {
        var result = await WaitAsync(submission, callId, progress, cancellationToken).ConfigureAwait(false);
        GeneratedImage image;
        try
        {
            image = await DownloadAsync(result.Sample!, submission.Id, $"{callId}.download", progress.TimeLeft, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ProviderException e) when (e.Kind is ProviderErrorKind.NotFound)
        {
            // The address had expired; asking again may give a freshly signed one.
            var again = await GetResultAsync(submission, $"{callId}.poll-again", progress.TimeLeft, cancellationToken).ConfigureAwait(false);
            if (again.Sample is not { } fresh)
            {
                throw;
            }

            image = await DownloadAsync(fresh, submission.Id, $"{callId}.download-2", progress.TimeLeft, cancellationToken)
                .ConfigureAwait(false);
        }

        var credits = result.CostCredits ?? submission.CostCredits;
        return image with { CallId = callId, CostCredits = credits, CostUsd = credits * UsdOfACredit };
    }

    private async Task<FluxBflResult> WaitAsync(
        FluxBflSubmission submission, string callId, CallProgress progress, CancellationToken cancellationToken)
    {
        var ticket = new JobTicket(callId, submission.Id, progress, null)
        {
            PauseAsync = Webhooks is { } news ? (wait, token) => PauseAsync(news, submission.Id, wait, token) : null,
        };
        try
        {
            return await _wait.ForAsync(
                ticket, (pollId, timeLeft, token) => LookAsync(submission, pollId, timeLeft, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException e) when (e.Kind is ProviderErrorKind.NotFound)
        {
            _slots.Release(submission.Id);
            throw;
        }
        finally
        {
            Webhooks?.Forget(submission.Id);
        }
    }

    private async Task PauseAsync(FluxBflWebhookReceiver news, string jobId, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(news.NewsOf(jobId), Task.Delay(wait, _parts.TimeProvider, end.Token)).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<FluxBflResult> GetResultAsync(
        FluxBflSubmission submission, string callId, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        var result = await _sender.SendAsync(
            Order(Poll, callId, timeLeft, () => _messages.Poll(submission), FluxBflMessages.ReadResultAsync) with { Job = submission.Id },
            cancellationToken).ConfigureAwait(false);
        if (result.IsTerminal)
        {
            _slots.Release(submission.Id);
        }

        return result;
    }

    private async Task<JobLook<FluxBflResult>> LookAsync(
        FluxBflSubmission submission, string callId, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        var result = Webhooks?.Find(submission.Id);
        if (result is null)
        {
            result = await GetResultAsync(submission, callId, timeLeft, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _slots.Release(submission.Id);
        }

        return result switch
        {
            { Status: "Ready", Sample: null } => new JobLook<FluxBflResult>(null, null, FluxBflErrors.Malformed()),
            { Status: "Ready" } => new JobLook<FluxBflResult>(result, null, null),
            { Status: "Task not found" } => new JobLook<FluxBflResult>(null, null, FluxBflErrors.NoSuchTask()),
            { IsTerminal: true } => new JobLook<FluxBflResult>(null, null, FluxBflErrors.OfJob(result)),

            // Pending, and words that newer versions use.
            _ => new JobLook<FluxBflResult>(null, null, null),
        };
    }

    private Task<GeneratedImage> DownloadAsync(
        Uri sample, string? jobId, string callId, TimeSpan timeLeft, CancellationToken cancellationToken) => _sender.SendAsync(
            Order(
                Download,
                callId,
                timeLeft,
                () => new HttpRequestMessage(HttpMethod.Get, sample),
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
            ReadRefusal = operation.Kind is OperationKind.Download ? DownloadErrors.Read : FluxBflErrors.Read,
            Confidential = [_options.ApiKey],
        };
}
