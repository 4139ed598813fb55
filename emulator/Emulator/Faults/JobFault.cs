using Emulator.Exchanges;
using Emulator.Jobs;

namespace Emulator.Faults;

/// <summary>Decides when a job is submitted what becomes of it.</summary>
internal abstract record JobFault(FaultKind Kind, JobFate Fate, string Reason) : Fault(Kind, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply) => exchange.HasMetFate ? reply : null;
}
