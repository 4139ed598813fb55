using System.Diagnostics;
using System.Text.Json.Nodes;
using Emulator;
using Emulator.Faults;
using Microsoft.AspNetCore.Builder;
using ScenarioFile;

namespace Harness.Tests.Faults;

/// <summary>
/// The table of faults tells the truth: every fault is in it, has a scenario that shows it, and a line for the shell that,
/// run as it stands against a server on a real socket, gives what the table says.
/// </summary>
public sealed class FaultLinesTests : IAsyncLifetime
{
    private WebApplication _server = null!;

    public static TheoryData<string> Faults => [.. FaultRow.All.Select(row => row.Fault)];

    public async ValueTask InitializeAsync()
    {
        _server = EmulatorApp.Build(new EmulatorSettings { Port = 0 }, TimeProvider.System);
        await _server.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }

    [Fact]
    public void Table_HasEveryFaultInTheOrderOfTheSet() =>
        Assert.Equal(FaultWord.All.Order(StringComparer.Ordinal), FaultRow.All.Select(row => row.Fault).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Scenario_OfAFault_HasARuleOfIt(string fault)
    {
        var row = FaultRow.All.Single(row => row.Fault == fault);

        var document = ScenarioDocument.Load(RepositoryRoot.File("scenarios", row.Scenario));

        var rules = EmulatorSettings.From(document).Scenario.Dialects.Values.SelectMany(dialect => dialect.Faults ?? []);
        Assert.Contains(rules, rule => FaultWord.Of(rule.Fault) == fault);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Line_OfAFault_GivesWhatTheTableSays(string fault)
    {
        var row = FaultRow.All.Single(row => row.Fault == fault);

        var (code, output) = await RunAsync(row.Line);
        var entry = await JournalEntryAsync();

        Assert.Equal(row.ExitCode, code);
        Assert.StartsWith(row.Status is null ? "" : $"HTTP/1.1 {row.Status} ", output, StringComparison.Ordinal);
        Assert.Equal(fault, (string?)entry["fault"]);
        Assert.Contains($"X-Emulator-Fault: {fault}", (string?)entry["reason"], StringComparison.Ordinal);
    }

    /// <summary>Runs a line as a user would, in bash with the functions of the page.</summary>
    private async Task<(int Code, string Output)> RunAsync(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"{FaultRow.Preamble}\n{line}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["E"] = _server.Urls.First();
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, await output);
    }

    /// <summary>The line of the exchange; the server writes it when the exchange is over, which may be after the client has gone.</summary>
    private async Task<JsonNode> JournalEntryAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_server.Urls.First()) };
        while (true)
        {
            var journal = await client.GetStringAsync(new Uri("/__emulator/journal", UriKind.Relative), TestContext.Current.CancellationToken);
            var lines = journal.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);
            if (lines.FirstOrDefault(line => (string?)line["kind"] != "callback") is { } entry)
            {
                return entry;
            }
        }
    }
}
