using System.Security.Cryptography;
using System.Text;

namespace ProviderClients.Audit;

/// <summary>What stands for a key where the key itself must not be written.</summary>
internal static class KeyFingerprint
{
    private const int ShownBytes = 4;

    public static string Of(string key) =>
        "k-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, ShownBytes));
}
