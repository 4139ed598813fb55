using ProviderClients.Limiting;

namespace ProviderClients.Tests.Limiting;

public sealed class RateTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 367 * 86_400)]
    public void Rate_ImpossibleValue_CannotBeMade(int permits, int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(permits, TimeSpan.FromSeconds(seconds)));
}
