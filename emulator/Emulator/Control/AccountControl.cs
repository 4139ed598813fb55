using System.Text.Json.Nodes;
using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Keys;

namespace Emulator.Control;

/// <summary>What the accounts of a run have left: read it, set it, pay in.</summary>
internal static class AccountControl
{
    private const int LongestName = 200;

    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/accounts", "The accounts of each dialect with what they have left and have spent, in dollars or the provider's credits.", call => call.AnswerAsync(Read(call))),
        new("PATCH", "/__emulator/accounts", "Sets what an account has (balance and granted, or credits), then adds topUp; an account that is not there begins, and a key's fingerprint names the account of a key that has no other.", ChangeAsync)
        {
            BodyExample = """{"dialect": "DeepSeek/Chat", "account": "main", "balance": 0, "granted": 0, "topUp": 10}""",
            BeginsRun = true,
        },
    ];

    private static Task ChangeAsync(ControlCall call)
    {
        var body = call.BodyObject();
        var dialect = ControlFields.Dialect(call.Run, body);
        if (dialect.Keys.Unit is BilledUnit.Nothing)
        {
            throw ControlProblem.Unusable($"nobody knows what {dialect.Name} takes for its work, so its accounts have nothing; name another dialect");
        }

        var isCredits = dialect.Keys.Unit is BilledUnit.Credits;
        ControlCall.RefuseOtherKeys(body, isCredits ? ["dialect", "account", "credits", "topUp"] : ["dialect", "account", "balance", "granted", "topUp"]);
        var name = ControlFields.Text(body, "account");
        if (name is null or { Length: > LongestName })
        {
            throw ControlProblem.Unusable($"account says which one is meant; give a name of at most {LongestName} letters, main for example");
        }

        // All is read before any of it is done, so that a mistake changes nothing.
        var paidIn = ControlFields.Amount(body, isCredits ? "credits" : "balance", AccountSection.Most);
        var granted = ControlFields.Amount(body, "granted", AccountSection.Most);
        var topUp = ControlFields.Amount(body, "topUp", AccountSection.Most) ?? 0;
        var account = AccountIn(dialect, name);
        account.Change(granted, paidIn, topUp);
        return call.AnswerAsync(Read(account));
    }

    private static AccountState AccountIn(ServedDialect dialect, string name)
    {
        if (dialect.Keys.Account(name) is null && !dialect.Keys.TryAdd(new AccountState(name, dialect.Keys.Unit, new AccountSection())))
        {
            throw new ControlProblem(
                StatusCodes.Status409Conflict,
                $"{KeyMemory.Capacity} accounts were added already; reset them with POST /__emulator/reset, {{\"keys\": true}}");
        }

        return dialect.Keys.Account(name) ?? throw ControlProblem.Missing("the account went away meanwhile; ask again");
    }

    private static JsonObject Read(ControlCall call) => new()
    {
        ["dialects"] = new JsonObject(call.Run.Dialects.Select(dialect => KeyValuePair.Create<string, JsonNode?>(dialect.Name, new JsonObject
        {
            ["billedIn"] = FaultWord.Camel($"{dialect.Keys.Unit}"),
            ["accounts"] = new JsonArray([.. dialect.Keys.Accounts.Select(Read)]),
        }))),
    };

    private static JsonObject Read(AccountState account)
    {
        var amounts = account.Amounts;
        JsonObject read = new() { ["account"] = account.Name };
        if (account.Unit is BilledUnit.Credits)
        {
            read["credits"] = amounts.PaidIn;
        }
        else
        {
            read["balance"] = amounts.PaidIn;
            read["granted"] = amounts.Granted;
            read["total"] = amounts.Total;
            read["inFlight"] = amounts.InFlight;
        }

        read["spent"] = amounts.Spent;
        return read;
    }
}
