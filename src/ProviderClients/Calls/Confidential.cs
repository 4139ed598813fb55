namespace ProviderClients.Calls;

/// <summary>Keeps keys and prompts out of messages: providers like to quote what they refuse.</summary>
internal static class Confidential
{
    /// <summary>A shorter match is a common word, not a quotation.</summary>
    private const int ShortestEcho = 12;

    /// <summary>The message itself, or what can be said without it when it repeats a secret, in part or whole.</summary>
    public static string WithoutEcho(string message, int? status, IReadOnlyList<string> secrets) =>
        secrets.Any(secret => Repeats(message, secret))
            ? $"{(status is null ? "failed" : $"HTTP {status}")}: the provider's words repeat the request and are left out"
            : message;

    private static bool Repeats(string message, string secret)
    {
        if (secret.Length < ShortestEcho)
        {
            return secret.Length > 3 && message.Contains(secret, StringComparison.Ordinal);
        }

        for (var start = 0; start + ShortestEcho <= message.Length; start++)
        {
            if (secret.AsSpan().Contains(message.AsSpan(start, ShortestEcho), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
