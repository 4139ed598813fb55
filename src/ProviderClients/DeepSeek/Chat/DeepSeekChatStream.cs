using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ProviderClients.Calls;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>
/// One streamed answer. Its first piece is read before the call returns, so that everything that goes wrong up to there is
/// an ordinary failure and may be tried again; afterwards nothing is repeated.
/// </summary>
internal sealed class DeepSeekChatStream(DeepSeekChatOptions options, TimeProvider timeProvider) : IAsyncDisposable
{
    private const string Done = "[DONE]";

    private IAsyncEnumerator<SseItem<string>>? _events;
    private OpenExchange? _exchange;
    private WireAnswer? _first;
    private DeepSeekChatUsage _usage = new(0, 0, 0, 0);
    private string _model = options.Model;

    public void TakeOver(OpenExchange exchange) => _exchange = exchange;

    /// <summary>Reads up to the first piece; a stream that ends or errs before it is a failure of the call.</summary>
    public async Task<CallFailure?> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var alive = new LivenessStream(body, options.LongestSilence, timeProvider);

        // The enumeration outlives this token; each later read gets its own by closing the connection.
        _events = SseParser.Create(alive).EnumerateAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        using var closing = cancellationToken.UnsafeRegister(static answer => ((HttpResponseMessage)answer!).Dispose(), response);
        try
        {
            var (piece, failure) = await NextAsync().ConfigureAwait(false);
            _first = piece;
            return failure ?? (piece is null ? DeepSeekChatErrors.Malformed("the stream ended before its first piece") : null);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The call was given up while its answer was awaited.", e, cancellationToken);
        }
    }

    public async IAsyncEnumerable<DeepSeekChatUpdate> ReadAsync(
        string callId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var closing = cancellationToken.UnsafeRegister(
            static stream => ((DeepSeekChatStream)stream!).End(Interrupted("the caller cancelled")), this);
        var isFinished = false;
        for (var piece = _first; piece is not null;)
        {
            var update = UpdateOf(piece);
            isFinished |= update.FinishReason is not null;
            yield return update;
            (piece, var failure) = await NextOrInterruptedAsync(cancellationToken).ConfigureAwait(false);
            if (failure is not null || (piece is null && !isFinished))
            {
                failure ??= Interrupted("the stream ended without a finish reason");
                End(failure);
                throw new ProviderException(DeepSeekChatClient.Dialect, failure, callId, 1);
            }
        }

        End(null);
    }

    public async ValueTask DisposeAsync()
    {
        // Leaving the loop early is the caller's right: the connection is closed, and what was delivered counts.
        End(null);
        if (_events is not null)
        {
            try
            {
                await _events.DisposeAsync().ConfigureAwait(false);
            }
            catch (NotSupportedException)
            {
                // A read that was under way when the connection was closed; it is gone with it.
                return;
            }
        }
    }

    private static CallFailure Interrupted(string why) =>
        new(ProviderErrorKind.StreamInterrupted, $"the stream was interrupted: {why}") { Status = 200 };

    private void End(CallFailure? failure) =>
        _exchange?.End(failure, DeepSeekPrices.MicroUsd(_model, _usage, timeProvider.GetUtcNow()));

    private async Task<(WireAnswer? Piece, CallFailure? Failure)> NextOrInterruptedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (piece, failure) = await NextAsync().ConfigureAwait(false);
            return (piece, failure is null ? null : Interrupted(failure.Message));
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, Interrupted("the connection broke") with { Cause = e });
        }
    }

    private async Task<(WireAnswer? Piece, CallFailure? Failure)> NextAsync()
    {
        if (!await _events!.MoveNextAsync().ConfigureAwait(false) || _events.Current.Data == Done)
        {
            return (null, null);
        }

        WireAnswer? piece;
        try
        {
            piece = JsonSerializer.Deserialize(_events.Current.Data, DeepSeekChatJsonContext.Default.WireAnswer);
        }
        catch (JsonException)
        {
            return (null, DeepSeekChatErrors.Malformed("a piece of the stream is not JSON"));
        }

        return piece switch
        {
            { Error: { } error } => (null, new CallFailure(ProviderErrorKind.ServerError, error.Message ?? "an error without words")),
            { Choices: [_, ..] } => (piece, null),
            _ => (null, DeepSeekChatErrors.Malformed("a piece of the stream has no choices")),
        };
    }

    private DeepSeekChatUpdate UpdateOf(WireAnswer piece)
    {
        var choice = piece.Choices![0];
        _model = piece.Model ?? _model;
        var usage = piece.Usage is null ? null : DeepSeekChatWire.UsageOf(piece.Usage);
        _usage = usage ?? _usage;
        return new DeepSeekChatUpdate(
            choice.Delta?.Content ?? "", choice.Delta?.ReasoningContent ?? "", choice.FinishReason, usage);
    }
}
