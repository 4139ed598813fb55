using System.Net.Http.Headers;
using System.Text.Json;
using ProviderClients.Calls;
using ProviderClients.Configuration;
using ProviderClients.Images;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>
/// Makes and edits pictures with Google's image models. One call answers with the picture: there is no job, and an answer that is lost is
/// billed all the same, so it is never asked for twice.
/// </summary>
public sealed class NanoBananaGeminiClient : INanoBananaImageClient
{
    internal const string Dialect = "NanoBanana/Gemini";

    /// <summary>Ten pictures of 4K, the most that were ever seen in one answer, would not fill it.</summary>
    private const int MostAnswerBytes = 192 * 1024 * 1024;

    private readonly NanoBananaGeminiOptions _options;
    private readonly CallParts _parts;
    private readonly CallSender _sender;
    private readonly IImageFitter _fitter;
    private readonly Operation _generate;

    /// <summary>Makes a client with options of its own; clients with the same key share their limits.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="services">The shared parts.</param>
    public NanoBananaGeminiClient(NanoBananaGeminiOptions options, ProviderClientServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options;
        _parts = services.Parts;
        _fitter = services.ImageFitter;
        _sender = new CallSender(SettingsOf.Options(Dialect, ProviderHttp.NanoBananaGemini, options, DefaultLimits.NanoBananaGemini), _parts);
        _generate = new Operation(Dialect, "models.generateContent", OperationKind.Submit)
        {
            // The provider's own advice for 5xx is to try again; a gateway's 5xx is told apart where it is read.
            ServerErrorMeansNothingDone = true,
            AsksAgainForImage = options.AsksAgainForImage,
        };
    }

    /// <inheritdoc/>
    NanoBananaDialect INanoBananaImageClient.Dialect => NanoBananaDialect.Gemini;

    /// <inheritdoc/>
    public async Task<GeneratedImage> GenerateAsync(NanoBananaImageRequest request, CancellationToken cancellationToken = default) =>
        (await AnswerAsync(request, null, cancellationToken).ConfigureAwait(false)).Image;

    /// <summary>Makes a picture, or goes on editing one, and gives away everything that the answer held.</summary>
    /// <param name="request">What to make, or what to change.</param>
    /// <param name="conversation">What was said before; <see langword="null"/> to begin.</param>
    /// <param name="cancellationToken">Gives up; what was sent may still be billed.</param>
    /// <returns>The answer, with the conversation that goes on from it.</returns>
    /// <exception cref="ProviderException">
    /// There is no picture: refused (<see cref="ProviderErrorKind.Moderated"/>), words instead (<see cref="ProviderErrorKind.TextOnly"/>),
    /// nothing (<see cref="ProviderErrorKind.NoImage"/>), or the call failed for good.
    /// </exception>
    public async Task<NanoBananaGeminiAnswer> AnswerAsync(
        NanoBananaImageRequest request, NanoBananaGeminiConversation? conversation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request = request with { CallId = request.CallId ?? _parts.NewCallId() };
        if ((NanoBananaFinish.Check(request) ?? CheckInputs(request)) is { } failure)
        {
            throw new ProviderException(Dialect, failure, request.CallId, 0);
        }

        var before = conversation ?? NanoBananaGeminiConversation.Empty;
        var plan = PlanOf(request, request.Model ?? _options.Model);
        var turn = NanoBananaGeminiWire.Turn(request, plan);
        var body = NanoBananaGeminiWire.Write(before, turn, plan);
        var reading = await _sender.SendAsync(Order(request, plan.Sent.Model, body), cancellationToken).ConfigureAwait(false);
        var after = before.With(turn, NanoBananaGeminiWire.ModelTurn(reading.Parts!.Value));
        return AnswerOf(reading, after, request, plan, cancellationToken);
    }

