using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Emulator;
using Harness.Tests.Faults;
using ScenarioFile;

namespace Harness.Tests.Limits;

/// <summary>
/// What the table of limits promises: every way of counting has a scenario and a line for the shell that, run as it stands
/// against a server on a real socket, ends in a 429 that tells which limit, how full, and until when.
/// </summary>
public sealed partial class LimitLinesTests
{
    public static TheoryData<string> Countings => [.. LimitRow.All.Select(row => row.Counting)];

    [Fact]
    public void Table_HasEveryScenarioOfALimitOnce()
    {
        var files = Directory.GetFiles(RepositoryRoot.File("scenarios", "limits"), "*.yaml").Select(file => $"limits/{Path.GetFileName(file)}");

        Assert.Equal(files.Order(StringComparer.Ordinal), LimitRow.All.Select(row => row.Scenario).Order(StringComparer.Ordinal));
        Assert.Equal(13, LimitRow.All.Count);
    }

    [Theory]
    [MemberData(nameof(Countings))]
    public async Task Line_OfACounting_EndsInA429ThatTellsAll(string counting)
    {
        var row = LimitRow.All.Single(row => row.Counting == counting);

        var (output, startedAt) = await RunAsync(row);

        var refusal = Answers().Split(output).Last(answer => answer.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal));
        var reason = Reason().Match(refusal);
        Assert.True(reason.Success, refusal);
        Assert.Contains(row.Reason, reason.Value, StringComparison.Ordinal);
        Assert.Contains(row.Answer, refusal.Replace(reason.Value, "", StringComparison.Ordinal), StringComparison.Ordinal);
        if (counting is "inFlight")
        {
            Assert.Equal("", reason.Groups["at"].Value);
            return;
        }

        var freeAt = DateTimeOffset.Parse(reason.Groups["at"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(freeAt, startedAt, startedAt + Longest(counting));
        AgreeWithTheHeaders(refusal, freeAt, isHidden: counting is "hidden");
    }

    /// <summary>How long it may take until a unit is free: a window, of a counter two, of a day what it has left.</summary>
    private static TimeSpan Longest(string counting) => TimeSpan.FromHours(counting switch
    {
        "daily" or "money" => 25,
        "slidingCounter" => 2,
        _ => 1,
    }) + TimeSpan.FromMinutes(1);

    /// <summary>Headers that the provider sends say the same as the reason; a hidden limit has none.</summary>
    private static void AgreeWithTheHeaders(string refusal, DateTimeOffset freeAt, bool isHidden)
    {
        if (isHidden)
        {
            Assert.DoesNotContain("X-RateLimit-", refusal, StringComparison.Ordinal);
            Assert.DoesNotContain("Retry-After", refusal, StringComparison.Ordinal);
        }
        else if (Reset().Match(refusal) is { Success: true } reset)
        {
            var seconds = long.Parse(reset.Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.InRange(seconds - (freeAt - DateTimeOffset.UnixEpoch).TotalSeconds, 0, 1);
            Assert.Contains("Retry-After: ", refusal, StringComparison.Ordinal);
        }
    }

    /// <summary>Runs a line as a user would, in bash with the functions of the page, against a server of its scenario.</summary>
    private static async Task<(string Output, DateTimeOffset StartedAt)> RunAsync(LimitRow row)
    {
        var settings = EmulatorSettings.From(ScenarioDocument.Load(RepositoryRoot.File("scenarios", row.Scenario))) with { Port = 0 };
        await using var server = EmulatorApp.Build(settings, TimeProvider.System);
        await server.StartAsync(TestContext.Current.CancellationToken);
        var startedAt = TimeProvider.System.GetUtcNow();
        var start = new ProcessStartInfo("bash", ["-c", $"{FaultRow.Preamble}\n{row.Line}"]) { RedirectStandardOutput = true };
        start.Environment["E"] = server.Urls.First();
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        await server.StopAsync(CancellationToken.None);
        return (output.ReplaceLineEndings("\n"), startedAt);
    }

    [GeneratedRegex("(?=HTTP/1.1 )")]
    private static partial Regex Answers();

    [GeneratedRegex(@"X-Emulator-Reason: limit [^\n]*? used by [^\n]*?(, next free at (?<at>\S+))?\n")]
    private static partial Regex Reason();

    [GeneratedRegex(@"X-RateLimit-Reset: (\d+)")]
    private static partial Regex Reset();
}
