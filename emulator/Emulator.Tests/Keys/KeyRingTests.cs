using System.Collections.ObjectModel;
using Emulator.Keys;

namespace Emulator.Tests.Keys;

/// <summary>What key rings, accounts and curves are exact about, without a server around them.</summary>
public sealed class KeyRingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Issue_MoreTokensThanAreRemembered_RefusesTheOldestAlone()
    {
        KeyRing ring = new(new KeyRules(Listed: null, ReadOnlyDictionary<string, AccountSection>.Empty, BilledUnit.Dollars) { HasTokens = true, StartedAt = Start });
        OAuthClientSection client = new() { Id = "app", Secret = "s", Dialect = "any" };
        string[] tokens = [.. Enumerable.Range(0, KeyMemory.Capacity + 1).Select(_ => ring.Issue(client, seed: 7, Start))];

        var oldest = ring.Admit(tokens[0], Start);

        Assert.Equal("the token is not known, or so old that it was forgotten", oldest.Refusal?.Reason);
        Assert.Null(ring.Admit(tokens[1], Start).Refusal);
        Assert.Null(ring.Admit(tokens[^1], Start).Refusal);
        Assert.Equal(tokens.Length, tokens.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Pay_SixtyFourThreads_DrainsToExactlyZero()
    {
        AccountState account = new("main", BilledUnit.Credits, new AccountSection { Credits = 100 });

        var paid = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Factory.StartNew(
            () => Enumerable.Range(0, 100).Count(_ => account.Pay(0.1m) is null),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(1000, paid.Sum());
        Assert.Equal(new AccountAmounts(0, 0, 100), account.Amounts);
    }

    [Theory]
    [InlineData("-0.5", 5)]
    [InlineData("0", 5)]
    [InlineData("0.5", 22)]
    [InlineData("1", 39)]
    [InlineData("5.5", 119)]
    [InlineData("10", 200)]
    [InlineData("10.01", null)]
    public void At_SuggestedCurve_RisesThroughItsPoints(string balance, int? inFlight)
    {
        var left = decimal.Parse(balance, System.Globalization.CultureInfo.InvariantCulture);

        var permitted = BalanceCurve.Suggested.At(left);

        Assert.Equal(inFlight, permitted);
    }

    [Theory]
    [InlineData("sk-test")]
    [InlineData("")]
    [InlineData("schlüssel")]
    public void Fingerprint_OfAKey_IsTheBeginningOfItsHash(string key)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));

        var fingerprint = KeyHash.Of(key).Fingerprint;

        Assert.Equal($"k-{hash[..8]}", fingerprint);
        Assert.True(KeyHash.IsFingerprint(fingerprint));
    }
}
