using Emulator.Network;

namespace Emulator.Flux.Bfl;

/// <summary>Every host name of the provider: one for all, one for each region, and those that pictures are fetched from.</summary>
internal static class BflHosts
{
    /// <summary>Those that were seen; certificates name each, because a star in the middle of a name means nothing to them.</summary>
    private static readonly string[] Regions = ["eu", "us", "eu1", "us1", "eu2", "us6", "ice"];

    public static IReadOnlyList<ProviderHost> All { get; } =
    [
        new("api.bfl.ai", "/flux"),
        new("api.bfl.ml", "/flux"),
        new("gateway.bfl.ai", "/flux"),
        .. Regions.Select(region => new ProviderHost($"api.{region}.bfl.ai", "/flux")),
        .. Regions.Select(region => new ProviderHost($"delivery.{region}.bfl.ai", "/flux/delivery")),
        new("api.*.bfl.ai", "/flux"),
        new("delivery.*.bfl.ai", "/flux/delivery"),
        new("delivery-*.bfl.ai", "/flux/delivery"),
    ];
}
