using System.Collections.Concurrent;

namespace Emulator.Keys;

/// <summary>The keys and accounts of a dialect that are not the scenario's, whatever scenario is played; a bounded number of each.</summary>
internal sealed class KeyMemory
{
    /// <summary>How many keys of each origin are remembered.</summary>
    public const int Capacity = 10_000;

    private readonly ConcurrentDictionary<KeyHash, KeyState> _keys = new();
    private readonly ConcurrentDictionary<string, AccountState> _accounts = new(StringComparer.Ordinal);
    private readonly Queue<KeyHash> _tokens = new();
    private readonly Lock _lock = new();
    private int _added;
    private int _seen;
    private long _tokensIssued;

    public IEnumerable<KeyState> Keys => _keys.Values;

    public IEnumerable<AccountState> Accounts => _accounts.Values;

    /// <summary>A number for the next token, that no other of the run has.</summary>
    public long NextToken() => Interlocked.Increment(ref _tokensIssued);

    public KeyState? Find(KeyHash hash) => _keys.GetValueOrDefault(hash);

    public AccountState? Account(string name) => _accounts.IsEmpty ? null : _accounts.GetValueOrDefault(name);

    /// <summary>Remembers a key that was used; once there are too many it goes on being accepted without being known.</summary>
    public void NoteSeen(KeyHash hash)
    {
        if (Volatile.Read(ref _seen) < Capacity && _keys.TryAdd(hash, new KeyState(hash, KeyOrigin.Seen, new KeyTerms())))
        {
            Interlocked.Increment(ref _seen);
        }
    }

    /// <summary>Adds a key, or gives one that was only seen its terms; <see langword="false"/> when there are too many.</summary>
    public bool TryAdd(KeyState key)
    {
        lock (_lock)
        {
            if (_added >= Capacity)
            {
                return false;
            }

            _added++;
            if (_keys.TryGetValue(key.Hash, out var known) && known.Origin is KeyOrigin.Seen)
            {
                Interlocked.Decrement(ref _seen);
            }

            _keys[key.Hash] = key;
            return true;
        }
    }

    /// <summary>Adds a token; beyond the capacity the oldest is forgotten.</summary>
    public void AddToken(KeyState token)
    {
        lock (_lock)
        {
            if (_tokens.Count >= Capacity)
            {
                _keys.TryRemove(_tokens.Dequeue(), out _);
            }

            _keys[token.Hash] = token;
            _tokens.Enqueue(token.Hash);
        }
    }

    /// <summary>Adds an account; <see langword="false"/> when there are too many.</summary>
    public bool TryAdd(AccountState account)
    {
        lock (_lock)
        {
            return _accounts.Count < Capacity && _accounts.TryAdd(account.Name, account);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _keys.Clear();
            _accounts.Clear();
            _tokens.Clear();
            _added = 0;
            Volatile.Write(ref _seen, 0);
        }
    }
}
