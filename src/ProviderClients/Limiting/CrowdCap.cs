namespace ProviderClients.Limiting;

/// <summary>
/// How many requests may be under way at a provider that refuses a crowd and does not say for how long. Nobody is held back
/// before the first refusal; each wave of refusals takes the cap down, to the number that the provider named or by half, and
/// a whole round of answers without one lets it up by one. Not thread-safe: the limiter's lock guards it.
/// </summary>
internal sealed class CrowdCap
{
    /// <summary>With few at once a round is short, and every try that is refused costs an attempt.</summary>
    private const int ShortestRound = 10;

    private int _answersOfThisRound;

    /// <summary>The most under way; <see langword="null"/> as long as no crowd was refused.</summary>
    public int? Most { get; private set; }

    /// <summary>Counts the waves: those who were let in before the last one say nothing about the cap that it left.</summary>
    public int Wave { get; private set; }

    /// <summary>A request was refused because of the crowd.</summary>
    /// <param name="wave">The wave at which it had been let in.</param>
    /// <param name="underWay">How many are under way, the refused one included.</param>
    /// <param name="named">How many there may be, where the provider says so; this client may not be the only one.</param>
    public void OnRefused(int wave, int underWay, int? named)
    {
        if (wave != Wave)
        {
            return;
        }

        var most = Math.Min(Most ?? underWay, underWay);
        Most = Math.Max(1, named < most ? named.Value : most / 2);
        Wave++;
        _answersOfThisRound = 0;
    }

    /// <summary>A request was answered.</summary>
    public void OnAnswered(int wave)
    {
        if (Most is not { } most || wave != Wave)
        {
            return;
        }

        _answersOfThisRound++;
        if (_answersOfThisRound >= Math.Max(most, ShortestRound))
        {
            Most = most + 1;
            _answersOfThisRound = 0;
        }
    }
}
