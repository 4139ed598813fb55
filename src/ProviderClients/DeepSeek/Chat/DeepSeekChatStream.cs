using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ProviderClients.Calls;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>
/// One streamed answer. It is read up to its first text or function call before the call returns, so that everything that goes wrong until
/// then is an ordinary failure and may be tried again; afterwards nothing is repeated.
/// </summary>
internal sealed class DeepSeekChatStream : IAsyncDisposable
{
    private const string Done = "[DONE]";
    private const string NoResource = "insufficient_system_resource";
    private const long MostStreamBytes = 256 * 1024 * 1024;

    private readonly CancellationTokenSource _closing = new();
    private readonly Queue<WireAnswer> _readAhead = new();
    private readonly DeepSeekChatOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _silence;
    private IAsyncEnumerator<SseItem<string>>? _events;
    private OpenExchange? _exchange;
    private readonly IReadOnlyList<string> _confidential;
    private decimal? _costUsd;
    private long _bytes;
    private bool _isAtLineStart = true;
    private bool _saysSomething;

    /// <param name="options">How long it may be silent.</param>
    /// <param name="timeProvider">Tells the time.</param>
    /// <param name="confidential">What the words of a later error must not repeat; earlier ones are compared by the sender.</param>
    public DeepSeekChatStream(DeepSeekChatOptions options, TimeProvider timeProvider, IReadOnlyList<string> confidential)
    {
        _options = options;
        _timeProvider = timeProvider;
        _confidential = confidential;
        _silence = timeProvider.CreateTimer(
            static closing => ((CancellationTokenSource)closing!).Cancel(), _closing, options.LongestSilence, Timeout.InfiniteTimeSpan);
    }

    public void TakeOver(OpenExchange exchange) => _exchange = exchange;

    /// <summary>Reads up to the first text; a stream that ends or errs before it is a failure of the call.</summary>
    public async Task<CallFailure?> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var watched = new WatchedStream(body, OnRead);
        _events = SseParser.Create(watched).EnumerateAsync(_closing.Token).GetAsyncEnumerator(CancellationToken.None);
        using var givingUp = cancellationToken.UnsafeRegister(static closing => ((CancellationTokenSource)closing!).Cancel(), _closing);
        var isOpen = false;
        try
        {
            while (!isOpen)
            {
                var (piece, failure) = await NextAsync().ConfigureAwait(false);
                if (piece is null)
                {
                    return failure ?? (_saysSomething
                        ? DeepSeekChatErrors.Malformed("the stream ended before its first text")
                        : DeepSeekChatErrors.Empty());
                }

                var choice = piece.Choices?.FirstOrDefault();
                if (choice?.FinishReason is NoResource)
                {
                    return DeepSeekChatErrors.NoResource();
                }

                _readAhead.Enqueue(piece);
                isOpen = choice is { FinishReason: not null } or { Delta.Content.Length: > 0 }
                    or { Delta.ReasoningContent.Length: > 0 } or { Delta.ToolCalls.Length: > 0 };
            }

            // From here on the clock runs from text to text: keep-alives hold a place in a queue, they do not finish a sentence.
            StartSilence();
            return null;
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException($"nothing came for {_options.LongestSilence.TotalSeconds:0} s", e);
        }
        finally
        {
            if (!isOpen)
            {
                await _silence.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public async IAsyncEnumerable<DeepSeekChatUpdate> ReadAsync(
        string callId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var closing = cancellationToken.UnsafeRegister(static closing => ((CancellationTokenSource)closing!).Cancel(), _closing);
        for (var isFinished = false; ;)
        {
            var (piece, failure) = _readAhead.TryDequeue(out var ahead)
                ? (ahead, null)
                : await NextOrInterruptedAsync(cancellationToken).ConfigureAwait(false);
            if (piece is null)
            {
                failure ??= isFinished ? null : Interrupted("the stream ended without a finish reason");
                End(new ExchangeEnd(failure is null ? "succeeded" : "failed", failure, failure?.Message ?? "succeeded", null));
                if (failure is not null)
                {
                    throw new ProviderException(DeepSeekChatClient.Dialect, failure, callId, 1);
                }

                yield break;
            }

            var update = UpdateOf(piece);
            isFinished |= update.FinishReason is not null;
            yield return update;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Leaving the loop early is the caller's right: the connection is closed, and what was delivered counts.
        End(new ExchangeEnd("cancelled", null, "the caller left before the end", null));
        await _silence.DisposeAsync().ConfigureAwait(false);
        if (_events is not null)
        {
            await _events.DisposeAsync().ConfigureAwait(false);
        }

        // Last: until here the timer and the reads may still ask for it.
        _closing.Dispose();
    }

    private CallFailure Interrupted(string why) => new(
        ProviderErrorKind.StreamInterrupted,
        $"the stream was interrupted: {Confidential.WithoutEcho(why, null, _confidential)}")
    {
        Status = 200,
    };

    private void End(ExchangeEnd end) =>
        _exchange?.End(end with { SettledMicroUsd = DeepSeekPrices.MicroUsd(_costUsd) });

    private void StartSilence() => _silence.Change(_options.LongestSilence, Timeout.InfiniteTimeSpan);

    private void OnRead(ReadOnlyMemory<byte> bytes)
    {
        _bytes += bytes.Length;
        if (_bytes > MostStreamBytes)
        {
            throw new IOException($"the stream is longer than {MostStreamBytes} bytes");
        }

        if (_exchange is null)
        {
            StartSilence();
            _saysSomething |= SaysSomething(bytes.Span);
        }
    }

    /// <summary>Whether there is more than blank lines and comments, which only keep a queue's place.</summary>
    private bool SaysSomething(ReadOnlySpan<byte> bytes)
    {
        foreach (var letter in bytes)
        {
            var isBlank = letter is (byte)'\n' or (byte)'\r';
            if (_isAtLineStart && !isBlank && letter is not ((byte)':' or (byte)' ' or (byte)'\t'))
            {
                return true;
            }

            _isAtLineStart = isBlank || (_isAtLineStart && letter is (byte)' ' or (byte)'\t');
        }

        return false;
    }

    private async Task<(WireAnswer? Piece, CallFailure? Failure)> NextOrInterruptedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (piece, failure) = await NextAsync().ConfigureAwait(false);
            StartSilence();
            return (piece, failure is null ? null : Interrupted(failure.Message));
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var why = e is OperationCanceledException ? $"no text for {_options.LongestSilence.TotalSeconds:0} s" : "the connection broke";
            return (null, Interrupted(why) with { Cause = e });
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
            { Error: { } error } => (null, DeepSeekChatErrors.InAnswer(error)),

            // The provider's older pages promise a last piece of usage alone; what it sends has a choice on every piece.
            { Choices: [{ }, ..] } or { Choices: [], Usage: not null } => (piece, null),
            _ => (null, DeepSeekChatErrors.Malformed("a piece of the stream has no choices")),
        };
    }

    private DeepSeekChatUpdate UpdateOf(WireAnswer piece)
    {
        var costUsd = DeepSeekChatAnswerWire.CostOf(piece, _timeProvider.GetUtcNow(), _options);
        _costUsd = costUsd ?? _costUsd;
        return DeepSeekChatAnswerWire.UpdateOf(piece, costUsd);
    }
}
