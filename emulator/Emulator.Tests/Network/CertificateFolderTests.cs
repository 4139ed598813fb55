using Emulator.Network;
using VirtualTime;

namespace Emulator.Tests.Network;

/// <summary>The CA is made once and kept for its user alone; what is wrong with the folder is put right or refused, and said.</summary>
public sealed class CertificateFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("emulator-ca-").FullName;
    private readonly VirtualClock _clock = new();

    private string Folder => Path.Combine(_root, "kept");

    private string Key => Path.Combine(Folder, "emulator-ca.key");

    private string Certificate => Path.Combine(Folder, "emulator-ca.pem");

    [Fact]
    public async Task Open_Twice_IsTheSameAuthorityInAClosedFolder()
    {
        var (first, notes) = await OpenAsync();
        var (second, _) = await OpenAsync();

        Assert.Empty(notes);
        Assert.Equal(first, second);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Key));
    }

    [Fact]
    public async Task Open_ManyAtOnce_IsOneAuthority()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(Sockets.SocketClock.Real))));

        Assert.Single(opened.Select(one => one.Thumbprint).Distinct());
    }

    [Fact]
    public async Task Open_AKeptAuthority_WaitsForNobody()
    {
        var (first, _) = await OpenAsync();
        await using FileStream held = new(Path.Combine(Folder, "emulator-ca.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var (second, _) = await OpenAsync();

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Open_FolderAndKeyOpenToOthers_AreClosedAndSaid()
    {
        var (first, _) = await OpenAsync();
        SetMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        SetMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var (second, notes) = await OpenAsync();

        Assert.Equal(first, second);
        Assert.Equal(2, notes.Count);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Key));
    }

    [Fact]
    public async Task Open_OpenFolderWithOtherFiles_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "holiday.txt"), "", TestContext.Current.CancellationToken);
        SetMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead);

        var refused = await Assert.ThrowsAsync<UnusableInputException>(OpenAsync);

        Assert.Contains("is open to other users and holds other files", refused.Message, StringComparison.Ordinal);
        Assert.True(ModeOf(Folder).HasFlag(UnixFileMode.GroupRead));
        Assert.False(File.Exists(Key));
    }

    [Fact]
    public async Task Open_FolderThatIsAFile_IsOneSentence()
    {
        await File.WriteAllTextAsync(Folder, "", TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<UnusableInputException>(OpenAsync);

        Assert.StartsWith($"The CA folder {Folder} cannot be used (", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emulator-ca.key", "nonsense")]
    [InlineData("emulator-ca.pem", "nonsense")]
    [InlineData("emulator-ca.key", null)]
    [InlineData("emulator-ca.pem", null)]
    public async Task Open_FileUnreadable_IsANewAuthorityAndSaid(string file, string? text)
    {
        var (first, _) = await OpenAsync();
        File.Delete(Path.Combine(Folder, file));
        if (text is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, file), text, TestContext.Current.CancellationToken);
            SetMode(Path.Combine(Folder, file), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var (second, notes) = await OpenAsync();
        var (third, _) = await OpenAsync();

        Assert.Contains("could not be read and was replaced", Assert.Single(notes), StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Equal(second, third);
    }

    [Fact]
    public async Task Open_KeyOfAnotherAuthority_IsANewAuthority()
    {
        var (first, _) = await OpenAsync();
        using var stranger = CertificateAuthority.Create(_clock.GetUtcNow());
        await File.WriteAllTextAsync(Certificate, stranger.ExportCertificatePem(), TestContext.Current.CancellationToken);

        var (second, notes) = await OpenAsync();

        Assert.Single(notes);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Open_LessThanALeafsLifeBeforeTheEnd_IsANewAuthorityAndSaid()
    {
        var (first, _) = await OpenAsync();
        _clock.Advance(TimeSpan.FromDays((365 * 9) - 60));
        var (still, _) = await OpenAsync();

        _clock.Advance(TimeSpan.FromDays(60));
        var (second, notes) = await OpenAsync();

        Assert.Equal(first, still);
        Assert.NotEqual(first, second);
        Assert.Contains("was replaced; trust", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_ForAllNames_IsWhatTheAuthorityVouchesFor()
    {
        var dialects = EmulatorApp.Dialects().Select(dialect => dialect.Traits);

        var made = await ServerCertificate.MakeAsync(
            new NetworkSettings { CaFolder = Folder, PublicUrl = PublicUrl.Parse("https://lab.example:8443") },
            dialects, _clock, TestContext.Current.CancellationToken);

        Assert.All(
            ["localhost", "127.0.0.1", "::1", "lab.example", "api.deepseek.com", "api.nanobanana.com", "api.imagepig.com", "api.bfl.ai", "delivery-eu9.bfl.ai", "delivery.ice.bfl.ai"],
            name => Assert.True(made.Leaf.MatchesHostname(name), name));
        Assert.False(made.Leaf.MatchesHostname("api.example.com"));
        Assert.Equal(_clock.GetUtcNow().AddDays(-1).UtcDateTime, made.Leaf.NotBefore.ToUniversalTime());
        Assert.False(made.Authority.HasPrivateKey);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Task<(string Thumbprint, IReadOnlyList<string> Notes)> OpenAsync() => OpenAsync(_clock);

    private async Task<(string Thumbprint, IReadOnlyList<string> Notes)> OpenAsync(TimeProvider clock)
    {
        CertificateFolder folder = new(Folder, clock);
        using var authority = await folder.OpenAsync(TestContext.Current.CancellationToken);
        return (authority.GetCertHashString(), folder.Notes);
    }

#pragma warning disable CA1416 // the tests of this project run where files have modes
    private static UnixFileMode ModeOf(string path) => File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);
#pragma warning restore CA1416
}
