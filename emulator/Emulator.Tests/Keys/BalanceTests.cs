using System.Text.Json.Nodes;
using VirtualTime;

namespace Emulator.Tests.Keys;

/// <summary>What calls cost is taken from their account, to the last digit, and an empty account refuses as its provider does.</summary>
public sealed class BalanceTests
{
    private const int Callers = 64;

    [Fact]
    public async Task Balance_OfADeepSeekAccount_FallsByThePriceAndSpendsTheGiftFirst()
    {
        await using var flight = await KeyFlight.DeepSeekAsync(
            "keys: [{key: sk-one, account: main}, {key: sk-two, account: main}], accounts: {main: {balance: 12.5, granted: 1}}");
        var before = await flight.BalanceAsync("sk-two");

        await flight.StatusAsync("sk-one");
        await flight.PatchAsync("accounts", """{"dialect": "DeepSeek/Chat", "account": "main", "granted": 0.000001}""");
        await flight.StatusAsync("sk-two");

        var costs = flight.Emulator.Journal.Where(line => (string?)line["kind"] == "chat").Select(line => (decimal)line["units"]!["microUsd"]! / 1_000_000m).ToArray();
        var account = await AccountAsync(flight, "DeepSeek/Chat");
        Assert.Equal(
            """{"is_available":true,"balance_infos":[{"currency":"USD","total_balance":"13.50","granted_balance":"1.00","topped_up_balance":"12.50"}]}""",
            before.ToJsonString());
        Assert.True(costs[1] > 0.000001m);
        Assert.Equal(0m, (decimal)account["granted"]!);
        Assert.Equal(12.5m + 0.000001m - costs[1], (decimal)account["balance"]!);
        Assert.Equal(costs.Sum(), (decimal)account["spent"]!);
        Assert.Equal("12.49", (string?)(await flight.BalanceAsync("sk-one"))["balance_infos"]![0]!["topped_up_balance"]);
    }

    [Fact]
    public async Task Chat_DrainedAccount_IsRefusedUntilItIsToppedUp()
    {
        await using var flight = await KeyFlight.DeepSeekAsync(
            "keys: [{key: sk-one, account: main}], accounts: {main: {balance: 0.000001}}");

        var last = await flight.StatusAsync("sk-one");
        using var refused = await flight.ChatAsync("sk-one");
        using var unreadable = await flight.ChatAsync("sk-one", "{");
        var balance = await flight.BalanceAsync("sk-one");
        await flight.PatchAsync("accounts", """{"dialect": "DeepSeek/Chat", "account": "main", "topUp": 10}""");

        Assert.Equal((200, 402, 402), (last, (int)refused.StatusCode, (int)unreadable.StatusCode));
        Assert.Equal(
            """{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}""",
            await KeyFlight.TextAsync(refused));
        Assert.StartsWith("account main: -0.0", KeyFlight.ReasonOf(refused), StringComparison.Ordinal);
        Assert.False((bool)balance["is_available"]!);
        Assert.Equal(200, await flight.StatusAsync("sk-one"));
    }

    [Fact]
    public async Task Chat_RefusedOrFailed_CostsNothing()
    {
        await using var flight = await KeyFlight.DeepSeekAsync(
            "keys: [{key: sk-one, account: main}], accounts: {main: {balance: 1}}, faults: [{fault: refuse, status: 503}]");

        var busy = await flight.StatusAsync("sk-one");
        using var invalid = await flight.ChatAsync("sk-one", """{"model":"none","messages":[]}""");

        var account = await AccountAsync(flight, "DeepSeek/Chat");
        Assert.Equal(503, busy);
        Assert.Equal((1m, 0m, 0), ((decimal)account["balance"]!, (decimal)account["spent"]!, (int)account["inFlight"]!));
    }

