using System.Globalization;
using System.Text;
using Emulator.Exchanges;

namespace Emulator.Flux.Bfl;

/// <summary>What the storage that delivers pictures says when it delivers none: Azure's XML.</summary>
internal static class BflStorage
{
    private const string AuthenticationFailed =
        "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.";

    public static Reply BlobNotFound(Exchange exchange) =>
        Error(exchange, 404, "BlobNotFound", "The specified blob does not exist.").Because("there is no picture at this URL");

    public static Reply WrongSignature(Exchange exchange) =>
        Error(exchange, 403, "AuthenticationFailed", AuthenticationFailed, "Signature did not match.")
            .Because("the URL's signature is not the one that was handed out");

    public static Reply SignatureExpired(Exchange exchange, DateTimeOffset start, DateTimeOffset expiry) =>
        Error(
            exchange,
            403,
            "AuthenticationFailed",
            AuthenticationFailed,
            $"Signature not valid in the specified time frame: Start [{Http(start)}] - Expiry [{Http(expiry)}] - Current [{Http(exchange.Clock.Now)}]")
            .Because($"the URL expired at {Http(expiry)}");

    private static Reply Error(Exchange exchange, int status, string code, string message, string? detail = null)
    {
        var time = exchange.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        var more = detail is null ? "" : $"<AuthenticationErrorDetail>{detail}</AuthenticationErrorDetail>";
        var xml = $"""
            <?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{message}
            RequestId:{exchange.Ids.Uuid()}
            Time:{time}</Message>{more}</Error>
            """;
        return Reply.Whole(status, "application/xml", Encoding.UTF8.GetBytes(xml.ReplaceLineEndings("\n")));
    }

    private static string Http(DateTimeOffset instant) => instant.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}
