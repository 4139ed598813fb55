using Emulator.Exchanges;

namespace Emulator.Limits;

/// <summary>
/// Decides all limits of a dialect for one request at once, under one lock: it is granted by all of them, or it takes
/// nothing from any.
/// </summary>
internal sealed class LimitGate(IReadOnlyList<Limit> limits)
{
    /// <summary>How many keys are remembered; beyond it the one that was quiet the longest is forgotten.</summary>
    public const int MaxKeys = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, KeyUse> _keys = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _byUse = new();

    public IReadOnlyList<Limit> Limits { get; } = limits;

    /// <summary>Decides; the permit is to be settled when the answer is over.</summary>
    /// <param name="request">Who asks for what, and when.</param>
    /// <param name="permit">What the request holds from now on; nothing when it was refused.</param>
    /// <returns>The decision, or <see langword="null"/> when no limit counts the request.</returns>
    public LimitDecision? Decide(LimitedRequest request, out LimitPermit permit)
    {
        permit = LimitPermit.Nothing;
        if (!Limits.Any(limit => limit.Counts(request.Kind, request.Model)))
        {
            return null;
        }

        lock (_lock)
        {
            var counters = CountersOf(request.Key);
            var now = request.At;
            LimitDecision? refusing = null;
            foreach (var counter in counters)
            {
                if (counter.Limit.Counts(request.Kind, request.Model) && counter.UsedAt(now) >= counter.Limit.PermitLimit)
                {
                    var decision = Describe(counter, now, isGranted: false);
                    refusing = refusing is null || WaitsLonger(decision, refusing) ? decision : refusing;
                }
            }

            if (refusing is not null)
            {
                Note(counters, request);
                return refusing;
            }

            permit = new LimitPermit(_lock);
            return Take(counters, request, permit);
        }
    }

    /// <summary>Forgets what everybody has used.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _keys.Clear();
            _byUse.Clear();
        }
    }

    private static LimitDecision Take(LimitCounter[] counters, LimitedRequest request, LimitPermit permit)
    {
        LimitDecision? fullest = null;
        foreach (var counter in counters)
        {
            if (!counter.Limit.Counts(request.Kind, request.Model))
            {
                continue;
            }

            counter.Take(request.At, permit);
            var decision = Describe(counter, request.At, isGranted: true);
            fullest = fullest is null || Share(decision) > Share(fullest) ? decision : fullest;
        }

        return fullest!;
    }

    private static void Note(LimitCounter[] counters, LimitedRequest request)
    {
        foreach (var counter in counters)
        {
            if (counter.Limit.Counts(request.Kind, request.Model))
            {
                counter.NoteRefused(request.At);
            }
        }
    }

    private static LimitDecision Describe(LimitCounter counter, DateTimeOffset now, bool isGranted) =>
        new(isGranted, counter.Limit, counter.UsedAt(now), counter.FreeAt) { ResetAt = counter.ResetAt };

    private static double Share(LimitDecision decision) => (double)decision.Used / decision.Limit.PermitLimit;

    private static bool WaitsLonger(LimitDecision one, LimitDecision other) =>
        one.FreeAt is { } mine && (other.FreeAt is not { } theirs || mine > theirs);

    private LimitCounter[] CountersOf(string key)
    {
        if (_keys.TryGetValue(key, out var use))
        {
            _byUse.Remove(use.Node);
            _byUse.AddLast(use.Node);
            return use.Counters;
        }

        if (_keys.Count >= MaxKeys)
        {
            _keys.Remove(_byUse.First!.Value);
            _byUse.RemoveFirst();
        }

        use = new KeyUse([.. Limits.Select(LimitCounter.For)], _byUse.AddLast(key));
        _keys.Add(key, use);
        return use.Counters;
    }

    private sealed record KeyUse(LimitCounter[] Counters, LinkedListNode<string> Node);
}

/// <summary>What the limits must know of a request.</summary>
/// <param name="Key">Whose allowance is used: the key's fingerprint.</param>
/// <param name="Kind">What kind of operation it is.</param>
/// <param name="Model">The canonical model, where the request names one.</param>
/// <param name="At">When the request arrived.</param>
internal readonly record struct LimitedRequest(string Key, OperationKind Kind, string? Model, DateTimeOffset At);
