using Emulator.Network;

namespace Emulator.Tests.Network;

/// <summary>A provider's host names are found whatever their case and port, and nothing else is.</summary>
public sealed class ProviderHostTests
{
    private static readonly HostTable Hosts = new(EmulatorApp.Dialects().Select(dialect => dialect.Traits));

    [Theory]
    [InlineData("api.deepseek.com", "/deepseek")]
    [InlineData("API.DeepSeek.com:8443", "/deepseek")]
    [InlineData("api.deepseek.com.", "/deepseek")]
    [InlineData("api.nanobanana.com", "/nanobanana/v1")]
    [InlineData("api.imagepig.com", "/imagepig")]
    [InlineData("api.bfl.ai", "/flux")]
    [InlineData("api.us6.bfl.ai", "/flux")]
    [InlineData("api.a-new-one.bfl.ai:443", "/flux")]
    [InlineData("delivery-eu1.bfl.ai", "/flux/delivery")]
    [InlineData("delivery.ice.bfl.ai", "/flux/delivery")]
    [InlineData("delivery.moon.bfl.ai", "/flux/delivery")]
    [InlineData("bfl.ai", null)]
    [InlineData("api.a.b.bfl.ai", null)]
    [InlineData("api..bfl.ai", null)]
    [InlineData("api.deepseek.com.evil.example", null)]
    [InlineData("localhost:5380", null)]
    [InlineData("127.0.0.1:5380", null)]
    [InlineData("[::1]:5380", null)]
    [InlineData("", null)]
    public void Find_AHost_IsTheProvidersOrNone(string host, string? basePath) => Assert.Equal(basePath, Hosts.Find(host)?.BasePath);

    [Theory]
    [InlineData("api.example.com", "api.example.com")]
    [InlineData("delivery-*.example.com", "*.example.com")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("api.*.example.com", null)]
    public void CertificateName_APattern_HasItsStarInFrontOrNone(string pattern, string? name) =>
        Assert.Equal(name, new ProviderHost(pattern, "/p").CertificateName);

    [Theory]
    [InlineData("/v1/jobs/1", "/p/v1/jobs/1")]
    [InlineData("/v1", "/p/v1")]
    [InlineData("/v10/jobs", "/p/v1//v10/jobs")]
    [InlineData("/health", "/p/v1//health")]
    [InlineData("/", "/p/v1//")]
    public void ToEmulator_APath_IsTheDialectsOrBelowNothing(string path, string expected) =>
        Assert.Equal(expected, new ProviderHost("h", "/p/v1", "/v1").ToEmulator(path).Value);
}
