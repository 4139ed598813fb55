using System.Globalization;
using Emulator.Callbacks;
using Emulator.Clocks;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.Journal;
using Emulator.Keys;
using Emulator.Limits;
using Emulator.Runs;
using Emulator.Scenarios;
using ScenarioFile;

namespace Emulator.Tests.Fuzzing;

/// <summary>The table of bounds in the README tells what the code does, and options that exist.</summary>
public sealed class BoundsTableTests
{
    private const long MegaByte = 1 << 20;

    public static TheoryData<string, string> Rows => new()
    {
        { "request body", $"{EmulatorSettings.DefaultMaxBodyBytes / MegaByte} MB" },
        { "journal lines in memory", $"{ExchangeJournal.DefaultCapacity}; {new EmulatorSettings().JournalCapacityOfARun} " },
        { "a line's path, reason, call", $"{JournalLine.LongestPath}, {JournalLine.LongestReason}, 200 " },
        { "followers of a journal", $"{ExchangeJournal.MaxFollowers}, {JournalFollower.QueueLength} " },
        { "jobs of a dialect", $"{JobStore<object>.DefaultCapacity};" },
        { "memory of a store of jobs", $"{MemoryBounds.DefaultJobBytes / MegaByte} MB" },
        { "newest jobs", $"{JobBoard.Capacity}, and {MemoryBounds.BoardBytes / MegaByte} MB" },
        { "pictures", $"{KeptPictures.DefaultCapacityBytes / MegaByte} MB" },
        { "callbacks outstanding", $"{CallbackSender.MaxOutstanding}, and {MemoryBounds.CallbackBytes / MegaByte} MB" },
        { "runs with a name", $"{RunBounds.DefaultMaxRuns}, {RunBounds.DefaultLifetime.TotalMinutes} min" },
        { "calls and polls", $"{Occurrences.Capacity}; {Occurrences.CapacityOfARun} " },
        { "calls that a rule", $"{RunCounts.MaxCallsOfARule} " },
        { "subjects of a limit", $"{LimitCounts.MaxSubjects} " },
        { "keys, tokens and accounts", $"{KeyMemory.Capacity} " },
        { "scenario", $"{ScenarioDocument.MaxFileBytes / MegaByte} MiB" },
        { "patterns", $"{LinePattern.LongestText} " },
        { "a run's clock", ControlledTime.Latest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Table_Row_SaysTheDefault(string what, string bound)
    {
        var row = Assert.Single(TableRows(), line => line.StartsWith($"| {what}", StringComparison.Ordinal));

        Assert.Contains($"| {bound}", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_Options_AllExist()
    {
        var known = ServerCommand.Create(new VirtualTime.VirtualClock()).Options.Select(static option => $"`{option.Name}`").ToHashSet();

        var named = TableRows().SelectMany(static row => row.Split('|')[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

        Assert.All(named, option => Assert.Contains(option, known));
    }

    private static IEnumerable<string> TableRows() => File.ReadAllText(RepositoryRoot.File("emulator", "README.md"))
        .Split("## What is bounded")[1].Split("\n## ")[0].Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
}
