using System.Globalization;
using Emulator.Chance;
using VirtualTime;

namespace Emulator.Tests.Fuzzing;

/// <summary>Ten thousand requests that nobody should send: none fails the server, none hangs, nothing leaks, nothing grows.</summary>
public sealed class FuzzTests
{
    private const int RestoreEvery = 200;

    /// <summary>Enough to see what a defect does; the first is nearly always the one to mend.</summary>
    private const int MostFindings = 12;

    internal static readonly ulong RunSeed = Number("FUZZ_SEED", 42);
    private static readonly int Requests = (int)Number("FUZZ_REQUESTS", 10_500);

    [Fact]
    public async Task Send_TenThousandMutatedRequests_AllEndAndNothingFails()
    {
        VirtualClock clock = new();
        List<string> findings = [];

        await VirtualRun.RunAsync(clock, async _ =>
        {
            using Watchdog watchdog = new();
            await using var server = await FuzzedServer.StartAsync(clock);
            var seeds = RequestSeeds.All(await FollowUps.OfAsync(server));
            for (var number = 0; number < Requests && findings.Count < MostFindings; number++)
            {
                var request = RequestOf(number, seeds);
                watchdog.Note($"seed {RunSeed}, request {number}: {request}");
                if (await server.ConvictAsync(request) is { } finding)
                {
                    findings.Add($"request {number}: {request}\n  {finding}");
                }

                if (number % RestoreEvery == 0)
                {
                    server.Restore();
                }
            }

            findings.AddRange(Bounds.Broken(server.Runs));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"seed {RunSeed}, {Requests} requests, by status: {string.Join(", ", server.Statuses.Select(pair => $"{pair.Key}: {pair.Value}"))}");
        });

        Assert.True(findings.Count == 0, $"{string.Join('\n', findings)}\nRepeat with FUZZ_SEED={RunSeed} FUZZ_REQUESTS={Requests} dotnet artifacts/bin/Emulator.Tests/debug/Emulator.Tests.dll -class {typeof(FuzzTests).FullName}");
    }

    /// <summary>Each seed once as it is, then mutated.</summary>
    private static FuzzRequest RequestOf(int number, IReadOnlyList<FuzzRequest> seeds)
    {
        if (number < seeds.Count)
        {
            return seeds[number];
        }

        var draw = Seed.For(RunSeed, "fuzz", number: number);
        Random random = new((int)(draw & int.MaxValue));
        var seed = seeds[random.Next(seeds.Count)];

        // There is little to go wrong at paths that do not exist, and there are many of them.
        seed = RequestSeeds.IsStray(seed) ? seeds[random.Next(seeds.Count)] : seed;
        return new RequestMutator(random).Mutate(seed);
    }

    private static ulong Number(string variable, ulong usual) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