    [Fact]
    public async Task Submit_SixtyFourAtOnce_SpendEveryCreditAndNotOneMore()
    {
        await using var flight = await KeyFlight.StartAsync(
            "dialects:\n  Flux/Bfl: {limits: [], keys: [{key: bfl-a, account: main}, {key: bfl-b, account: main}], accounts: {main: {credits: 100}}}");

        // flux-pro-1.1 takes 4 credits, so 25 of the 64 get one.
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => Task.Run(
            () => flight.BflAsync(number % 2 == 0 ? "bfl-a" : "bfl-b", HttpMethod.Post, "flux-pro-1.1"), TestContext.Current.CancellationToken)));
        var left = await flight.BflAsync("bfl-a", HttpMethod.Get, "credits");

        Assert.Equal(25, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), refused => Assert.Equal((402, """{"detail":"Insufficient credits"}"""), refused));
        Assert.Equal("""{"credits":0.0}""", left.Body);
        Assert.Equal(100m, (decimal)(await AccountAsync(flight, "Flux/Bfl"))["spent"]!);
    }

    [Fact]
    public async Task Chat_SixtyFourAtOnce_OverdrawAtMostWhatWasUnderWayTogether()
    {
        await using var flight = await KeyFlight.DeepSeekAsync(
            "keys: [{key: sk-one, account: main}], accounts: {main: {balance: 0.001}}");

        var statuses = (await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(
            async () =>
            {
                List<int> mine = [];
                for (var call = 0; call < 10; call++)
                {
                    mine.Add(await flight.StatusAsync("sk-one"));
                }

                return mine;
            },
            TestContext.Current.CancellationToken)))).SelectMany(mine => mine).ToArray();

        var account = await AccountAsync(flight, "DeepSeek/Chat");
        var costs = flight.Emulator.Journal.Select(line => (decimal)line["units"]!["microUsd"]! / 1_000_000m).ToArray();
        Assert.Contains(402, statuses);
        Assert.All(statuses, status => Assert.True(status is 200 or 402));
        Assert.Equal(0.001m - costs.Sum(), (decimal)account["balance"]!);
        Assert.InRange((decimal)account["balance"]!, -Callers * costs.Max(), 0m);
        Assert.Equal(0, (int)account["inFlight"]!);
        Assert.Equal(402, await flight.StatusAsync("sk-one"));
    }

    [Fact]
    public async Task Chat_ConcurrencyByBalance_FallsWithWhatIsLeft()
    {
        var clock = new VirtualClock();
        var (poor, rich, text) = await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                "DeepSeek/Chat: {delay: 5s, limits: [], keys: [{key: sk-test, account: main}], accounts: {main: {balance: 0.5}}, concurrencyByBalance: {points: [{balance: 0, inFlight: 2}, {balance: 1, inFlight: 4}]}}",
                clock);
            var few = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => emulator.SendAsync(TestEmulator.Chat(KeyFlight.ChatBody))));
            using HttpRequestMessage topUp = new(HttpMethod.Patch, "/__emulator/accounts")
            {
                Content = new StringContent("""{"dialect": "DeepSeek/Chat", "account": "main", "topUp": 10}"""),
            };
            await emulator.SendAsync(topUp);
            var many = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => emulator.SendAsync(TestEmulator.Chat(KeyFlight.ChatBody))));
            var refused = few.First(answer => (int)answer.StatusCode == 429);
            return (Count(few), Count(many), JsonNode.Parse(await KeyFlight.TextAsync(refused))!);
        });

        Assert.Equal((3, 6), (poor, rich));
        Assert.Equal(
            "Too many requests. Your current concurrency is 4, which exceeds your concurrency limit of 3 based on your remaining balance. Please top up your balance to restore your concurrency.",
            (string?)text["error"]!["message"]);

        static int Count(HttpResponseMessage[] answers) => answers.Count(answer => (int)answer.StatusCode == 200);
    }

    [Fact]
    public async Task Submit_NativeWithoutCredits_IsRefusedInItsOwnWords()
    {
        await using var flight = await KeyFlight.StartAsync(
            "dialects:\n  NanoBanana/Native: {keys: [{key: nb-one, account: main}], accounts: {main: {credits: 1}}}");

        var answers = await Task.WhenAll(Submit("same"), Submit("same"));
        var other = await Submit("other");

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Equal(402, other.Status);
        Assert.Contains("\"code\":\"insufficient_credits\"", other.Body, StringComparison.Ordinal);

        async Task<(int Status, string Body)> Submit(string idempotencyKey)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/nanobanana/v1/images/generations")
            {
                Content = new StringContent("""{"prompt":"a fox"}""", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Authorization", "Bearer nb-one");
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            using var answer = await flight.Emulator.SendAsync(request);
            return ((int)answer.StatusCode, await KeyFlight.TextAsync(answer));
        }
    }

    private static async Task<JsonNode> AccountAsync(KeyFlight flight, string dialect) =>
        (await flight.ControlAsync(HttpMethod.Get, "accounts")).Body["dialects"]![dialect]!["accounts"]![0]!;
}
