using System.Runtime.InteropServices;

namespace LoadRunner.Running;

/// <summary>The command line that starts the emulator.</summary>
internal sealed record EmulatorCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The emulator that was built together with this program.</summary>
    /// <exception cref="LoadRunException">It is not there.</exception>
    public static EmulatorCommand For(string scenario, string journal, string ownFolder)
    {
        // artifacts/bin/LoadRunner/<configuration>/ stands beside artifacts/bin/Emulator/<configuration>/.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(ownFolder));
        var assembly = Path.GetFullPath(Path.Combine(ownFolder, "..", "..", "Emulator", configuration, "Emulator.dll"));
        return File.Exists(assembly)
            ? new EmulatorCommand(
                DotnetOfThisProcess(),
                [
                    assembly, "--port", "0", "--scenario", Path.GetFullPath(scenario),
                    "--journal", Path.GetFullPath(journal), "--stop-with-stdin",
                ])
            : throw new LoadRunException(
                ExitCode.UnusableInput,
                $"The emulator is not built: there is no {assembly}. Run dotnet build emulator/Emulator, or name a running one with --emulator-url.");
    }

    public override string ToString() => string.Join(' ', [Program, .. Arguments]);

    /// <summary>The host that this very process runs on, so that no other installation is picked up.</summary>
    private static string DotnetOfThisProcess()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }
}
