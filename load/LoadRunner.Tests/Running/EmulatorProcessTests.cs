using System.Net;
using LoadRunner.Running;

namespace LoadRunner.Tests.Running;

public sealed class EmulatorProcessTests
{
#pragma warning disable RS0030 // another process runs on the real clock, and so must the patience with it
    private static readonly TimeProvider RealClock = TimeProvider.System;
#pragma warning restore RS0030

    private static readonly CancellationToken TestEnd = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("export DEEPSEEK_BASE_URL=http://127.0.0.1:45453/deepseek", "http://127.0.0.1:45453/")]
    [InlineData("Emulator is listening on http://127.0.0.1:5380, seed 1.", "http://127.0.0.1:5380/")]
    [InlineData("see http://example.org for more", null)]
    [InlineData("nothing here", null)]
    public void PrintedUrl_Line_GivesSchemeHostAndPort(string line, string? address)
    {
        var found = PrintedUrl.Find(line);

        Assert.Equal(address, found?.ToString());
    }

    [Fact]
    public void Command_EmulatorNotBuilt_SaysWhereItShouldBeAndWhatToRun()
    {
        var refusal = Assert.Throws<LoadRunException>(
            () => EmulatorCommand.For("a.yaml", "j.jsonl", Path.Combine(Path.GetTempPath(), "no", "LoadRunner", "debug")));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains("Run dotnet build emulator/Emulator, or name a running one with --emulator-url.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoSuchProgram_SaysWhatCannotBeStarted()
    {
        var refusal = await Assert.ThrowsAsync<LoadRunException>(
            () => EmulatorProcess.StartAsync(new EmulatorCommand("no-such-program", []), RealClock, TestEnd));

        Assert.Equal(2, refusal.ExitCode);
        Assert.StartsWith("The emulator cannot be started with no-such-program (", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_EndsAtOnce_SaysWithWhichCodeAndWhatItSaid()
    {
        var command = RealCommand("no-such-scenario.yaml");

        var refusal = await Assert.ThrowsAsync<LoadRunException>(
            () => EmulatorProcess.StartAsync(command, RealClock, TestEnd));

        Assert.Equal(2, refusal.ExitCode);
        Assert.StartsWith("The emulator ended with exit code 2 before it listened; it said: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-scenario.yaml", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_RealEmulator_AnswersAndEndsWithItsInput()
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            RealCommand(RepositoryRoot.File("scenarios", "load-constant.yaml")), RealClock, TestEnd);
        using HttpClient http = new();

        using var answer = await http.GetAsync(new Uri(emulator.BaseUrl, "/health"), TestEnd);
        var endedByItself = await emulator.StopAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(endedByItself);
    }

    [Fact]
    public async Task Running_NobodyThere_IsVoidAndSaysHowToStartOne()
    {
        var refusal = await Assert.ThrowsAsync<LoadRunException>(
            () => RunningEmulator.AtAsync(new Uri("http://127.0.0.1:1"), RealClock, TestEnd));

        Assert.Equal(3, refusal.ExitCode);
        Assert.StartsWith("No emulator answers GET http://127.0.0.1:1/health with 200; ", refusal.Message, StringComparison.Ordinal);
    }

    private static EmulatorCommand RealCommand(string scenario)
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        var runner = Path.Combine(tests.Parent!.Parent!.FullName, "LoadRunner", tests.Name);
        return EmulatorCommand.For(scenario, Path.Combine(Path.GetTempPath(), $"load-tests-{Environment.ProcessId}.jsonl"), runner);
    }
}
