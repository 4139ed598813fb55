namespace Emulator.Limits;

/// <summary>
/// Decides all limits of a dialect for one request at once, under one lock: it is granted by all of them, or it takes
/// nothing from any.
/// </summary>
internal sealed class LimitGate
{
    private readonly DecisionOrder _order;
    private readonly LimitCounts[] _counts;

    /// <summary>The subjects that the request at hand is counted for; reused, under the lock.</summary>
    private readonly CountedSubject?[] _asked;

    /// <param name="limits">What is decided.</param>
    /// <param name="before">A gate that this one takes the place of: limits that say the same go on with its counts.</param>
    public LimitGate(IReadOnlyList<Limit> limits, LimitGate? before = null)
    {
        var earlier = before?._counts.ToList() ?? [];
        _order = before?._order ?? new DecisionOrder();
        _counts = [.. limits.Select(limit => GoOn(limit, earlier))];
        _asked = new CountedSubject?[_counts.Length];
        Limits = [.. _counts.Select(counts => counts.Limit)];
        NeedsUnits = Limits.Any(limit => limit.Unit is CountedUnit.Tokens or CountedUnit.InputTokens or CountedUnit.Images);
    }

    public IReadOnlyList<Limit> Limits { get; }

    /// <summary>Whether a limit counts anything that must be looked for in the request.</summary>
    public bool NeedsUnits { get; }

    /// <summary>Decides; the permit is to be settled when the answer is over.</summary>
    /// <param name="request">Who asks for what, and when.</param>
    /// <param name="permit">What the request holds from now on; nothing when it was refused.</param>
    /// <returns>The decision, or <see langword="null"/> when no limit counts the request.</returns>
    public LimitDecision? Decide(in LimitedRequest request, out LimitPermit permit)
    {
        permit = LimitPermit.Nothing;
        if (!IsCounted(request))
        {
            return null;
        }

        lock (_order.Lock)
        {
            var now = _order.At(request.At);
            if (Ask(request, now) is { } refusing)
            {
                NoteRefused(request, now);
                return refusing;
            }

            permit = new LimitPermit(_order);
            return Take(request, now, permit);
        }
    }

    /// <summary>How full every limit is at an instant, for everybody who was counted.</summary>
    public IReadOnlyList<LimitState> StateAt(DateTimeOffset now)
    {
        lock (_order.Lock)
        {
            now = _order.At(now);
            return
            [
                .. _counts.SelectMany(counts => counts.Subjects.Select(subject => State(counts, subject, now))
                    .DefaultIfEmpty(State(counts, null, now))),
            ];
        }
    }

    /// <summary>Forgets what everybody used; what is going on counts no more.</summary>
    public void Reset()
    {
        lock (_order.Lock)
        {
            foreach (var counts in _counts)
            {
                counts.Clear();
            }
        }
    }

    private static LimitCounts GoOn(Limit limit, List<LimitCounts> earlier)
    {
        var index = earlier.FindIndex(counts => limit.CountsLike(counts.Limit));
        if (index < 0)
        {
            return new LimitCounts(limit);
        }

        var same = earlier[index];
        earlier.RemoveAt(index);
        return same;
    }

