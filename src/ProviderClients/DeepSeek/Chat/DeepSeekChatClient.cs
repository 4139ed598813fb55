using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ProviderClients.Calls;
using ProviderClients.Configuration;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>Talks to DeepSeek's chat API: whole and streamed answers, the models, the balance.</summary>
public sealed class DeepSeekChatClient
{
    internal const string Dialect = "DeepSeek/Chat";
    private const int MostAnswerBytes = 16 * 1024 * 1024;

    private static readonly Operation Completions = new(Dialect, "chat.completions", OperationKind.Chat);
    private static readonly Operation Models = new(Dialect, "models.list", OperationKind.Other);
    private static readonly Operation Balance = new(Dialect, "user.balance", OperationKind.Other);

    private readonly DeepSeekChatOptions _options;
    private readonly CallParts _parts;
    private readonly CallSender _sender;

    /// <summary>Makes a client with options of its own; clients with the same key share their limits.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="services">The shared parts.</param>
    public DeepSeekChatClient(DeepSeekChatOptions options, ProviderClientServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options;
        _parts = services.Parts;
        _sender = new CallSender(SettingsOf.Options(Dialect, ProviderHttp.DeepSeek, options, DefaultLimits.DeepSeek), _parts);
    }

    /// <summary>Asks for a whole answer.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Gives up; what was sent may still be billed.</param>
    /// <returns>The answer, also when it was cut at <c>MaxTokens</c>: see its finish reason.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public Task<DeepSeekChatCompletion> CompleteAsync(DeepSeekChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var model = request.Model ?? _options.Model;
        return _sender.SendAsync(
            Order(Completions, request.CallId, model, () => Post(request, isStream: false), ReadCompletionAsync) with { Confidential = Secrets(request) },
            cancellationToken);
    }

    /// <summary>Asks for an answer piece by piece; leaving the loop early closes the connection.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The pieces; the last one has the finish reason.</returns>
    /// <exception cref="ProviderException">
    /// The call failed before the first piece, or, with kind <see cref="ProviderErrorKind.StreamInterrupted"/>, after it.
    /// </exception>
    public async IAsyncEnumerable<DeepSeekChatUpdate> StreamAsync(
        DeepSeekChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var model = request.Model ?? _options.Model;
        var callId = request.CallId ?? _parts.NewCallId();
        var stream = await _sender.SendAsync(
            Order(Completions, callId, model, () => Post(request, isStream: true), (response, token) => OpenStreamAsync(response, request, token)) with { Confidential = Secrets(request) },
            cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        await foreach (var update in stream.ReadAsync(callId, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    /// <summary>Lists the models' names.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The names, in the provider's order.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken = default) => _sender.SendAsync(
        Order(Models, null, null, () => Get("models"), ReadWith<WireModels, IReadOnlyList<string>>(
            DeepSeekChatJsonContext.Default.WireModels,
            models => [.. (models.Data ?? []).Select(model => model.Id ?? "")])),
        cancellationToken);

    /// <summary>Asks what the account has left.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The balance.</returns>
    /// <exception cref="ProviderException">The call failed for good.</exception>
    public Task<DeepSeekBalance> GetBalanceAsync(CancellationToken cancellationToken = default) => _sender.SendAsync(
        Order(Balance, null, null, () => Get("user/balance"), ReadWith<WireBalance, DeepSeekBalance>(
            DeepSeekChatJsonContext.Default.WireBalance, DeepSeekChatAnswerWire.BalanceOf)),
        cancellationToken);

    private CallOrder<T> Order<T>(
        Operation operation,
        string? callId,
        string? model,
        Func<HttpRequestMessage> message,
        Func<HttpResponseMessage, CancellationToken, Task<Answer<T>>> readAsync) => new()
        {
            Operation = operation,
            CallId = callId ?? _parts.NewCallId(),
            Model = model,
            Timeout = _options.Timeout,
            Message = message,
            ReadAsync = readAsync,
            ReadRefusal = DeepSeekChatErrors.Read,
            Confidential = [_options.ApiKey],
        };

    private string[] Secrets(DeepSeekChatRequest request) =>
        [_options.ApiKey, .. request.Messages.SelectMany(SecretsOf)];

    private static IEnumerable<string> SecretsOf(DeepSeekChatMessage message) =>
        [message.Content, message.Reasoning ?? "", .. message.ToolCalls.Select(call => call.Arguments)];

    private HttpRequestMessage Post(DeepSeekChatRequest request, bool isStream)
    {
        var message = Signed(
            HttpMethod.Post, DeepSeekChatWire.NeedsBeta(request) ? DeepSeekAddress.Beta(_options.BaseUrl) : _options.BaseUrl, "chat/completions");
        message.Content = new ByteArrayContent(DeepSeekChatWire.Write(request, _options, isStream));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return message;
    }

    private HttpRequestMessage Get(string path) => Signed(HttpMethod.Get, _options.BaseUrl, path);

    private HttpRequestMessage Signed(HttpMethod method, Uri address, string path)
    {
        var message = new HttpRequestMessage(method, BaseAddress.Join(address, path));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        return message;
    }

    private static Func<HttpResponseMessage, CancellationToken, Task<Answer<TResult>>> ReadWith<TWire, TResult>(
        JsonTypeInfo<TWire> type, Func<TWire, TResult> convert)
        where TWire : class =>
        async (response, cancellationToken) =>
        {
            var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);
            return TryParse(body, type) is { } wire
                ? new Answer<TResult>(convert(wire))
                : new Answer<TResult>(default, DeepSeekChatErrors.Malformed("the answer is not the JSON that was expected"));
        };

    private async Task<Answer<DeepSeekChatCompletion>> ReadCompletionAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response, MostAnswerBytes, cancellationToken).ConfigureAwait(false);

        if (body.All(static letter => char.IsWhiteSpace((char)letter)))
        {
            return new Answer<DeepSeekChatCompletion>(null, DeepSeekChatErrors.Empty());
        }

        var answer = TryParse(body, DeepSeekChatJsonContext.Default.WireAnswer);
        if (answer is { Error: { } error })
        {
            return new Answer<DeepSeekChatCompletion>(null, DeepSeekChatErrors.InAnswer(error));
        }

        if (answer is not { Choices: [{ Message: { } message } choice, ..] })
        {
            return new Answer<DeepSeekChatCompletion>(null, DeepSeekChatErrors.Malformed("the answer is cut off or has no choices"));
        }

        if (choice.FinishReason is "insufficient_system_resource" && string.IsNullOrEmpty(message.Content))
        {
            return new Answer<DeepSeekChatCompletion>(null, DeepSeekChatErrors.NoResource());
        }

        var costUsd = DeepSeekChatAnswerWire.CostOf(answer, _parts.TimeProvider.GetUtcNow(), _options);
        return new Answer<DeepSeekChatCompletion>(DeepSeekChatAnswerWire.CompletionOf(answer, message, choice, costUsd))
        {
            SettledMicroUsd = DeepSeekPrices.MicroUsd(costUsd),
        };
    }

    private async Task<Answer<DeepSeekChatStream>> OpenStreamAsync(
        HttpResponseMessage response, DeepSeekChatRequest request, CancellationToken cancellationToken)
    {
        var stream = new DeepSeekChatStream(_options, _parts.TimeProvider, Secrets(request));
        var failure = await stream.OpenAsync(response, cancellationToken).ConfigureAwait(false);
        return new Answer<DeepSeekChatStream>(stream, failure) { TakeOver = stream.TakeOver };
    }

    private static T? TryParse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
