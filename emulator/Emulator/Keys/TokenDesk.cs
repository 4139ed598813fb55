using System.Security.Cryptography;
using System.Text;

namespace Emulator.Keys;

/// <summary>Finds the client that a request comes from, in a time that tells nothing about secrets.</summary>
internal static class TokenDesk
{
    public static OAuthClientSection? ClientOf(TokenRequest request, IReadOnlyList<OAuthClientSection> clients)
    {
        OAuthClientSection? found = null;
        foreach (var client in clients)
        {
            // Every client is compared, and both halves of it.
            found = IsSame(request.ClientId, client.Id) & IsSame(request.Secret, client.Secret) ? client : found;
        }

        return found;
    }

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
