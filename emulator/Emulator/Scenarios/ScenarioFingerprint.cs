using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emulator.Chance;

namespace Emulator.Scenarios;

/// <summary>Tells scenarios apart: under other rules the same draws decide something else, so a token names its rules, too.</summary>
internal static class ScenarioFingerprint
{
    private static readonly JsonSerializerOptions Set = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <param name="section">The rules; the seed is no rule.</param>
    /// <param name="defaultFailureRate">The failure rate where they say nothing.</param>
    public static uint Of(EmulatorSection section, double defaultFailureRate)
    {
        var rules = JsonSerializer.Serialize(section with { Seed = null }, Set);
        return (uint)Seed.Hash(rules + defaultFailureRate.ToString(CultureInfo.InvariantCulture));
    }
}
