using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>How many streams there are, when each starts, and when its frames are due.</summary>
/// <param name="Streams">How many are open at once.</param>
/// <param name="TokensPerSecond">The pace of each; a frame carries one token.</param>
/// <param name="Watched">How long all of them are watched together.</param>
internal sealed record StreamPlan(int Streams, int TokensPerSecond, TimeSpan Watched)
{
    /// <summary>The longest text that the emulator repeats from a prompt has 2,000 characters, three for each token.</summary>
    private const int MaxTokens = 659;

    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int StartsPerSecond = 1000;

    /// <summary>Room for first frames that are late: no stream may end while the others are watched.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(0.5);

    /// <summary>Starts are spread over this time, so that frames are due evenly and not all in one instant.</summary>
    public TimeSpan Ramp => TimeSpan.FromSeconds((double)Streams / StartsPerSecond);

    public long IntervalNs => NanosecondsPerSecond / TokensPerSecond;

    /// <summary>Enough for the ramp and the time that is watched; ends in nine, see <see cref="BenchScenario"/>.</summary>
    public int Tokens
    {
        get
        {
            var least = (int)Math.Ceiling((Ramp + Watched + Margin).TotalSeconds * TokensPerSecond);
            return least - (least % 10) + 9;
        }
    }

    /// <exception cref="LoadRunException">No stream of the emulator can be that long.</exception>
    public void Check()
    {
        if (Tokens > MaxTokens)
        {
            throw new LoadRunException(
                ExitCode.UnusableInput,
                $"A stream would need {Tokens} tokens and can have {MaxTokens}; lower --seconds, --tokens-per-second or --streams.");
        }
    }

    public static long StartOffsetNs(int stream) => stream * NanosecondsPerSecond / StartsPerSecond;
}
