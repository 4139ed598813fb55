using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProviderClients.Calls;

/// <summary>Chance that belongs to a call and an attempt, not to the order of events.</summary>
internal static class CallChance
{
    /// <summary>A number from 0 to 1, the same for the same seed, call and attempt.</summary>
    public static double Draw(ulong seed, string callId, int attempt)
    {
        var identity = string.Create(CultureInfo.InvariantCulture, $"{seed}/{callId}/{attempt}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(identity));
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
