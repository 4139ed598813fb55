using System.Text;

namespace Emulator.Network;

/// <summary>What people are told of TLS and the token when the server starts: comments, so that all of the greeting can be pasted.</summary>
internal static class NetworkGreeting
{
    /// <param name="text">The greeting.</param>
    /// <param name="url">The server's plain address.</param>
    /// <param name="httpsUrl">Its address with TLS; <see langword="null"/> when it has none.</param>
    /// <param name="network">What it was told.</param>
    public static void Append(StringBuilder text, string url, string? httpsUrl, NetworkSettings network)
    {
        url = Reachable(url);
        httpsUrl = httpsUrl is null ? null : Reachable(httpsUrl);
        if (httpsUrl is not null && network.Certificate is { } certificate)
        {
            text.AppendLine($"# https: {httpsUrl}, and every provider's own host name that leads here; trust the CA in one of these ways:");
            text.AppendLine($"#   export SSL_CERT_FILE={certificate.AuthorityPath}         (OpenSSL, Python, Go, .NET; in place of all other CAs)");
            text.AppendLine($"#   export NODE_EXTRA_CA_CERTS={certificate.AuthorityPath}   (Node.js)");
            text.AppendLine($"#   curl --cacert {certificate.AuthorityPath} {httpsUrl}/health");
        }

        if (network.ControlToken is { IsGenerated: true } token)
        {
            text.AppendLine($"# control takes the header {ControlGuard.Header}: {token.Text}");
            text.AppendLine($"#   the page: {network.PublicUrl?.Text ?? url}/?token={token.Text}");
        }
        else if (network.ControlToken is not null)
        {
            text.AppendLine($"# control takes the header {ControlGuard.Header} with the value of --control-token.");
        }
    }

    /// <summary>The address that means all of a machine's cannot be opened in a browser, and no certificate names it.</summary>
    private static string Reachable(string url) => url
        .Replace("//0.0.0.0:", "//localhost:", StringComparison.Ordinal)
        .Replace("//[::]:", "//localhost:", StringComparison.Ordinal);
}
