using System.Diagnostics;
using System.Text.Json;
using LoadRunner.Running;

namespace LoadRunner.Tests.Cli;

/// <summary>The program itself, as a user meets it.</summary>
public sealed class LoadRunnerProcessTests
{
    [Theory]
    [InlineData("no-such.yaml", "there is no such file")]
    [InlineData("--wat", "--wat")]
    public async Task BadInput_OneSentenceAndExitTwo(string argument, string expected)
    {
        var (code, _, error) = await RunAsync(argument);

        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScenarioWithoutLoad_SaysWhatToDo()
    {
        var (code, _, error) = await RunAsync(RepositoryRoot.File("scenarios", "healthy.yaml"));

        Assert.Equal(2, code);
        Assert.Contains("no load section", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShortRun_AgainstARealEmulator_IsJudgedAndReported()
    {
        var folder = Directory.CreateTempSubdirectory("load-").FullName;
        var file = Path.Combine(folder, "short.yaml");
        await File.WriteAllTextAsync(
            file,
            """
            version: 1
            load:
              duration: 1s
              maxLag: 30s
              client: {limits: {DeepSeek/Chat: [{requests: 50, window: 1s}]}}
              targets: [{dialect: DeepSeek/Chat, arrivals: 10/s}]
            expect:
              calls: "10"
              refusals: "0"
              limits: [{name: hourly, dialect: DeepSeek/Chat, kinds: [chat], requests: 100, window: 1h}]
            """);

        var (code, output, error) = await RunAsync(file, "--out", folder);

        Assert.True(code == 0, output + error);
        Assert.Contains("hourly", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "load", "short", "report.json")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Bench_ALittleLoad_MeasuresBothServers()
    {
        var file = Path.Combine(Path.GetTempPath(), $"bench-{Environment.ProcessId}.json");

        var (code, output, error) = await RunAsync(
            "bench", "--requests", "20", "--delay", "20ms", "--streams", "5", "--seconds", "1",
            "--connections", "2", "--rounds", "1", "--round-seconds", "1", "--memory-requests", "1000", "--json", file);

        // How good the figures are depends on the machine; that nothing failed does not.
        Assert.True(code is 0 or 1, output + error);
        Assert.Contains("20 requests at once, each delayed by 0.02 s", output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        File.Delete(file);
        foreach (var server in new[] { "emulator", "bare" })
        {
            var delays = report.RootElement.GetProperty("delays").GetProperty(server);
            var streams = report.RootElement.GetProperty("streams").GetProperty(server);
            Assert.Equal((20, 0), (delays.GetProperty("requests").GetInt32(), delays.GetProperty("failed").GetInt32()));
            Assert.Equal((5, 0), (streams.GetProperty("streams").GetInt32(), streams.GetProperty("failed").GetInt32()));
            Assert.InRange(streams.GetProperty("frames").GetInt64(), 5 * 15, 5 * 21);
            var throughput = report.RootElement.GetProperty("throughput").GetProperty(server);
            Assert.InRange(throughput.GetProperty("allocatedBytesPerRequest").GetDouble(), 1, 100_000);
        }

        Assert.Equal(1000, report.RootElement.GetProperty("memory").GetProperty("late").GetProperty("requests").GetInt64());
        Assert.Equal(1, report.RootElement.GetProperty("start").GetProperty("starts").GetInt32());
    }

    [Fact]
    public void EmulatorNotBuilt_SaysHowToBuildIt()
    {
        var refused = Assert.Throws<LoadRunException>(() => EmulatorCommand.For("a.yaml", "j.jsonl", Path.GetTempPath()));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("dotnet build emulator/Emulator", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        // The runner finds the emulator beside its own build output, so that output is what is started.
        var program = typeof(EmulatorCommand).Assembly.Location.Replace("LoadRunner.Tests", "LoadRunner", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
