using Emulator.Scenarios;

namespace Emulator.NanoBanana.Gemini.Limits;

/// <summary>
/// What a project may ask for where the scenario says nothing. What is spent in ten minutes is published by tier. The provider
/// publishes no other number any more: 10 and 300 requests a minute were both reported of tier 1, of which the lower is taken
/// there and the higher above it; all else is chosen.
/// </summary>
internal static class GeminiLimits
{
    private static readonly IReadOnlyList<SubjectPart> ByModel = [SubjectPart.Project, SubjectPart.Model];
    private static readonly IReadOnlyList<SubjectPart> ByProject = [SubjectPart.Project];

    public static IReadOnlyList<LimitSection> Of(GeminiTier tier)
    {
        var (perMinute, perDay, tokens, dollars) = tier switch
        {
            GeminiTier.Tier2 => (300, 10_000, 1_000_000L, 50m),
            GeminiTier.Tier3 => (300, 50_000, 4_000_000L, 200m),
            _ => (10, 1000, 250_000L, 10m),
        };
        return
        [
            new LimitSection { Name = "RPM", Requests = perMinute, Window = TimeSpan.FromMinutes(1), Per = ByModel },
            new LimitSection { Name = "IPM", Images = perMinute, Window = TimeSpan.FromMinutes(1), Per = ByModel },
            new LimitSection { Name = "TPM", InputTokens = tokens, Window = TimeSpan.FromMinutes(1), Per = ByModel },
            new LimitSection { Name = "RPD", Requests = perDay, Daily = "America/Los_Angeles", Per = ByModel },
            new LimitSection { Name = "spend", Money = dollars, Window = TimeSpan.FromMinutes(10), Per = ByProject },
        ];
    }
}

/// <summary>What a project has paid for.</summary>
internal enum GeminiTier
{
    Free,
    Tier1,
    Tier2,
    Tier3,
}
