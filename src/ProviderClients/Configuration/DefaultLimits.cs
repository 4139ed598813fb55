using ProviderClients.Limiting;

namespace ProviderClients.Configuration;

/// <summary>What a client keeps where its configuration names no limit.</summary>
internal static class DefaultLimits
{
    private static readonly TimeSpan Hour = TimeSpan.FromSeconds(3600);

    public static readonly IReadOnlyList<Rate> DeepSeek = [new Rate(100, Hour)];

    public static readonly IReadOnlyList<Rate> NanoBanana = [new Rate(50, Hour)];

    /// <summary>What the provider's family publishes; over it the answer is 429 and nothing is queued.</summary>
    public static readonly IReadOnlyList<Rate> NanoBananaTaskApi = [new Rate(20, TimeSpan.FromSeconds(10))];

    /// <summary>The provider publishes no numbers, only the account's own page shows them: they are configuration.</summary>
    public static readonly IReadOnlyList<Rate> NanoBananaGemini = [];
}
