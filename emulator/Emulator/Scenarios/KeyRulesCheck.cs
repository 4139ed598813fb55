using Emulator.Exchanges;
using Emulator.Keys;

namespace Emulator.Scenarios;

/// <summary>Finds what keys, accounts and clients of a scenario can only be wrong about together with the dialects there are.</summary>
internal static class KeyRulesCheck
{
    /// <summary>Everything that is wrong: where, what, and what to do.</summary>
    public static IEnumerable<(string Path, string What, string Remedy)> ProblemsOf(EmulatorSection section, IReadOnlyList<IDialect> dialects)
    {
        foreach (var dialect in dialects)
        {
            if (section.Dialects.GetValueOrDefault(dialect.Traits.Name) is not { } asked)
            {
                continue;
            }

            var path = $"emulator.dialects.{dialect.Traits.Name}";
            foreach (var problem in KeyProblems(path, asked, dialect.Traits).Concat(AccountProblems(path, asked, dialect.Traits)))
            {
                yield return problem;
            }
        }

        foreach (var problem in ClientProblems(section, [.. dialects.Select(dialect => dialect.Traits.Name)]))
        {
            yield return problem;
        }
    }

    private static IEnumerable<(string, string, string)> KeyProblems(string path, DialectSection asked, DialectTraits traits)
    {
        if (asked.StrictKeys && traits.KeyFormat is null)
        {
            yield return ($"{path}.strictKeys", $"nobody knows what keys of {traits.Name} look like", "remove strictKeys");
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var (index, key) in (asked.Keys ?? []).Index())
        {
            // What is wrong is said without the key, which may be a real one.
            var place = $"{path}.keys[{index}]";
            if (!seen.Add(key.Key))
            {
                yield return (place, "the key is there twice", "remove one of the two");
            }

            if (KeyHash.IsFingerprint(key.Key))
            {
                yield return (
                    place,
                    $"{key.Key} is the fingerprint of a key and no key",
                    "write the key itself; only a scenario that is put back to the run it was read from may keep fingerprints");
            }

            if (asked.StrictKeys && traits.KeyFormat?.Matches(key.Key) is false)
            {
                yield return (place, "strictKeys refuses this key", $"write {traits.KeyFormat.Words}, or remove strictKeys");
            }

            if (key.Account is { } account && asked.Accounts is { } accounts && !accounts.ContainsKey(account))
            {
                yield return ($"{place}.account", $"there is no account {account} in accounts", $"add it there, or use one of {string.Join(", ", accounts.Keys)}");
            }
        }
    }

    private static IEnumerable<(string, string, string)> AccountProblems(string path, DialectSection asked, DialectTraits traits)
    {
        foreach (var (name, account) in asked.Accounts ?? new Dictionary<string, AccountSection>())
        {
            var place = $"{path}.accounts.{name}";
            switch (traits.BilledUnit)
            {
                case BilledUnit.Nothing when account.HasAmount:
                    yield return (place, $"nobody knows what {traits.Name} takes for its work", $"write {name}: {{}}, or remove it");
                    break;
                case BilledUnit.Dollars when account.Credits is not null:
                    yield return ($"{place}.credits", $"{traits.Name} bills in dollars", "write balance in place of credits");
                    break;
                case BilledUnit.Credits when account.Balance is not null || account.Granted is not null:
                    yield return ($"{place}.{(account.Balance is null ? "granted" : "balance")}", $"{traits.Name} bills in credits", "write credits");
                    break;
                default:
                    break;
            }
        }

        if (asked.ConcurrencyByBalance is not null && !traits.IsConcurrencyByBalance)
        {
            yield return (
                $"{path}.concurrencyByBalance", $"at {traits.Name} it does not depend on a balance", "remove it; write a limit with inFlight or activeJobs");
        }
    }

    private static IEnumerable<(string, string, string)> ClientProblems(EmulatorSection section, IReadOnlyList<string> dialects)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var (index, client) in (section.Oauth?.Clients ?? []).Index())
        {
            var place = $"emulator.oauth.clients[{index}]";
            if (!seen.Add(client.Id))
            {
                yield return ($"{place}.id", $"there are two clients {client.Id}", "give each an id of its own");
            }

            if (KeyHash.IsFingerprint(client.Secret))
            {
                yield return ($"{place}.secret", $"{client.Secret} is the fingerprint of a secret", "write the secret itself");
            }

            if (!dialects.Contains(client.Dialect, StringComparer.Ordinal))
            {
                yield return ($"{place}.dialect", $"there is no dialect {client.Dialect}", $"use one of {string.Join(", ", dialects)}");
            }

            if (client.Account is { } account
                && section.Dialects.GetValueOrDefault(client.Dialect)?.Accounts is { } accounts
                && !accounts.ContainsKey(account))
            {
                yield return ($"{place}.account", $"there is no account {account} in accounts of {client.Dialect}", $"use one of {string.Join(", ", accounts.Keys)}");
            }
        }
    }
}
