using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Emulator.Network;

/// <summary>
/// Keeps the authority in a folder that only its user can open, so that a client trusts it once and for all later starts.
/// </summary>
internal sealed class CertificateFolder(string folder, TimeProvider timeProvider)
{
    private const string NamePrefix = "emulator-ca.";
    private const string CertificateName = $"{NamePrefix}pem";
    private const string KeyName = $"{NamePrefix}key";
    private const string LockName = $"{NamePrefix}lock";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Readable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly TimeSpan LockStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    private readonly List<string> _notes = [];

    /// <summary>What clients are told to trust.</summary>
    public string CertificatePath => Path.Combine(folder, CertificateName);

    /// <summary>What was made or put right, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    private string KeyPath => Path.Combine(folder, KeyName);

    /// <summary>The folder where no other is given.</summary>
    /// <exception cref="UnusableInputException">The user has no folder for such things.</exception>
    public static string DefaultPath()
    {
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "provider-emulator")
            : throw new UnusableInputException("There is no folder to keep the CA in, because HOME is not set; give one with --ca-folder.");
    }

    /// <summary>The authority with its key: the one that is kept, or a new one.</summary>
    /// <exception cref="UnusableInputException">The folder cannot be used, or not safely.</exception>
    public async Task<X509Certificate2> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            PrepareFolder();
            var noted = _notes.Count;
            var now = timeProvider.GetUtcNow();
            if (Load(now) is { } kept)
            {
                return kept;
            }

            // Servers that start together must not each make an authority and trust the other's file; what was wrong with
            // it is said when that is still so under the lock.
            _notes.RemoveRange(noted, _notes.Count - noted);
            await using var held = await LockAsync(cancellationToken);
            return Load(now) ?? Make(now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableInputException(
                $"The CA folder {folder} cannot be used ({e.Message.TrimEnd('.')}); give another with --ca-folder.");
        }
    }

    private void PrepareFolder()
    {
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnlyFolder);
            }

            return;
        }

        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(folder) & ~OwnerOnlyFolder) == 0)
        {
            return;
        }

        // A folder that serves other purposes, too, may be open to others on purpose.
        if (Directory.EnumerateFileSystemEntries(folder).Any(
            entry => !Path.GetFileName(entry).StartsWith(NamePrefix, StringComparison.Ordinal)))
        {
            throw new UnusableInputException(
                $"The CA folder {folder} is open to other users and holds other files; give a folder of its own with --ca-folder.");
        }

        File.SetUnixFileMode(folder, OwnerOnlyFolder);
        _notes.Add($"the CA folder {folder} was open to other users; it is closed now");
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, LockName);
        for (var waited = TimeSpan.Zero; ; waited += LockStep)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < LockPatience && File.Exists(path))
            {
                await Task.Delay(LockStep, timeProvider, cancellationToken);
            }
        }
    }

    private X509Certificate2? Load(DateTimeOffset now)
    {
        if (!File.Exists(CertificatePath) && !File.Exists(KeyPath))
        {
            return null;
        }

        try
        {
            RepairKey();
            var authority = X509Certificate2.CreateFromPemFile(CertificatePath, KeyPath);
            if (CertificateAuthority.IsFresh(authority, now))
            {
                return authority;
            }

            authority.Dispose();
            _notes.Add($"the CA in {folder} is not valid for all of the next 397 days and was replaced; trust {CertificatePath} again");
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException or ArgumentException)
        {
            _notes.Add($"the CA in {folder} could not be read and was replaced; trust {CertificatePath} again");
        }

        return null;
    }

    private void RepairKey()
    {
        if (!OperatingSystem.IsWindows() && File.Exists(KeyPath) && (File.GetUnixFileMode(KeyPath) & ~OwnerOnly) != 0)
        {
            File.SetUnixFileMode(KeyPath, OwnerOnly);
            _notes.Add(
                $"the CA's key {KeyPath} was open to other users and is closed now; if somebody may have read it, delete it, and a new CA is made");
        }
    }

    private X509Certificate2 Make(DateTimeOffset now)
    {
        var authority = CertificateAuthority.Create(now);
        using var key = authority.GetECDsaPrivateKey()!;
        Replace(KeyPath, key.ExportPkcs8PrivateKeyPem(), OwnerOnly);
        Replace(CertificatePath, authority.ExportCertificatePem(), Readable);
        return authority;
    }

    /// <summary>Whoever reads the file finds the old text or the new one whole; nobody else ever could read a key.</summary>
    private static void Replace(string path, string text, UnixFileMode mode)
    {
        var fresh = $"{path}.new";
        File.Delete(fresh);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using (StreamWriter writer = new(path: fresh, System.Text.Encoding.ASCII, options))
        {
            writer.Write(text);
            writer.Write('\n');
        }

        File.Move(fresh, path, overwrite: true);
    }
}
