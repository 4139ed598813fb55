using Emulator.Chance;

namespace Emulator.Tests.Chance;

public sealed class SubtractiveRandomTests
{
    [Fact]
    public void Below_AnySeed_IsTheRuntimesOwnNumber()
    {
        int[] seeds = [.. Enumerable.Range(0, 500), 161_803_397, 161_803_398, 161_803_399, int.MaxValue - 1, int.MaxValue];

        Assert.All(seeds, seed =>
        {
            var expected = new Random(seed);
            var random = new SubtractiveRandom(seed);
            Assert.All(Enumerable.Range(1, 150), bound => Assert.Equal(expected.Next(0, bound), random.Below(bound)));
        });
    }
}
