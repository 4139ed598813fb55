using Emulator.Chance;
using Emulator.Exchanges;

namespace Emulator.Keys;

/// <summary>What a key ring is made from.</summary>
/// <param name="Listed">The scenario's keys; <see langword="null"/> accepts every key but one that contains the refused word.</param>
/// <param name="Accounts">The scenario's accounts.</param>
/// <param name="Unit">What the provider bills in.</param>
internal sealed record KeyRules(
    IReadOnlyList<KeySection>? Listed, IReadOnlyDictionary<string, AccountSection> Accounts, BilledUnit Unit)
{
    /// <summary>The form that every key must have; <see langword="null"/> when it does not matter.</summary>
    public KeyFormat? Format { get; init; }

    /// <summary>Whether there are tokens beside keys.</summary>
    public bool HasTokens { get; init; }

    /// <summary>What times are counted from.</summary>
    public DateTimeOffset StartedAt { get; init; }
}

/// <summary>
/// Decides which keys of a dialect are accepted, and whose they are. Keys and accounts of which another scenario says the same
/// go on as they are.
/// </summary>
internal sealed class KeyRing
{
    /// <summary>What every token begins with, so that one which was forgotten is not taken for a key.</summary>
    public const string TokenPrefix = "oat_";

    private const string RefusedWord = "invalid";
    private const int TokenLetters = 43;

    private readonly KeyRules _rules;
    private readonly KeyMemory _memory;
    private Dictionary<KeyHash, KeyState>? _listed;
    private readonly Dictionary<string, AccountState> _accounts;

    /// <param name="rules">What the scenario says.</param>
    /// <param name="previous">The ring of the scenario before.</param>
    public KeyRing(KeyRules rules, KeyRing? previous = null)
    {
        _rules = rules;
        _memory = previous?._memory ?? new KeyMemory();
        StartedAt = previous?.StartedAt ?? rules.StartedAt;
        _listed = rules.Listed is null ? null : [];
        foreach (var section in rules.Listed ?? [])
        {
            var hash = KeyHash.Of(section.Key);
            var before = previous?._listed?.GetValueOrDefault(hash);
            _listed![hash] = before?.Section == section ? before : Listed(hash, section);
        }

        _accounts = rules.Accounts.Where(account => account.Value.HasAmount).ToDictionary(
            account => account.Key,
            account => previous?._accounts.GetValueOrDefault(account.Key) is { } before && before.Section == account.Value
                ? before
                : new AccountState(account.Key, rules.Unit, account.Value),
            StringComparer.Ordinal);
    }

    /// <summary>What the times of keys are counted from: the beginning of the run, or the last reset.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    public BilledUnit Unit => _rules.Unit;

    /// <summary>Whether only keys that are known are accepted.</summary>
    public bool IsExact => _listed is not null;

    /// <summary>Whether the scenario says which accounts there are.</summary>
    public bool NamesAccounts => _rules.Accounts.Count > 0;

    /// <summary>The scenario's keys in its order, then the others.</summary>
    public IReadOnlyList<KeyState> Keys =>
    [
        .. (IEnumerable<KeyState>?)Scenario?.Values ?? [],
        .. _memory.Keys.OrderBy(key => key.Fingerprint, StringComparer.Ordinal),
    ];

    /// <summary>The scenario's accounts, then the others; those without an amount are none.</summary>
    public IReadOnlyList<AccountState> Accounts =>
    [
        .. _accounts.Values,
        .. _memory.Accounts.Where(account => !_accounts.ContainsKey(account.Name)).OrderBy(account => account.Name, StringComparer.Ordinal),
    ];

    private Dictionary<KeyHash, KeyState>? Scenario => Volatile.Read(ref _listed);

    /// <summary>Whose a key is, and whether it is accepted.</summary>
    public KeyAdmission Admit(string key, DateTimeOffset now)
    {
        var hash = KeyHash.Of(key);
        if (Find(hash) is { } known)
        {
            var terms = known.Terms;
            var refusal = RefusalFor(key, terms, now) ?? (known.Origin is KeyOrigin.Seen ? RefusalForUnknown(key) : null);
            return new(known.Fingerprint, terms.Account ?? known.Fingerprint, terms.Project, refusal);
        }

        var fingerprint = hash.Fingerprint;
        var unknown = RefusalForUnknown(key);
        if (unknown is null)
        {
            _memory.NoteSeen(hash);
        }

        return new(fingerprint, fingerprint, Project: null, unknown);
    }

