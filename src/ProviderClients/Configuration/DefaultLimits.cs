using ProviderClients.Limiting;

namespace ProviderClients.Configuration;

/// <summary>What a client keeps where its configuration names no limit.</summary>
internal static class DefaultLimits
{
    private static readonly TimeSpan Hour = TimeSpan.FromSeconds(3600);

    public static readonly IReadOnlyList<Rate> DeepSeek = [new Rate(100, Hour)];

    public static readonly IReadOnlyList<Rate> NanoBanana = [new Rate(50, Hour)];
}
