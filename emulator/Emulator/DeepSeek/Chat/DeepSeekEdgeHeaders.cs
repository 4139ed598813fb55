using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat;

/// <summary>The headers that stand on every answer: the provider's own, and those of the network before it, as both were captured.</summary>
internal static class DeepSeekEdgeHeaders
{
    /// <summary>The lengths of the networks' own ids, counted in captures; their contents are nobody's business.</summary>
    private const int ViaLength = 32;
    private const int CloudFrontIdLength = 54;

    public static Reply Put(Exchange exchange, Reply reply)
    {
        var edge = DeepSeekChatRules.Of(exchange).Section.Edge;
        var ids = exchange.Ids;
        reply
            .With("Server", edge is DeepSeekEdge.CloudFront ? "elb" : "openresty")
            .With("Vary", "origin, access-control-request-method, access-control-request-headers")
            .With("Access-Control-Allow-Credentials", "true")
            .With("X-DS-Trace-ID", ids.Hex(32))
            .With("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload")
            .With("X-Content-Type-Options", "nosniff");
        return edge switch
        {
            DeepSeekEdge.EdgeOne => reply.With("EO-LOG-UUID", EdgeOneId(exchange)).With("EO-Cache-Status", "MISS"),
            DeepSeekEdge.CloudFront => reply
                .With("X-Cache", "Miss from cloudfront")
                .With("Via", $"1.1 {ids.Hex(ViaLength)}.cloudfront.net (CloudFront)")
                .With("X-Amz-Cf-Pop", "FRA56-P1")
                .With("X-Amz-Cf-Id", $"{ids.Letters(CloudFrontIdLength)}=="),
            _ => reply,
        };
    }

    /// <summary>Digits, as many as fit; the real form is not noted.</summary>
    private static string EdgeOneId(Exchange exchange) =>
        $"{Chance.Seed.For(exchange.Seed, "edge", exchange.Served.Name, exchange.Entry.Seq)}";
}
