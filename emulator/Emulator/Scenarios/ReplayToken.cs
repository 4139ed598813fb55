using System.Globalization;
using System.Text;

namespace Emulator.Scenarios;

/// <summary>
/// Names one decision in one line: <c>42-1f09c3aa-7be1-00c0ffee00c0ffee-0</c> is seed, scenario, operation, request and attempt.
/// Where the decision depended on the time or on the order of arrival, the time and the positions follow.
/// </summary>
internal sealed record ReplayToken
{
    private const char Separator = '-';

    public required ulong Seed { get; init; }

    /// <summary>The fingerprint of the scenario's rules; under others the same draws would decide something else.</summary>
    public required uint Scenario { get; init; }

    /// <summary>The fingerprint of dialect and operation.</summary>
    public required ushort Operation { get; init; }

    public required ulong Identity { get; init; }

    public required int Attempt { get; init; }

    /// <summary>The instant of the run, where a window of the run decided.</summary>
    public TimeSpan? Elapsed { get; init; }

    public IReadOnlyDictionary<string, RunPosition> Positions { get; init; } = RunCounts.NoPositions;

    public static ushort OperationOf(string dialect, string operation) =>
        (ushort)Chance.Seed.Mix(Chance.Seed.Hash($"{dialect}\n{operation}"));

    /// <summary>Reads a token.</summary>
    /// <returns><see langword="null"/> when the text is none.</returns>
    public static ReplayToken? Parse(string text)
    {
        var parts = text.Trim().Split(Separator);
        if (parts.Length < 5
            || !ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scenario)
            || !ushort.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var operation)
            || !ulong.TryParse(parts[3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var identity)
            || !int.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt))
        {
            return null;
        }

        TimeSpan? elapsed = null;
        Dictionary<string, RunPosition> positions = [];
        foreach (var part in parts[5..])
        {
            if (part.StartsWith('t') && long.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                elapsed = TimeSpan.FromTicks(ticks);
            }
            else if (PositionIn(part) is var (rule, position))
            {
                positions[rule] = position;
            }
            else
            {
                return null;
            }
        }

        return new ReplayToken
        {
            Seed = seed,
            Scenario = scenario,
            Operation = operation,
            Identity = identity,
            Attempt = attempt,
            Elapsed = elapsed,
            Positions = positions,
        };
    }

    /// <summary>A request as if it were the one that the token names; requests of other operations stay what they are.</summary>
    public PlannedRequest Onto(string dialect, PlannedRequest request) => OperationOf(dialect, request.Operation) == Operation
        ? request with { Identity = Identity, Attempt = Attempt, Elapsed = Elapsed ?? request.Elapsed, Positions = Positions }
        : request;

    public override string ToString()
    {
        var decision = string.Create(
            CultureInfo.InvariantCulture, stackalloc char[96], $"{Seed}-{Scenario:x8}-{Operation:x4}-{Identity:x16}-{Attempt}");
        if (Elapsed is null && Positions.Count == 0)
        {
            return decision;
        }

        var text = new StringBuilder(decision);
        if (Elapsed is { } elapsed)
        {
            text.Append(CultureInfo.InvariantCulture, $"-t{elapsed.Ticks}");
        }

        foreach (var (rule, position) in Positions)
        {
            text.Append(CultureInfo.InvariantCulture, $"-{rule}.{position.Request}.{position.Call}");
        }

        return text.ToString();
    }

    private static (string Rule, RunPosition Position)? PositionIn(string part)
    {
        var fields = part.Split('.');
        return fields.Length == 3
            && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var request)
            && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var call)
            ? (fields[0], new RunPosition(request, call))
            : null;
    }
}
