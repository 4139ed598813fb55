using System.Text.Json.Nodes;
using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Keys;

namespace Emulator.Control;

/// <summary>The keys of a run, by their fingerprints: who may come in, until when, on whose account.</summary>
internal static class KeyControl
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/keys", "The keys of each dialect by fingerprint, with account, project and whether they are accepted now; never a key itself.", call => call.AnswerAsync(Read(call))),
        new("POST", "/__emulator/keys", "Adds a key to a dialect; from and expires are counted from now.", AddAsync)
        {
            BodyExample = """{"dialect": "DeepSeek/Chat", "key": "sk-new", "account": "main", "project": "p1", "from": "10s", "expires": "2h"}""",
            BeginsRun = true,
        },
        new("PATCH", "/__emulator/keys", "Changes a key, named by fingerprint or by itself: revokes it, lets it expire (0s is at once, null never), moves it to another account or project.", ChangeAsync)
        {
            BodyExample = """{"dialect": "DeepSeek/Chat", "fingerprint": "k-4d05fa50", "revoked": true, "expires": "0s", "account": "other"}""",
            BeginsRun = true,
        },
    ];

    private static Task AddAsync(ControlCall call)
    {
        var body = call.BodyObject();
        ControlCall.RefuseOtherKeys(body, "dialect", "key", "account", "project", "from", "expires", "revoked");
        var dialect = ControlFields.Dialect(call.Run, body);
        var keys = dialect.Keys;
        var key = NewKey(keys, ControlFields.Text(body, "key"));
        KeySection section = new()
        {
            Key = key,
            Account = Account(dialect, body),
            Project = ControlFields.Text(body, "project"),
            From = ControlFields.Duration(body, "from", Longest),
            Expires = ControlFields.Duration(body, "expires", Longest),
            Revoked = ControlFields.Switch(body, "revoked") is true,
        };
        Add(keys, section, call.Run.Clock.Now);
        return call.AnswerAsync(Read(keys.Find(KeyHash.Of(key))!, call.Run.Clock.Now), StatusCodes.Status201Created);
    }

    private static Task ChangeAsync(ControlCall call)
    {
        var body = call.BodyObject();
        ControlCall.RefuseOtherKeys(body, "dialect", "fingerprint", "key", "revoked", "expires", "account", "project");
        var dialect = ControlFields.Dialect(call.Run, body);
        var now = call.Run.Clock.Now;
        var account = Account(dialect, body);
        var project = ControlFields.Text(body, "project");
        var revoked = ControlFields.Switch(body, "revoked");
        var expires = ControlFields.Duration(body, "expires", Longest);
        var state = KeyIn(dialect.Keys, body, now);
        state.Change(terms => terms with
        {
            Revoked = revoked ?? terms.Revoked,
            ExpiresAt = body.ContainsKey("expires") ? now + expires : terms.ExpiresAt,
            Account = body.ContainsKey("account") ? account : terms.Account,
            Project = body.ContainsKey("project") ? project : terms.Project,
        });
        return call.AnswerAsync(Read(state, now));
    }

    private static string NewKey(KeyRing keys, string? key)
    {
        if (key is null || KeyHash.IsFingerprint(key))
        {
            throw ControlProblem.Unusable("key is the key to add, not its fingerprint; give it as text");
        }

        if (!keys.HasRightForm(key))
        {
            throw ControlProblem.Unusable("strictKeys refuses a key of this form; give one of the provider's, or change the scenario");
        }

        return keys.Find(KeyHash.Of(key)) is { Origin: not KeyOrigin.Seen } known
            ? throw new ControlProblem(StatusCodes.Status409Conflict, $"the key is known already as {known.Fingerprint}; change it with PATCH /__emulator/keys")
            : key;
    }

    private static void Add(KeyRing keys, KeySection section, DateTimeOffset now)
    {
        if (!keys.TryAdd(section, now))
        {
            throw new ControlProblem(
                StatusCodes.Status409Conflict,
                $"{KeyMemory.Capacity} keys were added already; reset them with POST /__emulator/reset, {{\"keys\": true}}");
        }
    }

    private static string? Account(ServedDialect dialect, JsonObject body)
    {
        var account = ControlFields.Text(body, "account");
        return account is null || !dialect.Keys.NamesAccounts || dialect.Keys.Account(account) is not null
            ? account
            : throw ControlProblem.Unusable(
                $"there is no account of that name; add it with PATCH /__emulator/accounts, or give one of {string.Join(", ", dialect.Keys.Accounts.Select(known => known.Name))}");
    }

    /// <summary>The key that is meant; one that nobody has used yet becomes known by being named.</summary>
    private static KeyState KeyIn(KeyRing keys, JsonObject body, DateTimeOffset now)
    {
        if (ControlFields.Text(body, "key") is { } key)
        {
            if (keys.Find(KeyHash.Of(key)) is null && !keys.IsExact)
            {
                Add(keys, new KeySection { Key = key }, now);
            }

            return keys.Find(KeyHash.Of(key)) ?? throw ControlProblem.Missing("the dialect does not know this key; add it with POST /__emulator/keys");
        }

        var fingerprint = ControlFields.Text(body, "fingerprint")
            ?? throw ControlProblem.Unusable("nothing says which key is meant; give its fingerprint, k-4d05fa50 for example, or the key itself");
        return keys.Keys.FirstOrDefault(known => known.Fingerprint == fingerprint)
            ?? throw ControlProblem.Missing("the dialect knows no key of this fingerprint; GET /__emulator/keys lists those that it knows");
    }

    private static JsonObject Read(ControlCall call)
    {
        var now = call.Run.Clock.Now;
        return new JsonObject
        {
            ["now"] = EmulatorClock.Text(now),
            ["dialects"] = new JsonObject(call.Run.Dialects.Select(dialect => KeyValuePair.Create<string, JsonNode?>(dialect.Name, new JsonObject
            {
                ["exact"] = dialect.Keys.IsExact,
                ["keys"] = new JsonArray([.. dialect.Keys.Keys.Select(key => Read(key, now))]),
            }))),
        };
    }

    private static JsonObject Read(KeyState key, DateTimeOffset now)
    {
        var terms = key.Terms;
        return new JsonObject
        {
            ["fingerprint"] = key.Fingerprint,
            ["account"] = terms.Account ?? key.Fingerprint,
            ["project"] = terms.Project,
            ["status"] = FaultWord.Camel($"{terms.StatusAt(now)}"),
            ["from"] = EmulatorClock.Text(terms.From),
            ["expiresAt"] = EmulatorClock.Text(terms.ExpiresAt),
            ["origin"] = FaultWord.Camel($"{key.Origin}"),
        };
    }
}
