using Emulator.Chance;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat;

/// <summary>Makes <c>system_fingerprint</c>: the same for one build of a model, in the form of its time.</summary>
internal static class DeepSeekFingerprint
{
    private const int OldLength = 10;
    private const int Length = 32;

    public static string Of(Exchange exchange, string model)
    {
        var catalog = DeepSeekChatRules.Of(exchange).Catalog;
        SeededIds ids = new(Seed.For(exchange.Seed, "fingerprint", catalog.Model(model)?.Build ?? model));
        return catalog.Fingerprints switch
        {
            FingerprintForm.Production => $"fp_{ids.Hex(OldLength)}_prod0820_fp8_kvcache",
            FingerprintForm.ProductionDated => $"fp_{ids.Hex(OldLength)}_prod0820_fp8_kvcache_20260402",
            _ => ids.Hex(Length),
        };
    }
}
