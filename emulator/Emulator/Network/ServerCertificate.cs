using System.Security.Cryptography.X509Certificates;
using Emulator.Exchanges;

namespace Emulator.Network;

/// <summary>What the https port shows its clients, and what they must trust to believe it.</summary>
/// <param name="Leaf">For this machine's names and those of all providers.</param>
/// <param name="Authority">The certificate that vouches for it, without its key.</param>
/// <param name="AuthorityPath">The file that clients trust.</param>
internal sealed record ServerCertificate(X509Certificate2 Leaf, X509Certificate2 Authority, string AuthorityPath)
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "::1"];

    /// <summary>What was made or put right in the folder, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <param name="settings">Where the authority is kept, and further names.</param>
    /// <param name="dialects">Whose host names it is for.</param>
    /// <param name="timeProvider">The machine's clock, whatever clock the emulator runs on: clients check with theirs.</param>
    /// <param name="cancellationToken">Ends the wait for another server that uses the folder.</param>
    /// <exception cref="UnusableInputException">The folder cannot be used.</exception>
    public static async Task<ServerCertificate> MakeAsync(
        NetworkSettings settings, IEnumerable<DialectTraits> dialects, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        CertificateFolder folder = new(Path.GetFullPath(settings.CaFolder ?? CertificateFolder.DefaultPath()), timeProvider);
        using var authority = await folder.OpenAsync(cancellationToken);
        var names = OwnNames
            .Concat(settings.PublicUrl is { } url ? [url.Host.Trim('[', ']')] : [])
            .Concat(dialects.SelectMany(dialect => dialect.ProviderHosts).Select(host => host.CertificateName).OfType<string>());
        return new ServerCertificate(
            CertificateAuthority.Issue(authority, names, timeProvider.GetUtcNow()),
            X509CertificateLoader.LoadCertificate(authority.RawData),
            folder.CertificatePath)
        {
            Notes = folder.Notes,
        };
    }
}
