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

    private static readonly Operation Generate = new(Dialect, "flux", OperationKind.Submit);
    private static readonly Operation Download = new(Dialect, "files.get", OperationKind.Download);

    private readonly FluxImagePigOptions _options;
    private readonly CallParts _parts;
    private readonly CallSender _sender;

    /// <summary>Makes a client with options of its own; clients with the same key share their limits.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="services">The shared parts.</param>
    public FluxImagePigClient(FluxImagePigOptions options, ProviderClientServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options;
        _parts = services.Parts;
        _sender = new CallSender(SettingsOf.Options(Dialect, ProviderHttp.ImagePig, options, []), _parts);
    }

    /// <summary>Makes a picture, and downloads it where it is stored.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up; the picture may still be made and billed.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    public async Task<GeneratedImage> GenerateAsync(FluxImagePigRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var callId = request.CallId ?? _parts.NewCallId();
        var progress = new CallProgress(_parts.TimeProvider, _options.Timeout);
        var answer = await _sender.SendAsync(
            Order(Generate, callId, _options.Timeout, () => Post(request), ReadAnswerAsync), cancellationToken).ConfigureAwait(false);
        if (answer.ImageUrl is { } url)
        {
            var stored = await _sender.SendAsync(
                Order(
                    Download,
                    $"{callId}.download",
                    progress.TimeLeft,
                    () => new HttpRequestMessage(HttpMethod.Get, url),
                    (response, token) => ImageReader.ReadAsync(response, callId, null, token)),
                cancellationToken).ConfigureAwait(false);
            return stored with { CallId = callId };
        }

        return new GeneratedImage(callId, answer.ImageData, ImageFormat.Of(answer.ImageData)!, null);
    }

    private static CallOrder<T> Order<T>(
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
            ReadRefusal = FluxImagePigErrors.Read,
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

    private static async Task<Answer<WireAnswer>> ReadAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        var answer = FluxImagePigWire.Read(body);
        var failure = answer switch
        {
            { Error: { Length: > 0 } words } => FluxImagePigErrors.InSuccess(words),
            { ImageUrl: not null } => null,
            { ImageData: { } bytes } when ImageFormat.Of(bytes) is not null => null,
            _ => FluxImagePigErrors.Malformed("the answer holds no whole picture"),
        };
        return new Answer<WireAnswer>(answer, failure);
    }
}
