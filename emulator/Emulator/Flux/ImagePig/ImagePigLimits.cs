using Emulator.Scenarios;

namespace Emulator.Flux.ImagePig;

/// <summary>What a key may ask for where the scenario says nothing.</summary>
internal static class ImagePigLimits
{
    /// <summary>The provider answers 429 but publishes no number: sixty a minute is chosen.</summary>
    public static IReadOnlyList<LimitSection> Default { get; } =
        [new LimitSection { Name = "requests a minute", Requests = 60, Window = TimeSpan.FromMinutes(1) }];
}
