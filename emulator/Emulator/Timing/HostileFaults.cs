using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Scenarios;

namespace Emulator.Timing;

/// <summary>The trouble of the profile hostile: ordinary rules, so that reasons, tokens and --replay work as always.</summary>
internal static class HostileFaults
{
    private static readonly IReadOnlyList<OperationKind> Work = [OperationKind.Chat, OperationKind.Submit];

    private static readonly IReadOnlyList<OperationKind> LongBodies = [OperationKind.Chat, OperationKind.Download];

    /// <summary>Each is drawn for itself, so about one attempt in six meets at least one.</summary>
    public static IReadOnlyList<FaultSection> All { get; } =
    [
        new FaultSection { Fault = FaultKind.Refuse, Status = 503, Probability = 0.05 },
        new FaultSection
        {
            Fault = FaultKind.Refuse,
            Status = 429,
            RetryAfter = TimeSpan.FromSeconds(2),
            Probability = 0.03,
            Kinds = Work,
        },
        new FaultSection { Fault = FaultKind.GatewayPage, Probability = 0.02 },
        new FaultSection { Fault = FaultKind.Reset, Phase = BreakPhase.MidStream, Probability = 0.02, Kinds = LongBodies },
        new FaultSection
        {
            Fault = FaultKind.Stall,
            Phase = BreakPhase.MidStream,
            Delay = new DelayDistribution { Constant = TimeSpan.FromMinutes(2) },
            Probability = 0.02,
            Kinds = LongBodies,
        },
        new FaultSection { Fault = FaultKind.Truncate, Probability = 0.02 },
    ];
}
