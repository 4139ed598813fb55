using Emulator.Exchanges;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Limits;
using Emulator.Scenarios;

namespace Emulator.NanoBanana.Gemini;

/// <summary>What a scenario says of the provider, made ready for every request.</summary>
internal sealed class GeminiRules
{
    /// <summary>The longest body that is read at all.</summary>
    public const int MaxBodyBytes = 32 * 1024 * 1024;

    /// <param name="section">What the scenario says; it was checked.</param>
    public GeminiRules(GeminiSection section)
    {
        Section = section;
        Catalog = new GeminiCatalog(section);
        DefaultLimits = GeminiLimits.Of(section.Tier);
    }

    /// <summary>The rules where a scenario says nothing.</summary>
    public static GeminiRules Newest { get; } = new(new GeminiSection());

    public GeminiSection Section { get; }

    public GeminiCatalog Catalog { get; }

    public IReadOnlyList<LimitSection> DefaultLimits { get; }

    /// <summary>The rules of the scenario that a request came under.</summary>
    public static GeminiRules Of(Exchange exchange) => (GeminiRules)exchange.Served.Rules!;

    public GeminiTier TierOf(Exchange exchange) =>
        exchange.Entry.Project is { } project && Section.Projects.TryGetValue(project, out var tier) ? tier : Section.Tier;
}
