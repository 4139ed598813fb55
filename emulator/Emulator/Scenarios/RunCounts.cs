using System.Collections.ObjectModel;
using System.Text.Json;

namespace Emulator.Scenarios;

/// <summary>
/// Counts requests over the run, for the rules that ask for it. It is the only part of a decision that depends on the order
/// of arrival, and nothing is counted unless a rule asks.
/// </summary>
internal sealed class RunCounts
{
    /// <summary>How many logical calls each rule remembers; the one first seen is forgotten first.</summary>
    public const int MaxCallsOfARule = 65_536;

    public static readonly IReadOnlyDictionary<string, RunPosition> NoPositions = ReadOnlyDictionary<string, RunPosition>.Empty;

    private readonly Lock _lock = new();
    private readonly (string Name, RequestConditions Conditions, RuleCount Count)[] _counted;

    /// <param name="rules">Every rule of a dialect by its name, <c>faults[2]</c>.</param>
    /// <param name="previous">The counts until now; a rule that stands unchanged in its place goes on from there.</param>
    public RunCounts(IEnumerable<KeyValuePair<string, RequestConditions>> rules, RunCounts? previous = null) => _counted =
    [
        .. rules.Where(rule => rule.Value.CountsOverTheRun).Select(rule => (
            rule.Key, rule.Value, previous?.CountOf(rule.Key, rule.Value) ?? new RuleCount())),
    ];

    /// <summary>Begins to count anew.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            foreach (var (_, _, count) in _counted)
            {
                count.Forget();
            }
        }
    }

    /// <summary>Whether any rule counts.</summary>
    public bool CountsAnything => _counted.Length > 0;

    /// <summary>Counts a request for every rule that describes it.</summary>
    public IReadOnlyDictionary<string, RunPosition> Count(PlannedRequest request, string call)
    {
        if (_counted.Length == 0)
        {
            return NoPositions;
        }

        Dictionary<string, RunPosition> positions = [];
        lock (_lock)
        {
            foreach (var (name, conditions, count) in _counted)
            {
                if (conditions.Describes(request))
                {
                    positions[name] = count.Next(call);
                }
            }
        }

        return positions;
    }

    private RuleCount? CountOf(string name, RequestConditions conditions) => _counted
        .FirstOrDefault(one => one.Name == name && TextOf(one.Conditions) == TextOf(conditions)).Count;

    private static string TextOf(RequestConditions conditions) => JsonSerializer.Serialize(conditions, conditions.GetType());

    private sealed class RuleCount
    {
        private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
        private readonly Queue<string> _byAge = new();
        private int _requests;
        private int _lastCall;

        public void Forget()
        {
            _calls.Clear();
            _byAge.Clear();
            (_requests, _lastCall) = (0, 0);
        }

        public RunPosition Next(string call)
        {
            if (!_calls.TryGetValue(call, out var number))
            {
                if (_calls.Count >= MaxCallsOfARule)
                {
                    _calls.Remove(_byAge.Dequeue());
                }

                number = ++_lastCall;
                _calls.Add(call, number);
                _byAge.Enqueue(call);
            }

            return new RunPosition(_requests++, number);
        }
    }
}
