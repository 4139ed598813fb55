namespace LoadRunner.Benching;

/// <summary>What ten thousand delayed requests did to one server.</summary>
internal sealed record DelayFigures
{
    public required int Requests { get; init; }

    /// <summary>Connections that were not accepted.</summary>
    public required int Refused { get; init; }

    /// <summary>Requests without a whole answer of status 200.</summary>
    public required int Failed { get; init; }

    /// <summary>One of the reasons, for the person at the terminal.</summary>
    public string? Failure { get; init; }

    public required double SentWithinSeconds { get; init; }

    public required double LastSendToLastFinishSeconds { get; init; }

    /// <summary>By how much each took longer than its delay.</summary>
    public required Spread Late { get; init; }

    public CpuUse Cpu { get; init; } = new(0, 0, 0);

    public bool Holds(double targetSeconds) =>
        Refused == 0 && Failed == 0 && LastSendToLastFinishSeconds <= targetSeconds;
}
