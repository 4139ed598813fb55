namespace ProviderClients.Calls;

/// <summary>What a call's identity may look like: it goes into a header, a log line and a file name.</summary>
internal static class CallIdRules
{
    private const int Longest = 200;

    /// <exception cref="ArgumentException">The identity cannot be sent.</exception>
    public static void Check(string callId)
    {
        if (callId.Length is 0 or > Longest || !callId.All(static letter => letter is > ' ' and <= '~'))
        {
            throw new ArgumentException(
                $"A CallId has 1 to {Longest} visible ASCII characters without spaces; leave it out to have one made.", nameof(callId));
        }
    }
}
