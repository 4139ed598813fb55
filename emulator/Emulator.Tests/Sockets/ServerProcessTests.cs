using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Emulator.Tests.Sockets;

/// <summary>The server as a program: what it prints, when it stops, what it says about input that it cannot use.</summary>
public sealed class ServerProcessTests
{
    [Theory]
    [InlineData("--port", "70000", "--port 70000 is no port; give a whole number from 0 to 65535.")]
    [InlineData("--seed", "-1", "--seed -1 is no seed; give a whole number of 0 or more.")]
    [InlineData("--host", "nowhere", "--host nowhere is no address; give one such as 127.0.0.1 or 0.0.0.0.")]
    [InlineData("--scenario", "/nowhere.yaml", "/nowhere.yaml:1:1: there is no such file; check the path; scenario files are kept in scenarios/.")]
    [InlineData("--profile", "slow", "--profile slow is not known; use quick, realistic or hostile.")]
    [InlineData("--max-lateness", "50", "--max-lateness 50 is no duration above zero; give one with its unit, 50ms for example.")]
    [InlineData("--https-port", "-1", "--https-port -1 is not possible; give a whole number from 0 to 65535.")]
    [InlineData("--max-connections", "0", "--max-connections 0 is not possible; give a whole number from 1 to 1000000.")]
    [InlineData("--headers-timeout", "3", "--headers-timeout 3 is no duration above zero and up to a day; give one with its unit, 30s for example.")]
    [InlineData("--public-url", "lab", "--public-url lab is no base for URLs; give an absolute one without user, query and fragment, such as https://emulator.example.")]
    [InlineData("--control-token", "hush", "--control-token is no token; give at least 8 letters, digits and signs without spaces.")]
    public async Task Start_UnusableOption_IsOneSentenceAndExitTwo(string option, string value, string sentence)
    {
        var (code, output, error) = await RunAsync(option, value);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Equal(sentence, error.Trim());
    }

    [Fact]
    public async Task Start_PortInUse_IsOneSentenceAndExitTwo()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        var (code, output, error) = await RunAsync("--port", $"{port}");

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith($"Cannot listen on 127.0.0.1:{port} (", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Stop_WhenStandardInputEnds_IsCleanAndTheJournalIsWhole()
    {
        var journal = Path.GetTempFileName();
        try
        {
            using var server = Start("--port", "0", "--journal", journal, "--stop-with-stdin");
            var greeting = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var baseUrl = (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split('=')[1];
            using var client = new HttpClient();
            await client.GetAsync(new Uri($"{baseUrl}/models"), TestContext.Current.CancellationToken);

            server.StandardInput.Close();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith("Emulator is listening on http://127.0.0.1:", greeting, StringComparison.Ordinal);
            Assert.Equal(0, server.ExitCode);
            Assert.Contains("\"operation\":\"models.list\"", Assert.Single(await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(journal);
        }
    }

    [Fact]
    public async Task Stop_AfterWaitsThatEndedLate_SaysThatTheTimingIsVoid()
    {
        using var server = Start("--port", "0", "--max-lateness", "1us", "--stop-with-stdin", "--log-level", "none");
        await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var baseUrl = (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split('=')[1];
        using var client = new HttpClient();
        using var chat = TestEmulator.Chat("""{"model":"deepseek-flash","stream":true,"messages":[{"role":"user","content":"hello"}]}""");
        chat.RequestUri = new Uri($"{baseUrl}/chat/completions");
        using var answer = await client.SendAsync(chat, TestContext.Current.CancellationToken);

        var health = await client.GetStringAsync(new Uri(new Uri(baseUrl), "/health"), TestContext.Current.CancellationToken);
        server.StandardInput.Close();
        var error = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("{\"status\":\"saturated\",", health, StringComparison.Ordinal);
        Assert.StartsWith("warning: the emulator was saturated in ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Start_ForOthersWithTls_SaysTheTokenAndWhatToTrust()
    {
        var folder = Directory.CreateTempSubdirectory("emulator-ca-").FullName;
        try
        {
            var (code, output, error) = await RunAsync(
                "--port", "0", "--https-port", "0", "--ca-folder", folder, "--host", "0.0.0.0", "--stop-with-stdin");

            Assert.Equal(0, code);
            Assert.Empty(error);
            Assert.Contains("\n# https: https://localhost:", output, StringComparison.Ordinal);
            Assert.Contains($"NODE_EXTRA_CA_CERTS={folder}/emulator-ca.pem ", output, StringComparison.Ordinal);
            Assert.Matches("\n# control takes the header X-Emulator-Token: [0-9a-f]{32}\n", output);
            Assert.True(File.Exists(Path.Combine(folder, "emulator-ca.pem")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var server = Start(arguments);
        server.StandardInput.Close();
        var output = server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (server.ExitCode, await output, error);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "Emulator.dll"), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