    private NanoBananaGeminiAnswer AnswerOf(
        NanoBananaGeminiReading reading,
        NanoBananaGeminiConversation after,
        NanoBananaImageRequest request,
        NanoBananaPlan plan,
        CancellationToken cancellationToken)
    {
        var (atLeastUsd, isAll) = NanoBananaGeminiPrices.Of(plan.Sent.Model, reading.Usage, _options);
        var final = reading.Pictures[^1];
        var came = new GeneratedImage(request.CallId!, final.Bytes, final.ContentType!, null) { CostUsd = isAll ? atLeastUsd : null };
        return new NanoBananaGeminiAnswer
        {
            Image = NanoBananaFinish.Finish(came, request, plan, _fitter, cancellationToken),
            Drafts = [.. reading.Pictures.SkipLast(1)],
            Text = reading.Text,
            FinishReason = reading.FinishReason,
            ModelVersion = reading.ModelVersion,
            ResponseId = reading.ResponseId,
            Usage = reading.Usage,
            CostAtLeastUsd = atLeastUsd,
            Conversation = after,
        };
    }

    /// <summary>
    /// The general plan and the seed. Nothing is published about its range; one that no signed 32-bit field could hold is left out, for a
    /// picture without a fixed seed is worth more than a refusal.
    /// </summary>
    private static NanoBananaPlan PlanOf(NanoBananaImageRequest request, string model)
    {
        var plan = NanoBananaPlan.Of(request, model);
        return request.Seed switch
        {
            null => plan,
            <= int.MaxValue => plan with { Sent = plan.Sent with { Seed = request.Seed } },
            _ => plan with { NotHonoured = [.. plan.NotHonoured, "seed: above 2147483647, it was not sent"] },
        };
    }

    private static CallFailure? CheckInputs(NanoBananaImageRequest request) =>
        request.Inputs.Any(input => input is { Url: not null, ContentType: null })
            ? NanoBananaFinish.Unsendable("an input picture by its address needs its content type said")
            : null;

    private CallOrder<NanoBananaGeminiReading> Order(NanoBananaImageRequest request, string model, byte[] body) => new()
    {
        Operation = _generate,
        CallId = request.CallId!,
        Model = model,
        Timeout = _options.Timeout,
        Message = () => Post(model, body),
        ReadAsync = (response, token) => ReadAsync(response, model, token),
        ReadRefusal = NanoBananaGeminiErrors.Read,
        Confidential = [_options.ApiKey, request.Prompt, request.Style ?? ""],
    };

    private HttpRequestMessage Post(string model, byte[] body)
    {
        var path = $"{_options.ApiVersion}/models/{Uri.EscapeDataString(model)}:generateContent";
        var message = new HttpRequestMessage(HttpMethod.Post, BaseAddress.Join(_options.BaseUrl, path)) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        // In a header and never in the address, which ends up in everybody's logs.
        message.Headers.TryAddWithoutValidation("x-goog-api-key", _options.ApiKey);
        return message;
    }

    private async Task<Answer<NanoBananaGeminiReading>> ReadAsync(HttpResponseMessage response, string model, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        if (body.All(static letter => char.IsWhiteSpace((char)letter)))
        {
            return new Answer<NanoBananaGeminiReading>(null, NanoBananaGeminiRefusals.Empty());
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            if (NanoBananaGeminiErrorWire.Read(document.RootElement) is { } error)
            {
                return new Answer<NanoBananaGeminiReading>(null, NanoBananaGeminiErrors.Of(error.Code ?? 500, error.Details));
            }

            var reading = NanoBananaGeminiReading.Of(document.RootElement);
            var (atLeastUsd, isAll) = NanoBananaGeminiPrices.Of(model, reading.Usage, _options);
            return new Answer<NanoBananaGeminiReading>(reading, NanoBananaGeminiRefusals.Of(reading))
            {
                SettledMicroUsd = isAll ? NanoBananaGeminiPrices.MicroUsd(atLeastUsd) : null,
            };
        }
        catch (JsonException)
        {
            return new Answer<NanoBananaGeminiReading>(null, NanoBananaGeminiRefusals.Malformed("the answer is cut off or not the JSON that was expected"));
        }
    }
}
