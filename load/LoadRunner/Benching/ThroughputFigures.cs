namespace LoadRunner.Benching;

/// <summary>How many requests one server answered, over all its turns.</summary>
internal sealed record ThroughputFigures
{
    public required long Requests { get; init; }

    /// <summary>The median of the turns, which one disturbed turn does not move.</summary>
    public required double PerSecond { get; init; }

    public required double SlowestPerSecond { get; init; }

    public required double FastestPerSecond { get; init; }

    public required double AllocatedBytesPerRequest { get; init; }

    public required double ServerMicrosecondsPerRequest { get; init; }

    public required double ClientMicrosecondsPerRequest { get; init; }

    public required CpuUse Cpu { get; init; }
}

/// <summary>Collects the turns of one server.</summary>
internal sealed class ThroughputSeries
{
    private readonly List<LoopRound> _rounds = [];
    private long _allocated;

    public ThroughputFigures Figures
    {
        get
        {
            var requests = _rounds.Sum(static round => round.Answers);
            var cpu = new CpuUse(
                _rounds.Sum(static round => round.Cpu.ServerSeconds),
                _rounds.Sum(static round => round.Cpu.ClientSeconds),
                _rounds.Sum(static round => round.Cpu.ElapsedSeconds));
            return new ThroughputFigures
            {
                Requests = requests,
                PerSecond = Median.Of(_rounds.Select(static round => round.PerSecond)),
                SlowestPerSecond = _rounds.Min(static round => round.PerSecond),
                FastestPerSecond = _rounds.Max(static round => round.PerSecond),
                AllocatedBytesPerRequest = (double)_allocated / requests,
                ServerMicrosecondsPerRequest = cpu.ServerSeconds * 1e6 / requests,
                ClientMicrosecondsPerRequest = cpu.ClientSeconds * 1e6 / requests,
                Cpu = cpu,
            };
        }
    }

    public void Add(LoopRound round, long allocatedBytes)
    {
        _rounds.Add(round);
        _allocated += allocatedBytes;
    }
}

/// <summary>Requests a second of the emulator and of the bare endpoint.</summary>
/// <param name="Connections">How many requests were under way at once.</param>
/// <param name="AnswerBytes">How long an answer's body is.</param>
/// <param name="Emulator">The emulator's figures.</param>
/// <param name="Bare">The bare endpoint's.</param>
internal sealed record ThroughputComparison(int Connections, long AnswerBytes, ThroughputFigures Emulator, ThroughputFigures Bare)
{
    /// <summary>The least share of the bare endpoint's throughput.</summary>
    public const double TargetRatio = 0.6;

    public double Ratio => Emulator.PerSecond / Bare.PerSecond;

    public bool Holds => Ratio >= TargetRatio;
}
