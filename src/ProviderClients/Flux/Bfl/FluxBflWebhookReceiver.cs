using System.Security.Cryptography;
using System.Text;

namespace ProviderClients.Flux.Bfl;

/// <summary>
/// Takes the provider's news of finished jobs and wakes whoever waits for them. Feed it from an endpoint: <c>MapFluxBflWebhook</c> does, and
/// any other host passes on the two headers and the raw body.
/// </summary>
/// <remarks>
/// The provider describes its proof in two ways: <c>X-BFL-Signature: sha256=...</c>, an HMAC-SHA256 of the raw body, and
/// <c>X-Webhook-Secret</c>, the secret itself. One of them must be there, and every one that is there must be right; both are compared in
/// constant time. News may come twice, late or never: a second delivery changes nothing, and the client goes on asking. News of jobs that
/// nobody here waits for yet is kept, the newest 1024.
/// </remarks>
public sealed class FluxBflWebhookReceiver
{
    /// <summary>The longest body that is read; the provider's are far shorter.</summary>
    public const int MostBodyBytes = 1024 * 1024;

    /// <summary>The header with the signature.</summary>
    public const string SignatureHeader = "X-BFL-Signature";

    /// <summary>The header with the secret.</summary>
    public const string SecretHeader = "X-Webhook-Secret";

    private const string SignaturePrefix = "sha256=";
    private const int MostKept = 1024;

    private readonly byte[] _secret;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FluxBflResult> _kept = [];
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, TaskCompletionSource> _waiters = [];

    /// <summary>Makes a receiver.</summary>
    /// <param name="secret">The secret that is sent along with every submit; not empty.</param>
    public FluxBflWebhookReceiver(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        _secret = Encoding.UTF8.GetBytes(secret);
    }

    /// <summary>Takes one delivery.</summary>
    /// <param name="signature">The value of <see cref="SignatureHeader"/>; <see langword="null"/> without it.</param>
    /// <param name="secret">The value of <see cref="SecretHeader"/>; <see langword="null"/> without it.</param>
    /// <param name="body">The raw body, not one byte changed.</param>
    /// <returns>What it was; <see cref="FluxBflWebhookOutcome"/> tells which status to answer with.</returns>
    public FluxBflWebhookOutcome Receive(string? signature, string? secret, ReadOnlySpan<byte> body)
    {
        if (body.Length > MostBodyBytes)
        {
            return FluxBflWebhookOutcome.TooLarge;
        }

        if (!IsProven(signature, secret, body))
        {
            return FluxBflWebhookOutcome.Unproven;
        }

        if (FluxBflWire.ReadResult(body) is not { } result)
        {
            return FluxBflWebhookOutcome.Malformed;
        }

        // News that is none, or that lacks the picture: asking will tell.
        return result.IsTerminal && result is not { Status: "Ready", Sample: null } ? Keep(result) : FluxBflWebhookOutcome.Accepted;
    }

    /// <summary>The news of a job; <see langword="null"/> while there is none.</summary>
    internal FluxBflResult? Find(string jobId)
    {
        lock (_lock)
        {
            return _kept.GetValueOrDefault(jobId);
        }
    }

    /// <summary>Ends once there is news of a job. Whoever asks says <see cref="Forget"/> in the end.</summary>
    internal Task NewsOf(string jobId)
    {
        lock (_lock)
        {
            if (_kept.ContainsKey(jobId))
            {
                return Task.CompletedTask;
            }

            if (!_waiters.TryGetValue(jobId, out var waiter))
            {
                _waiters[jobId] = waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return waiter.Task;
        }
    }

    internal void Forget(string jobId)
    {
        lock (_lock)
        {
            _waiters.Remove(jobId);
        }
    }

    private FluxBflWebhookOutcome Keep(FluxBflResult result)
    {
        lock (_lock)
        {
            if (!_kept.TryAdd(result.Id, result))
            {
                return FluxBflWebhookOutcome.Duplicate;
            }

            _order.Enqueue(result.Id);
            if (_order.Count > MostKept)
            {
                _kept.Remove(_order.Dequeue());
            }

            if (_waiters.TryGetValue(result.Id, out var waiter))
            {
                waiter.TrySetResult();
            }

            return FluxBflWebhookOutcome.Accepted;
        }
    }

    private bool IsProven(string? signature, string? secret, ReadOnlySpan<byte> body) =>
        (signature, secret) is not (null, null)
        && (signature is null || IsSignature(signature, body))
        && (secret is null || IsSecret(secret));

    private bool IsSignature(string signature, ReadOnlySpan<byte> body)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, body, expected);
        var hex = signature.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? signature.AsSpan(SignaturePrefix.Length) : default;
        return hex.Length == 2 * given.Length
            && Convert.FromHexString(hex, given, out _, out _) is System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    /// <summary>Hashes are compared, so that not even the length can be measured.</summary>
    private bool IsSecret(string secret) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(_secret), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <summary>What a delivery was.</summary>
public enum FluxBflWebhookOutcome
{
    /// <summary>News; answer 204.</summary>
    Accepted,

    /// <summary>News that had come before; answer 204, or it comes again.</summary>
    Duplicate,

    /// <summary>Not proven to be the provider's; answer 401.</summary>
    Unproven,

    /// <summary>No job can be read from it; answer 400.</summary>
    Malformed,

    /// <summary>Longer than any news is; answer 413.</summary>
    TooLarge,
}
