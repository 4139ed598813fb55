using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Emulator.Exchanges;
using Emulator.Images;

namespace Emulator.Flux.Bfl;

/// <summary>
/// A picture's place in the storage, Azure's, and the signed URLs that lead to it: whoever has one needs nothing else, until the
/// instant that it names.
/// </summary>
/// <param name="Id">32 hexadecimal digits that no other picture has.</param>
/// <param name="Address">The URL without its query.</param>
/// <param name="MediaType">What the storage says that it is.</param>
/// <param name="SigningKey">What its URLs are signed with; never told.</param>
internal sealed record BflSample(string Id, string Address, string MediaType, string SigningKey)
{
    /// <summary>Where the picture that a request makes will lie.</summary>
    public static BflSample For(Exchange exchange, PictureSpec picture)
    {
        var rules = BflRules.Of(exchange);
        var root = rules.Section.DeliveryHost is { } host ? BflHosts.UrlAt(exchange, host) : $"{exchange.BaseUrl}/delivery";
        var id = exchange.Ids.Hex(32);
        var folder = rules.IsSince(BflCatalog.NestedPictures)
            ? $"{exchange.Ids.Hex(2)}/{exchange.Ids.Hex(6)}{id.AsSpan(0, 8)}/"
            : "";
        return new BflSample(id, $"{root}/results/{folder}{id}/{FileNameOf(picture)}", picture.MediaType, exchange.Ids.Letters(32));
    }

    public static string FileNameOf(PictureSpec picture) => $"sample.{picture.Extension}";

    /// <summary>Whether a request's path is the picture's; its own beginning depends on the host that was asked.</summary>
    public bool IsAt(string path) =>
        path.EndsWith(Address[Address.LastIndexOf("/results/", StringComparison.Ordinal)..], StringComparison.Ordinal);

    /// <summary>A URL that leads to the picture until an instant.</summary>
    public string UrlUntil(DateTimeOffset expiry)
    {
        var until = expiry.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"{Address}?se={Uri.EscapeDataString(until)}&sp=r&sv=2024-11-04&sr=b&rsct={MediaType}&sig={Uri.EscapeDataString(SignatureFor(until))}";
    }

    /// <summary>When a URL ends; <see langword="null"/> where its signature is not of this picture and that instant.</summary>
    /// <param name="expiry">The URL's <c>se</c>.</param>
    /// <param name="signature">The URL's <c>sig</c>.</param>
    public DateTimeOffset? ExpiryOf(string? expiry, string? signature) =>
        expiry is not null && signature == SignatureFor(expiry)
            ? DateTimeOffset.Parse(expiry, CultureInfo.InvariantCulture)
            : null;

    private string SignatureFor(string expiry) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SigningKey), Encoding.UTF8.GetBytes(expiry)));
}
