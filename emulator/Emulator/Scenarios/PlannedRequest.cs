using Emulator.Chance;
using Emulator.Exchanges;

namespace Emulator.Scenarios;

/// <summary>What a plan is made from, and nothing else is.</summary>
/// <param name="Operation">The dialect's own word.</param>
/// <param name="Kind">What the operation is to any dialect.</param>
/// <param name="Identity">Names operation and logical call; see <see cref="IdentityOf"/>.</param>
/// <param name="Attempt">0 for the first attempt; of polls all those of their call count.</param>
internal readonly record struct PlannedRequest(string Operation, OperationKind Kind, ulong Identity, int Attempt)
{
    /// <summary>The canonical model that is asked for, where one is known.</summary>
    public string? Model { get; init; }

    /// <summary>The text that content is made from.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>Whether it brings the result of a tool that was called.</summary>
    public bool AnswersATool { get; init; }

    /// <summary>How long the run has been going on.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Where the request stands in the run, for each rule that counts over it; the others are not in it.</summary>
    public IReadOnlyDictionary<string, RunPosition> Positions { get; init; } = RunCounts.NoPositions;

    public PlannedRequest()
        : this("", OperationKind.Other, 0, 0)
    {
    }

    /// <summary>The number by which draws know a request, the same in every run.</summary>
    /// <param name="dialect">The dialect's name.</param>
    /// <param name="operation">The dialect's own word.</param>
    /// <param name="call">The logical call.</param>
    public static ulong IdentityOf(string dialect, string operation, string call) =>
        Seed.Hash(dialect, operation, call);
}

/// <summary>Where a request stands among those that a rule describes.</summary>
/// <param name="Request">How many came before it.</param>
/// <param name="Call">The number of its logical call, counted from 1; a retry has the number of its call.</param>
internal readonly record struct RunPosition(int Request, int Call);
