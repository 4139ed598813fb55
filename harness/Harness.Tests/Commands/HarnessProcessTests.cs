using System.Diagnostics;

namespace Harness.Tests.Commands;

/// <summary>The program itself, as a user meets it: exit codes, what goes where, plain complaints.</summary>
public sealed class HarnessProcessTests
{
    [Fact]
    public async Task Run_OneScenario_TableOnOutputProgressOnErrorAndFourReports()
    {
        var folder = Directory.CreateTempSubdirectory("harness-").FullName;

        var (code, output, error) = await RunAsync("scenarios/wrong-key.yaml", "--out", folder);

        Assert.Equal(0, code);
        Assert.Contains("wrong-key", output, StringComparison.Ordinal);
        Assert.Contains("[1/1] wrong-key ... passed", error, StringComparison.Ordinal);
        string[] expected = ["junit.xml", "summary.json", "summary.md", "wrong-key/audit.jsonl", "wrong-key/journal.jsonl", "wrong-key/verdict.txt"];
        Assert.Equal(expected, Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Audit_JournalOfTheNaiveClient_ExitsWithFindings()
    {
        var folder = Directory.CreateTempSubdirectory("harness-").FullName;
        await RunAsync("scenarios/positive-control.yaml", "--out", folder);
        var limits = Path.Combine(folder, "limits.yaml");
        await File.WriteAllTextAsync(
            limits,
            "version: 1\nexpect: {limits: [{name: hourly, dialect: DeepSeek/Chat, requests: 100, window: 1h}]}",
            TestContext.Current.CancellationToken);

        var (code, output, _) = await RunAsync("audit", Path.Combine(folder, "positive-control", "journal.jsonl"), "--limits", limits);

        Assert.Equal(1, code);
        Assert.Contains("limit_exceeded", output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("version: 1\nemulator: {dialects: {DeepSeek/Chat: {failureRate: -0.2}}}", "failureRate")]
    [InlineData("version: 1\nemulator: {dialects: {DeepSeek/Chat: {limits: [{name: x, requests: 0, window: 1h}]}}}", "requests")]
    [InlineData("version: 1\nemulator: {dialects: {DeepSeek/Chatt: {}}}", "DeepSeek/Chatt")]
    [InlineData("version: 1\nsteps: [{call: enhance, tims: 3}]", "tims")]
    [InlineData("version: 1\nsteps: [{call: enhance, times: many}]", "times")]
    [InlineData("version: 1\nexpect: {limits: [{name: x, dialect: DeepSeek/Chat, requests: 0, window: 1h}]}", "requests")]
    public async Task Validate_BadScenario_OneLineThatNamesTheFileAndThePlace(string text, string named)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        var (code, output, error) = await RunAsync("validate", file);

        Assert.Equal((2, ""), (code, output));
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"{file}:2:", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Run_UnknownOption_OneSentenceAndExitTwo()
    {
        var (code, _, error) = await RunAsync("--sed", "1");

        Assert.Equal(2, code);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_OfTheCheckout_TableAndExitZero()
    {
        var (code, output, error) = await RunAsync("facts");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("DeepSeek/Chat", output, StringComparison.Ordinal);
        Assert.Contains("not imitated", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Harness.Flights.Scenario).Assembly.Location, .. arguments])
        {
            WorkingDirectory = RepositoryRoot.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
