namespace Emulator.Keys;

/// <summary>Where a key is known from.</summary>
internal enum KeyOrigin
{
    /// <summary>The scenario.</summary>
    Scenario,

    /// <summary>The control API.</summary>
    Added,

    /// <summary>The token endpoint.</summary>
    Token,

    /// <summary>A client used it where every key is accepted.</summary>
    Seen,
}

/// <summary>Whether a key is accepted.</summary>
internal enum KeyStatus
{
    Valid,
    NotYet,
    Expired,
    Revoked,
}

/// <summary>Whose a key is and when it is accepted: from an instant on, that instant included, and before another.</summary>
internal sealed record KeyTerms
{
    public string? Account { get; init; }

    public string? Project { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public bool Revoked { get; init; }

    /// <param name="section">What the scenario says of the key.</param>
    /// <param name="start">What its times are counted from.</param>
    public static KeyTerms Of(KeySection section, DateTimeOffset start) => new()
    {
        Account = section.Account,
        Project = section.Project,
        From = start + section.From,
        ExpiresAt = start + section.Expires,
        Revoked = section.Revoked,
    };

    public KeyStatus StatusAt(DateTimeOffset now) =>
        Revoked ? KeyStatus.Revoked
        : now >= ExpiresAt ? KeyStatus.Expired
        : now < From ? KeyStatus.NotYet
        : KeyStatus.Valid;
}

/// <summary>A key that is known, by its hash alone, with its terms of now.</summary>
internal sealed class KeyState(KeyHash hash, KeyOrigin origin, KeyTerms terms)
{
    private readonly Lock _lock = new();
    private KeyTerms _terms = terms;

    public KeyHash Hash { get; } = hash;

    public string Fingerprint { get; } = hash.Fingerprint;

    public KeyOrigin Origin { get; } = origin;

    /// <summary>What the scenario says of it; <see langword="null"/> where the scenario does not name it.</summary>
    public KeySection? Section { get; init; }

    public KeyTerms Terms => Volatile.Read(ref _terms);

    /// <summary>Changes the terms, seen by nobody half done.</summary>
    public void Change(Func<KeyTerms, KeyTerms> change)
    {
        lock (_lock)
        {
            Volatile.Write(ref _terms, change(_terms));
        }
    }
}
