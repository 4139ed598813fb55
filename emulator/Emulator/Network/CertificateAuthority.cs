using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Emulator.Network;

/// <summary>A certificate authority that exists on this machine only, for the emulator's own certificates.</summary>
internal static class CertificateAuthority
{
    /// <summary>How long clients are spared to trust another one.</summary>
    private const int YearsOfAuthority = 10;

    /// <summary>Longer ones are refused by some clients.</summary>
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(397);

    /// <summary>Clocks of containers and virtual machines are behind at times.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    /// <summary>Makes a new authority with its key.</summary>
    public static X509Certificate2 Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        // The number tells authorities of the same name apart, for people and for the stores of browsers.
        var number = RandomNumberGenerator.GetHexString(8, lowercase: true);
        CertificateRequest request = new($"CN=Provider emulator CA {number}, O=Self-made for tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - ClockSkew, now.AddYears(YearsOfAuthority));
    }

    /// <summary>Whether an authority can still vouch for a certificate for as long as one is made.</summary>
    public static bool IsFresh(X509Certificate2 authority, DateTimeOffset now) =>
        Beginning(authority) <= now && authority.NotAfter.ToUniversalTime() > now + LeafLifetime;

    /// <summary>Makes a server's certificate, whose key never leaves the memory.</summary>
    public static X509Certificate2 Issue(X509Certificate2 authority, IEnumerable<string> names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder alternatives = new();
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var beginning = now - ClockSkew > Beginning(authority) ? now - ClockSkew : Beginning(authority);
        using var certificate = request.Create(authority, beginning, now + LeafLifetime, RandomNumberGenerator.GetBytes(16));
        using var withKey = certificate.CopyWithPrivateKey(key);

        // Windows serves only with keys that it has itself; elsewhere this is a copy.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), password: null);
    }

    private static DateTimeOffset Beginning(X509Certificate2 certificate) => certificate.NotBefore.ToUniversalTime();
}
