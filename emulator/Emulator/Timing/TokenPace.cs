using Emulator.Chance;

namespace Emulator.Timing;

/// <summary>
/// When the tokens of one answer come. Every gap is a function of the request's draw seed and the number of the token, so
/// an answer keeps its times whoever else is served, streamed or not.
/// </summary>
internal sealed class TokenPace
{
    private readonly EffectiveTiming _timing;
    private readonly ulong _drawSeed;
    private readonly double _secondsPerToken;

    /// <param name="timing">What the request's timing is.</param>
    /// <param name="drawSeed">Decides whatever it leaves open.</param>
    public TokenPace(EffectiveTiming timing, ulong drawSeed)
    {
        _timing = timing;
        _drawSeed = drawSeed;
        _secondsPerToken = 1 / timing.TokensPerSecond.At(Seed.For(drawSeed, "tokensPerSecond"));
        FirstToken = timing.TimeToFirstToken.At(Seed.For(drawSeed, "timeToFirstToken"));
    }

    /// <summary>From the beginning of the work to the first token.</summary>
    public TimeSpan FirstToken { get; }

    /// <summary>Whether all tokens come together with the first, so that nobody need count them.</summary>
    public bool IsInstant => IsEven && GapBefore(0) == TimeSpan.Zero;

    private bool IsEven => _timing is { TokenJitter: <= 0, Pauses.Probability: <= 0 };

    /// <summary>How long after the one before a token comes; the gaps' mean is the pace, whatever the jitter.</summary>
    /// <param name="token">The number of the token in the answer, from 0.</param>
    public TimeSpan GapBefore(int token)
    {
        var seconds = _secondsPerToken;
        if (_timing.TokenJitter > 0)
        {
            var swing = (2 * Seed.Fraction(Seed.For(_drawSeed, "jitter", number: token))) - 1;
            seconds *= 1 + (_timing.TokenJitter * swing);
        }

        return TimeSpan.FromSeconds(seconds) + PauseAfter(token - 1);
    }

    /// <summary>From the beginning of the work to the last of so many tokens.</summary>
    public TimeSpan Whole(int tokens)
    {
        if (IsEven)
        {
            // All gaps are alike, so they need not be asked for one by one.
            return FirstToken + (tokens * GapBefore(0));
        }

        var sum = FirstToken;
        for (var token = 0; token < tokens; token++)
        {
            sum += GapBefore(token);
        }

        return sum;
    }

    private TimeSpan PauseAfter(int token)
    {
        var pauses = _timing.Pauses;
        return token >= 0 && pauses.Probability > 0
            && Seed.Fraction(Seed.For(_drawSeed, "pause", number: token)) < pauses.Probability
            ? pauses.Length.At(Seed.For(_drawSeed, "pauseLength", number: token))
            : TimeSpan.Zero;
    }
}
