using ProviderClients.Limiting;

namespace ProviderClients.Tests.Limiting;

public sealed class CrowdCapTests
{
    private readonly CrowdCap _cap = new();

    [Fact]
    public void Cap_NothingRefused_HoldsNobodyBack()
    {
        _cap.OnAnswered(0);

        Assert.Null(_cap.Most);
    }

    [Fact]
    public void Cap_AWaveOfRefusals_IsHalvedOnce()
    {
        for (var refused = 0; refused < 12; refused++)
        {
            _cap.OnRefused(wave: 0, underWay: 40 - refused, named: null);
        }

        Assert.Equal(20, _cap.Most);
    }

    [Theory]
    [InlineData(25, 25)]
    [InlineData(40, 20)]
    [InlineData(0, 1)]
    public void Cap_TheProviderNamesANumber_IsThatUnlessItWasKeptAlready(int named, int expected)
    {
        _cap.OnRefused(0, 40, named);

        Assert.Equal(expected, _cap.Most);
    }

    [Fact]
    public void Cap_RefusedAgainAndAgain_NeverFallsBelowOne()
    {
        for (var wave = 0; wave < 10; wave++)
        {
            _cap.OnRefused(wave, 3, null);
        }

        Assert.Equal(1, _cap.Most);
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(60, 30)]
    public void Cap_AWholeRoundAnswered_GrowsByOne(int underWay, int round)
    {
        _cap.OnRefused(0, underWay, null);

        for (var answered = 1; answered < round; answered++)
        {
            _cap.OnAnswered(1);
        }

        _cap.OnAnswered(0);
        var before = _cap.Most;
        _cap.OnAnswered(1);

        Assert.Equal([underWay / 2, (underWay / 2) + 1], [before, _cap.Most]);
    }
}
