using System.Collections.ObjectModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Emulator.Callbacks;
using Emulator.Exchanges;
using Emulator.Jobs;

namespace Emulator.Flux.Bfl;

/// <summary>
/// What the provider posts to a webhook: the task's result with a timestamp, with both signatures that its own pages describe,
/// because they contradict each other.
/// </summary>
internal static class BflWebhook
{
    /// <summary>As the provider's description of retries has it; it is the only one there is.</summary>
    public static readonly CallbackPolicy Policy = new(
        TimeSpan.FromSeconds(30), [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)]);

    /// <summary>Orders the callback that a submit asks for, if it does; a job that never ends has none.</summary>
    public static void Order(Exchange exchange, Job<BflTask> job, BflRequest request)
    {
        if (request.WebhookUrl is not { } url || exchange.FateOf(request.Prompt) is JobFate.Stuck)
        {
            return;
        }

        // The order outlives the request, and must not keep what it does not need.
        var secret = request.WebhookSecret;
        exchange.OrderCallback(new CallbackOrder
        {
            Receiver = new Uri(url),
            DueAt = job.EndedAt,
            MessageAt = now => MessageAt(job, secret, now),
            Policy = Policy,
            Dialect = exchange.Served.Name,
            Job = job.Id,
        });
    }

    private static CallbackMessage MessageAt(Job<BflTask> job, string? secret, DateTimeOffset now)
    {
        var result = BflWire.Result(job, now);
        var stamp = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        byte[] body = [.. result.AsSpan(0, result.Length - 1), .. Encoding.UTF8.GetBytes($",\"timestamp\":\"{stamp}\"}}")];
        return new CallbackMessage(body, secret is null ? ReadOnlyDictionary<string, string>.Empty : Signatures(body, secret));
    }

    private static Dictionary<string, string> Signatures(byte[] body, string secret) => new()
    {
        ["X-Webhook-Secret"] = secret,
        ["X-BFL-Signature"] =
            $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}",
    };
}
