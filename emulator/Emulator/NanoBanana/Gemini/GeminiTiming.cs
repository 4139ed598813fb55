using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Requests;
using Emulator.Scenarios;
using Emulator.Timing;

namespace Emulator.NanoBanana.Gemini;

/// <summary>How long the models take under each profile.</summary>
internal static class GeminiTiming
{
    private const string Several = "several";

    /// <summary>How much a model thinks, or several pictures to look at.</summary>
    public static IReadOnlyList<string> Ways { get; } = [.. Enum.GetValues<GeminiThinking>().Select(WayOf), Several];

    public static DialectProfiles Profiles { get; } = new(
        new DialectProfile
        {
            Timing = new TimingSection
            {
                RunTime = DelayDistribution.Between(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(700)),

                // Of batches, and the life of a file; both are chosen. What is published of batches is that they take less than a day.
                QueueTime = DelayDistribution.Between(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400)),
                ResultLifetime = TimeSpan.FromHours(48),
            },
        },
        new DialectProfile
        {
            // Measured: 2.5 Flash 3 to 10 s; 3.1 Flash 12 to 13 s, and 18 to 23 s when it thinks much; 2.1 15 to 40 s; Pro 20 to 25 s,
            // and with several pictures 35 to 142 s. What Lite takes was not: it is chosen to be like 2.5. The round trip is chosen.
            Timing = new TimingSection { RunTime = Seconds(23, 40) },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(350)),
            Timings =
            [
                Of(Seconds(12.5, 13.5), "gemini-3.1-flash-image", "gemini-3.1-flash-image-preview"),
                Of(Seconds(20.5, 23), "gemini-3.1-flash-image high", "gemini-3.1-flash-image-preview high"),
                Of(Seconds(5.5, 10), "gemini-2.5-flash-image", "gemini-2.5-flash-image-preview", "gemini-3.1-flash-lite-image"),
                Of(Seconds(22, 25), "gemini-3-pro-image", "gemini-3-pro-image-preview", "nano-banana-pro-preview"),
                Of(
                    Seconds(65, 130) with { Max = TimeSpan.FromSeconds(142) },
                    $"gemini-3-pro-image {Several}", $"gemini-3-pro-image-preview {Several}", $"nano-banana-pro-preview {Several}"),
                new TimingRule
                {
                    Operations = ["batches.create"],
                    QueueTime = DelayDistribution.Around(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
                    RunTime = DelayDistribution.Around(TimeSpan.FromMinutes(10), TimeSpan.FromHours(2)),
                },
                new TimingRule { Operations = ["models.list", "models.get", "models.countTokens"], RunTime = DelayDistribution.None },
            ],
        },
        new DialectProfile
        {
            // The extremes that were reported are 3 to 8 minutes.
            Timing = new TimingSection { RunTime = Seconds(60, 180) with { Max = TimeSpan.FromMinutes(8) } },
            Delay = DelayDistribution.Around(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3)),
            // Pictures come within the answer, so it is long enough to break in the middle.
            Faults =
            [
                .. HostileFaults.All,
                new FaultSection { Fault = FaultKind.Reset, Phase = BreakPhase.MidStream, Probability = 0.02, Kinds = [OperationKind.Submit] },
            ],
        });

    /// <summary>How long the work on a request takes, which depends on how much the model thinks and on several pictures to look at.</summary>
    public static TimeSpan RunOf(Exchange exchange, GeminiRequest request)
    {
        var way = request.Inputs.Count > 1 ? Several : WayOf(request.Thinking);
        var timing = exchange.Served.Timings.Of(exchange.Operation.Name, $"{request.Model.Id} {way}");
        return timing.RunTime.At(exchange.Draw("run"));
    }

    private static string WayOf(GeminiThinking thinking) => FaultWord.Camel($"{thinking}");

    private static TimingRule Of(DelayDistribution runTime, params string[] models) => new() { Models = models, RunTime = runTime };

    private static DelayDistribution Seconds(double median, double p95) =>
        DelayDistribution.Around(TimeSpan.FromSeconds(median), TimeSpan.FromSeconds(p95));
}
