using System.Security.Cryptography;

namespace ProviderClients;

/// <summary>The two things that chance decides here: retry jitter and the identity of calls whose caller gave none.</summary>
/// <param name="Seed">Decides jitter, together with call and attempt.</param>
/// <param name="NewCallId">Makes an identity; it must not give the same one twice.</param>
public sealed record ProviderChance(ulong Seed, Func<string> NewCallId)
{
    /// <summary>For production: a seed of this process's own, and unguessable identities.</summary>
    public static ProviderChance Cryptographic() => new(
        BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
        static () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
}
