using System.Net.Http.Headers;
using ProviderClients.Calls;
using ProviderClients.Configuration;

namespace ProviderClients.Flux.Bfl;

/// <summary>Makes this dialect's requests and reads their answers; knows which hosts may see the key.</summary>
internal sealed class FluxBflMessages(FluxBflOptions options)
{
    private const int MostAnswerBytes = 1024 * 1024;
    private const int MicroUsdOfACredit = 10_000;

    public HttpRequestMessage Submit(FluxBflRequest request, FluxBflPlan plan)
    {
        var url = BaseAddress.Join(options.BaseUrl, $"v1/{Uri.EscapeDataString(plan.Model)}");
        var message = Signed(HttpMethod.Post, url);
        message.Content = new ByteArrayContent(FluxBflWire.Write(request, plan, options));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return message;
    }

    /// <summary>Asks where the provider said to; a submission that the caller made up is asked for at the provider's hosts alone.</summary>
    public HttpRequestMessage Poll(FluxBflSubmission submission) =>
        Signed(HttpMethod.Get, IsProviders(submission.PollingUrl) ? submission.PollingUrl : ById(submission.Id));

    public HttpRequestMessage Credits() => Signed(HttpMethod.Get, BaseAddress.Join(options.BaseUrl, "v1/credits"));

    public async Task<Answer<FluxBflSubmission>> ReadSubmissionAsync(
        HttpResponseMessage response, Action<string, IDisposable> hold, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        if (FluxBflWire.ReadSubmission(body) is not { Id: { } id } wire)
        {
            return new Answer<FluxBflSubmission>(null, FluxBflErrors.Malformed());
        }

        var told = WebAddress.OrNull(wire.PollingUrl);
        var isTrusted = told is not null && IsProviders(told);
        var submission = new FluxBflSubmission(id, isTrusted ? told! : ById(id), wire.Cost)
        {
            InputMegapixels = wire.InputMp,
            OutputMegapixels = wire.OutputMp,
            IsPolledById = !isTrusted,
        };
        return new Answer<FluxBflSubmission>(submission)
        {
            Job = id,
            SettledMicroUsd = wire.Cost is { } credits ? (long)Math.Ceiling(credits * MicroUsdOfACredit) : null,
            KeepPermit = place => hold(id, place),
        };
    }

    public static async Task<Answer<FluxBflResult>> ReadResultAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        return FluxBflWire.ReadResult(body) is { } result
            ? new Answer<FluxBflResult>(result) { Job = result.Id }
            : new Answer<FluxBflResult>(null, FluxBflErrors.Malformed());
    }

    public static async Task<Answer<object>> ReadCreditsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
        return FluxBflWire.ReadCredits(body) is { } credits
            ? new Answer<object>(credits)
            : new Answer<object>(null, FluxBflErrors.Malformed());
    }

    /// <summary>
    /// The provider polls at regional and cluster hosts whose names change, all of its own domain; the base address's own server is the
    /// other that was meant to have the key.
    /// </summary>
    private bool IsProviders(Uri url) =>
        BaseAddress.IsSameOrigin(url, options.BaseUrl)
        || (url.Scheme == "https" && (url.Host == "bfl.ai" || url.Host.EndsWith(".bfl.ai", StringComparison.Ordinal)));

    private Uri ById(string id) => BaseAddress.Join(options.BaseUrl, $"v1/get_result?id={Uri.EscapeDataString(id)}");

    private HttpRequestMessage Signed(HttpMethod method, Uri url)
    {
        var message = new HttpRequestMessage(method, url);
        message.Headers.TryAddWithoutValidation("x-key", options.ApiKey);
        return message;
    }
}
