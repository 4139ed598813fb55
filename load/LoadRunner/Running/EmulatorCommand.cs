using System.Runtime.InteropServices;

namespace LoadRunner.Running;

/// <summary>The command line that starts the emulator.</summary>
internal sealed record EmulatorCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>What it is called when something is wrong with it.</summary>
    public string Name { get; init; } = "The emulator";

    /// <summary>What its environment says beside what this process's says.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The emulator that was built together with this program.</summary>
    /// <exception cref="LoadRunException">It is not there.</exception>
    public static EmulatorCommand For(string scenario, string journal, string ownFolder) =>
        Built(scenario, ownFolder, "--journal", Path.GetFullPath(journal));

    /// <summary>The same emulator without a line for each request, and without a file of them unless the options ask for one.</summary>
    /// <exception cref="LoadRunException">It is not there.</exception>
    public static EmulatorCommand Quiet(string scenario, string ownFolder, params string[] options) =>
        Built(scenario, ownFolder, ["--log-level", "none", .. options]);

    /// <summary>This very program, with another command.</summary>
    public static EmulatorCommand OwnProgram(string ownFolder, params string[] command) =>
        new(DotnetOfThisProcess(), [Path.Combine(ownFolder, "LoadRunner.dll"), .. command]);

    public override string ToString() => string.Join(' ', [Program, .. Arguments]);

    private static EmulatorCommand Built(string scenario, string ownFolder, params string[] more)
    {
        // artifacts/bin/LoadRunner/<configuration>/ stands beside artifacts/bin/Emulator/<configuration>/.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(ownFolder));
        var assembly = Path.GetFullPath(Path.Combine(ownFolder, "..", "..", "Emulator", configuration, "Emulator.dll"));
        return File.Exists(assembly)
            ? new EmulatorCommand(
                DotnetOfThisProcess(),
                [assembly, "--port", "0", "--scenario", Path.GetFullPath(scenario), "--stop-with-stdin", .. more])
            : throw new LoadRunException(
                ExitCode.UnusableInput,
                $"The emulator is not built: there is no {assembly}. Run dotnet build emulator/Emulator, or name a running one with --emulator-url.");
    }

    /// <summary>The host that this very process runs on, so that no other installation is picked up.</summary>
    private static string DotnetOfThisProcess()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }
}
