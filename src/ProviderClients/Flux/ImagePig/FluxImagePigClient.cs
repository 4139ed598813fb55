using System.Globalization;
using System.Net.Http.Headers;
using ProviderClients.Calls;
using ProviderClients.Configuration;
using ProviderClients.Images;

namespace ProviderClients.Flux.ImagePig;

/// <summary>Makes pictures with FLUX at ImagePig: one call, the picture in the answer or stored for a while.</summary>
public sealed class FluxImagePigClient
{
    internal const string Dialect = "Flux/ImagePig";
    private const int MostAnswerBytes = 96 * 1024 * 1024;
    private const int MostLooks = 10;
    private const int MicroUsdOfADollar = 1_000_000;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private static readonly Operation Generate = new(Dialect, "flux", OperationKind.Submit);
    private static readonly Operation Download = new(Dialect, "files.get", OperationKind.Download);

    private readonly FluxImagePigOptions _options;
    private readonly CallParts _parts;
    private readonly CallSender _sender;
    private readonly IImageFitter _fitter;

    /// <summary>Makes a client with options of its own; clients with the same key share their limits.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="services">The shared parts.</param>
    public FluxImagePigClient(FluxImagePigOptions options, ProviderClientServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options;
        _parts = services.Parts;
        _fitter = services.ImageFitter;
        _sender = new CallSender(SettingsOf.Options(Dialect, ProviderHttp.ImagePig, options, []), _parts);
    }

    /// <summary>Makes a picture, and downloads it where it is stored.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up; the picture may still be made and billed.</param>
    /// <returns>The picture; its mapping tells how the request was understood.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    public async Task<GeneratedImage> GenerateAsync(FluxImagePigRequest request, CancellationToken cancellationToken = default) =>
        (await GenerateInFullAsync(request, cancellationToken).ConfigureAwait(false)).Image;

    /// <summary>The same with seed, times and address, as far as the provider tells them.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up; the picture may still be made and billed.</param>
    /// <returns>The picture and what was told about it.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    public async Task<FluxImagePigResult> GenerateInFullAsync(FluxImagePigRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        if (WhyNot(request) is { } why)
        {
            throw new ProviderException(Dialect, FluxImagePigErrors.Unsendable(why), callId, 0);
        }

        var progress = new CallProgress(_parts.TimeProvider, _options.Timeout);
        var answer = await _sender.SendAsync(
            Order(Generate, callId, _options.Timeout, () => Post(request), ReadAnswerAsync) with
            {
                Confidential = [_options.ApiKey, request.Prompt],
            },
            cancellationToken).ConfigureAwait(false);
        var came = answer.ImageUrl is { } url
            ? await FetchAsync(url, callId, progress, cancellationToken).ConfigureAwait(false)
            : new GeneratedImage(callId, answer.ImageData, ImageFormat.Of(answer.ImageData)!, null);
        var wish = (AskedBy(request), SentFor(request), Array.Empty<string>());
        return new FluxImagePigResult(FluxFinish.Finish(came with { CostUsd = _options.PricePerImageUsd }, wish, _fitter, cancellationToken))
        {
            Seed = FluxImagePigWire.SeedOf(answer.Seed),
            StartedAt = FluxImagePigWire.InstantOf(answer.StartedAt),
            CompletedAt = FluxImagePigWire.InstantOf(answer.CompletedAt),
            ImageUrl = answer.ImageUrl,
        };
    }

    private static string? WhyNot(FluxImagePigRequest request) => request switch
    {
        { WidthPixels: null } or { HeightPixels: null } when request.WidthPixels != request.HeightPixels =>
            "width and height belong together: write both or neither",
        { WidthPixels: < 1 } or { HeightPixels: < 1 } => "width and height must be 1 or more",
        { Format: not (null or "jpeg" or "png") } => $"format is {request.Format}: write jpeg or png",
        { StorageDays: < 0 } => "storage days must be 0 or more",
        _ => null,
    };

    private static ImageAsked AskedBy(FluxImagePigRequest request) =>
        new(request.WidthPixels, request.HeightPixels, null, null, request.Format, request.Seed);

    private static ImageSent SentFor(FluxImagePigRequest request) => new("flux")
    {
        Prompt = request.Prompt,
        AspectRatio = FluxImagePigProportions.NameOf(FluxImagePigProportions.Of(request)),
        Format = request.Format?.ToUpperInvariant(),
        Seed = request.Seed,
    };

    /// <summary>Fetches a stored picture; its address may answer 404 for the first seconds, until the upload is through.</summary>
    private async Task<GeneratedImage> FetchAsync(Uri url, string callId, CallProgress progress, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                var fetchId = look == 1 ? $"{callId}.download" : string.Create(CultureInfo.InvariantCulture, $"{callId}.download-{look}");
                return await _sender.SendAsync(
                    Order(
                        Download,
                        fetchId,
                        progress.TimeLeft,
                        () => Get(url),
                        (response, token) => ImageReader.ReadAsync(response, callId, null, token)),
                    cancellationToken).ConfigureAwait(false);
            }
            catch (ProviderException e) when (e.Status is 404 && look < MostLooks && progress.TimeLeft > BetweenLooks)
            {
                await Task.Delay(BetweenLooks, _parts.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static HttpRequestMessage Get(Uri url)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url);

        // The file host is said to turn away agents that name a library or nothing.
        message.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (compatible; ProviderClients)");
        return message;
    }

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
            ReadRefusal = operation.Kind is OperationKind.Download ? DownloadErrors.Read : FluxImagePigErrors.Read,
            Confidential = [_options.ApiKey],
        };

    private HttpRequestMessage Post(FluxImagePigRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, BaseAddress.Join(_options.BaseUrl, "flux"))
        {
            Content = new ByteArrayContent(FluxImagePigWire.Write(request)),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("Api-Key", _options.ApiKey);
        return message;
    }

    private async Task<Answer<WireAnswer>> ReadAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        var answer = FluxImagePigWire.Read(body);
        var failure = answer switch
        {
            null => FluxImagePigErrors.Malformed("the answer is not the JSON that was expected"),
            _ when FluxImagePigWire.TextOf(answer.Error) is { Length: > 0 } words => FluxImagePigErrors.InSuccess(words),
            { ImageUrl: { } url } => WebAddress.OrNull(url) is null ? FluxImagePigErrors.Malformed("the picture has no web address") : null,
            { ImageData: { } bytes } when ImageFormat.Of(bytes) is not null => null,
            _ => FluxImagePigErrors.Malformed("the answer holds no whole picture"),
        };
        return new Answer<WireAnswer>(answer, failure)
        {
            SettledMicroUsd = _options.PricePerImageUsd is { } price ? (long)Math.Ceiling(price * MicroUsdOfADollar) : null,
        };
    }
}