    /// <summary>The account of a name; <see langword="null"/> where nothing is taken from it.</summary>
    public AccountState? Account(string name) => _accounts.GetValueOrDefault(name) ?? _memory.Account(name);

    public KeyState? Find(KeyHash hash) => Scenario?.GetValueOrDefault(hash) ?? _memory.Find(hash);

    /// <summary>Whether a key has the form that is asked for.</summary>
    public bool HasRightForm(string key) => _rules.Format?.Matches(key) is not false;

    /// <summary>Adds a key; <see langword="false"/> when there are too many.</summary>
    public bool TryAdd(KeySection key, DateTimeOffset now) =>
        _memory.TryAdd(new KeyState(KeyHash.Of(key.Key), KeyOrigin.Added, KeyTerms.Of(key, now)));

    /// <summary>Adds an account; <see langword="false"/> when there are too many.</summary>
    public bool TryAdd(AccountState account) => _memory.TryAdd(account);

    /// <summary>Makes a token for a client.</summary>
    public string Issue(OAuthClientSection client, ulong seed, DateTimeOffset now)
    {
        var ids = new SeededIds(Seed.For(seed, "oauth token", client.Id, _memory.NextToken()));
        var token = TokenPrefix + ids.Letters(TokenLetters);
        _memory.AddToken(new KeyState(KeyHash.Of(token), KeyOrigin.Token, new KeyTerms
        {
            Account = client.Account,
            Project = client.Project,
            ExpiresAt = now + client.Lifetime,
        }));
        return token;
    }

    /// <summary>Sets everything back to what the scenario says, as if it began now.</summary>
    public void Reset(DateTimeOffset now)
    {
        StartedAt = now;
        _memory.Clear();
        if (_rules.Listed is { } sections)
        {
            Dictionary<KeyHash, KeyState> listed = [];
            foreach (var section in sections)
            {
                var hash = KeyHash.Of(section.Key);
                listed[hash] = Listed(hash, section);
            }

            Volatile.Write(ref _listed, listed);
        }

        foreach (var account in _accounts.Values)
        {
            account.Reset();
        }
    }

    private static WrongKey? RefusalFor(string key, KeyTerms terms, DateTimeOffset now) => terms.StatusAt(now) switch
    {
        KeyStatus.Revoked => new WrongKey(key, "the key was revoked"),
        KeyStatus.Expired => new WrongKey(key, $"the key expired at {EmulatorClock.Text(terms.ExpiresAt)}"),
        KeyStatus.NotYet => new WrongKey(key, $"the key is accepted from {EmulatorClock.Text(terms.From)} on"),
        _ => null,
    };

    private Refusal? RefusalForUnknown(string key)
    {
        if (_rules.HasTokens && key.StartsWith(TokenPrefix, StringComparison.Ordinal))
        {
            return new WrongKey(key, "the token is not known, or so old that it was forgotten");
        }

        if (!HasRightForm(key))
        {
            return new MalformedKey(key, $"strictKeys: a key is {_rules.Format!.Words}");
        }

        return IsExact ? new WrongKey(key, "the key is not in the scenario's list of keys")
            : key.Contains(RefusedWord, StringComparison.OrdinalIgnoreCase) ? new WrongKey(key, $"a key that contains the word {RefusedWord} is refused")
            : null;
    }

    private KeyState Listed(KeyHash hash, KeySection section) =>
        new(hash, KeyOrigin.Scenario, KeyTerms.Of(section, StartedAt)) { Section = section };
}

/// <summary>What is known of a key that came with a request.</summary>
/// <param name="Fingerprint">The key, as it may be written down.</param>
/// <param name="Account">The account that it belongs to; its fingerprint where it has none.</param>
/// <param name="Project">The project that it belongs to.</param>
/// <param name="Refusal">Why it is not accepted.</param>
internal readonly record struct KeyAdmission(string Fingerprint, string Account, string? Project, Refusal? Refusal);