    private bool IsCounted(in LimitedRequest request)
    {
        foreach (var counts in _counts)
        {
            if (counts.Limit.Counts(request.Kind, request.Model))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Asks every limit that counts the request; the decision of the one that refuses for the longest.</summary>
    private LimitDecision? Ask(in LimitedRequest request, DateTimeOffset now)
    {
        LimitDecision? refusing = null;
        for (var index = 0; index < _counts.Length; index++)
        {
            var limit = _counts[index].Limit;
            var asked = limit.Counts(request.Kind, request.Model) ? _counts[index].Of(request) : null;
            _asked[index] = asked;
            if (asked is null)
            {
                continue;
            }

            var needed = Math.Max(1, limit.UnitsOf(request.Units));
            var used = asked.Counter.UsedAt(now);
            if (used + needed > limit.PermitLimitAt(now))
            {
                var decision = Describe(asked, now, asked.Counter.HasRoomAt(now, needed)) with { IsGranted = false, Needed = needed };
                refusing = refusing is null || WaitsLonger(decision, refusing) ? decision : refusing;
            }
        }

        return refusing;
    }

    private LimitDecision Take(in LimitedRequest request, DateTimeOffset now, LimitPermit permit)
    {
        var (fullest, shown) = (default((CountedSubject? Asked, double Share)), default((CountedSubject? Asked, double Share)));
        foreach (var asked in _asked)
        {
            if (asked is null)
            {
                continue;
            }

            Take(asked.Counter, request.Units, now, permit);
            var share = (double)asked.Counter.UsedAt(now) / asked.Counter.Limit.PermitLimitAt(now);
            fullest = fullest.Asked is null || share > fullest.Share ? (asked, share) : fullest;
            shown = asked.Counter.Limit is { IsHidden: false, IsOverTime: true } && (shown.Asked is null || share > shown.Share)
                ? (asked, share)
                : shown;
        }

        var shownApart = shown.Asked is { } other && other != fullest.Asked ? Describe(other, now, NextFree(other.Counter, now)) : null;
        return Describe(fullest.Asked!, now, NextFree(fullest.Asked!.Counter, now), shownApart);
    }

    private static void Take(LimitCounter counter, RequestUnits known, DateTimeOffset now, LimitPermit permit)
    {
        if (counter is JobCount jobs)
        {
            // One submit makes one job, however many limits count it.
            jobs.Hold(permit.Slot ??= new JobSlot());
            return;
        }

        var units = counter.Limit.UnitsOf(known);
        if (units > 0)
        {
            counter.Take(now, units);
        }

        if (counter.Limit.IsBilled || counter is InFlightCount)
        {
            permit.Holds(counter, now, units);
        }
    }

    private void NoteRefused(in LimitedRequest request, DateTimeOffset now)
    {
        foreach (var asked in _asked)
        {
            if (asked?.Counter is { Limit.CountRefused: true } counter && counter.Limit.UnitsOf(request.Units) is > 0 and var units)
            {
                counter.NoteRefused(now, units);
            }
        }
    }

    private static LimitDecision Describe(
        CountedSubject asked, DateTimeOffset now, DateTimeOffset? freeAt, LimitDecision? shown = null) =>
        new(IsGranted: true, asked.Counter.Limit, asked.Counter.UsedAt(now), freeAt)
        {
            PermitLimit = asked.Counter.Limit.PermitLimitAt(now),
            Subject = asked.Subject,
            Shown = shown,
        };

    private static LimitState State(LimitCounts counts, CountedSubject? subject, DateTimeOffset now)
    {
        var limit = counts.Limit;
        var counter = subject?.Counter ?? LimitCounter.For(limit);
        var used = counter.UsedAt(now);
        return new LimitState
        {
            Limit = limit.Name,
            Counting = limit.Counting,
            Unit = limit.Unit,
            Subject = subject?.Subject.ToString(),
            Used = used,
            PermitLimit = limit.PermitLimitAt(now),
            WindowSeconds = limit.IsOverTime ? counter.WindowAt(now).TotalSeconds : null,
            NextFreeAt = NextFree(counter, now),
            ResetAt = used > 0 ? counter.FallsTo(now, 0) : null,
            Hidden = limit.IsHidden,
            Forgotten = counts.Forgotten,
        };
    }

    /// <summary>When a unit comes back; where the limit is full, when one can be had.</summary>
    private static DateTimeOffset? NextFree(LimitCounter counter, DateTimeOffset now)
    {
        var used = counter.UsedAt(now);
        return used == 0 ? null
            : used >= counter.Limit.PermitLimitAt(now) ? counter.HasRoomAt(now, 1)
            : counter.FallsTo(now, used - 1);
    }

    private static bool WaitsLonger(LimitDecision one, LimitDecision other) =>
        !other.IsImpossible
        && (one.IsImpossible || (one.FreeAt is { } mine && (other.FreeAt is not { } theirs || mine > theirs)));
}
