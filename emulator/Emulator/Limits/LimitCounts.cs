using Emulator.Scenarios;

namespace Emulator.Limits;

/// <summary>The counters of one limit, one for each subject that was seen; a bounded number of them.</summary>
internal sealed class LimitCounts(Limit limit)
{
    /// <summary>How many subjects are remembered; beyond it the one that was quiet the longest is forgotten.</summary>
    public const int MaxSubjects = 10_000;

    private readonly bool _perKey = limit.Per.Contains(SubjectPart.Key);
    private readonly bool _perAccount = limit.Per.Contains(SubjectPart.Account);
    private readonly bool _perProject = limit.Per.Contains(SubjectPart.Project);
    private readonly bool _perModel = limit.Per.Contains(SubjectPart.Model);
    private readonly Dictionary<Subject, CountedSubject> _subjects = [];
    private readonly LinkedList<CountedSubject> _byUse = new();

    public Limit Limit { get; } = limit;

    /// <summary>How many subjects were forgotten because there were too many.</summary>
    public long Forgotten { get; private set; }

    /// <summary>All subjects, the quietest first.</summary>
    public IEnumerable<CountedSubject> Subjects => _byUse;

    /// <summary>The counter of a request's subject.</summary>
    public CountedSubject Of(in LimitedRequest request)
    {
        Subject subject = new(
            _perKey ? request.Key : null,
            _perAccount ? request.Account ?? "" : null,
            _perProject ? request.Project ?? "" : null,
            _perModel ? request.Model ?? "" : null);
        // Whoever came last often comes next.
        if (_byUse.Last is { } last && last.Value.Subject == subject)
        {
            return last.Value;
        }

        if (!_subjects.TryGetValue(subject, out var counted))
        {
            return Add(subject);
        }

        _byUse.Remove(counted.Node);
        _byUse.AddLast(counted.Node);
        return counted;
    }

    /// <summary>Forgets everybody.</summary>
    public void Clear()
    {
        _subjects.Clear();
        _byUse.Clear();
        Forgotten = 0;
    }

    private CountedSubject Add(Subject subject)
    {
        if (_subjects.Count >= MaxSubjects)
        {
            _subjects.Remove(_byUse.First!.Value.Subject);
            _byUse.RemoveFirst();
            Forgotten++;
        }

        CountedSubject counted = new(subject, LimitCounter.For(Limit));
        _subjects.Add(subject, counted);
        _byUse.AddLast(counted.Node);
        return counted;
    }
}

/// <summary>A subject with its counter.</summary>
internal sealed class CountedSubject
{
    public CountedSubject(Subject subject, LimitCounter counter)
    {
        Subject = subject;
        Counter = counter;
        Node = new LinkedListNode<CountedSubject>(this);
    }

    public Subject Subject { get; }

    public LimitCounter Counter { get; }

    /// <summary>Its place in the order of use.</summary>
    public LinkedListNode<CountedSubject> Node { get; }
}
