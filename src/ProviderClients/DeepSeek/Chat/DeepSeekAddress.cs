namespace ProviderClients.DeepSeek.Chat;

/// <summary>Finds the provider's beta address beside the one that is configured.</summary>
internal static class DeepSeekAddress
{
    private const string BetaSegment = "/beta";
    private const string AliasSegment = "/v1";

    /// <summary>The beta address has no <c>v1</c>, which elsewhere is an alias and nothing more.</summary>
    public static Uri Beta(Uri baseUrl)
    {
        var address = baseUrl.AbsoluteUri.TrimEnd('/');
        if (address.EndsWith(BetaSegment, StringComparison.Ordinal))
        {
            return baseUrl;
        }

        var root = address.EndsWith(AliasSegment, StringComparison.Ordinal) ? address[..^AliasSegment.Length] : address;
        return new Uri(root + BetaSegment);
    }
}
