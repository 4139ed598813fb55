using Emulator.Exchanges;
using Emulator.Network;

namespace Emulator.Flux.Bfl;

/// <summary>Every host name of the provider: one for all, one for each region, and those that pictures are fetched from.</summary>
internal static class BflHosts
{
    private const string Base = "/flux";
    private const string Deliveries = "/flux/delivery";

    /// <summary>Those that were seen; certificates name each, because a star in the middle of a name means nothing to them.</summary>
    private static readonly string[] Regions = ["eu", "us", "eu1", "us1", "eu2", "us6", "ice"];

    private static readonly ProviderHost Regional = new("api.*.bfl.ai", Base);

    public static IReadOnlyList<ProviderHost> All { get; } =
    [
        new("api.bfl.ai", Base),
        new("api.bfl.ml", Base),
        new("gateway.bfl.ai", Base),
        .. Regions.Select(region => new ProviderHost($"api.{region}.bfl.ai", Base)),
        .. Regions.Select(region => new ProviderHost($"delivery.{region}.bfl.ai", Deliveries)),
        Regional,
        new("delivery.*.bfl.ai", Deliveries),
        new("delivery-*.bfl.ai", Deliveries),
    ];

    public static bool IsApi(string host) => All.Any(one => one.BasePath == Base && one.Matches(host));

    public static bool IsDelivery(string host) => All.Any(one => one.BasePath == Deliveries && one.Matches(host));

    /// <summary>The region that a host is of: <c>us6</c>; empty for those of all regions, and for the emulator's own.</summary>
    public static string RegionOf(string host) => Regional.Matches(host) ? host.Split('.')[1].ToLowerInvariant() : "";

    /// <summary>A base URL at another of the provider's hosts, with the scheme and port by which this client came.</summary>
    public static string UrlAt(Exchange exchange, string host)
    {
        var request = exchange.Http.Request;
        var port = request.Host.Port is { } number ? $":{number}" : "";
        return $"{request.Scheme}://{host}{port}{exchange.RunPath}";
    }
}
