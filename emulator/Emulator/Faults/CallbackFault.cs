using System.Diagnostics;
using Emulator.Exchanges;
using Emulator.Scenarios;

namespace Emulator.Faults;

/// <summary>Decides when a job is submitted what becomes of the callback that tells of its end.</summary>
internal abstract record CallbackFault(FaultKind Kind, string Reason) : Fault(Kind, Reason)
{
    public static CallbackFault Of(FaultSection rule, TimeSpan? delay, string reason) => rule.Fault switch
    {
        FaultKind.DuplicateCallback => new DuplicateCallbackFault(rule.Times ?? 1, reason),
        FaultKind.EarlyCallback => new EarlyCallbackFault(reason),
        FaultKind.LateCallback => new LateCallbackFault(delay ?? TimeSpan.Zero, reason),
        FaultKind.LostCallback => new LostCallbackFault(reason),
        FaultKind.BadSignature => new BadSignatureFault(reason),
        _ => throw new UnreachableException($"{rule.Fault} is no fault of callbacks"),
    };

    public override Reply? Alter(Exchange exchange, Reply reply) => exchange.HasOrderedCallback ? reply : null;
}
