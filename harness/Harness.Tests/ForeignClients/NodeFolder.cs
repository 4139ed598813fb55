using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Harness.Tests.ForeignClients;

/// <summary>
/// A folder beside the build's output with the pinned packages and the scripts that use them. The packages stay there, so that only
/// the first run, or one after a change of the pins, asks the registry.
/// </summary>
#pragma warning disable CA1515 // test classes are public, and so must be what they are given
public sealed partial class NodeFolder : IAsyncLifetime
#pragma warning restore CA1515
{
    private const string Installed = "installed.json";

    private static readonly string Source = RepositoryRoot.File("harness", "Harness.Tests", "ForeignClients", "Node");

    private static readonly string Folder = RepositoryRoot.File("artifacts", "foreign-clients", "node");

    /// <summary>Why nothing can be run here; <see langword="null"/> when everything can.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.EnumerateFiles(Source))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        }

        var pins = await File.ReadAllTextAsync(Path.Combine(Source, "package-lock.json"));
        var mark = Path.Combine(Folder, Installed);
        Missing = await MissingProgramAsync("node") ?? await MissingProgramAsync("npm");
        if (Missing is not null || (File.Exists(mark) && await File.ReadAllTextAsync(mark) == pins))
        {
            return;
        }

        var (code, _, error) = await RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        if (code == 0)
        {
            await File.WriteAllTextAsync(mark, pins);
            return;
        }

        Missing = Unreachable().IsMatch(error)
            ? "npm cannot reach its registry, from which the foreign SDKs come: connect this machine, or fill npm's cache."
            : throw new InvalidOperationException($"npm ci failed with exit code {code}:\n{error}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What a script says of its checks: one line of JSON, after whatever the SDK itself prints.</summary>
    /// <param name="script">The script's name without its ending.</param>
    /// <param name="emulator">Where the emulator listens.</param>
    public static async Task<string> RunScriptAsync(string script, string emulator)
    {
        var (code, output, error) = await RunAsync("node", $"{script}.mjs", emulator);
        return code == 0 ? output.Trim().Split('\n')[^1] : throw new InvalidOperationException($"{script}.mjs ended with exit code {code}:\n{error}");
    }

    /// <summary>The names of the checks that a script has.</summary>
    public static IEnumerable<string> ChecksOf(string script) =>
        Check().Matches(File.ReadAllText(Path.Combine(Source, $"{script}.mjs"))).Select(match => match.Groups[1].Value);

    private static async Task<string?> MissingProgramAsync(string program)
    {
        try
        {
            var (code, _, _) = await RunAsync(program, "--version");
            return code == 0 ? null : $"{program} does not run here: install Node.js 20 or newer.";
        }
        catch (Win32Exception)
        {
            return $"there is no {program} here: install Node.js 20 or newer.";
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await using var registration = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }

    [GeneratedRegex("code (?:ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)")]
    private static partial Regex Unreachable();

    [GeneratedRegex("^await check\\('([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Check();
}
